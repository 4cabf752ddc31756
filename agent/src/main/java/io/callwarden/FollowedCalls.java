package io.callwarden;

import io.callwarden.notify.Announcer;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.store.CallStore;
import io.callwarden.web.CallbackDesk;
import io.callwarden.web.OutboxDesk;
import java.time.Clock;

/**
 * The calls on record and the customers who were missed, for a command that works on the database itself. It knows as much as the
 * configuration says: of the company's own phones those with a name, not those that a PBX tells of.
 */
public final class FollowedCalls implements AutoCloseable {
    private final CallStore store;
    private final CallbackDesk callbacks;
    private final OutboxDesk outbox;

    /** Does not connect yet. */
    public FollowedCalls(Configuration config, Clock clock) {
        Customers customers = customers(config, new OwnPhones(config));
        store = CallStore.open(
                config.store(), new Recovery(customers, config.recovery().rules()), Announcer.NOBODY, clock);
        callbacks = callbacks(config, store, customers, clock);
        outbox = new OutboxDesk(store.outbox(), clock);
    }

    static Customers customers(Configuration config, OwnPhones phones) {
        PhoneNumbers numbers = new PhoneNumbers(
                config.calls().region().isEmpty() ? null : config.calls().region());
        return new Customers(number -> numbers.e164(number).orElse(null), phones);
    }

    static CallbackDesk callbacks(Configuration config, CallStore store, Customers customers, Clock clock) {
        return new CallbackDesk(
                store.tasks(),
                customers,
                config.recovery().urgency(number -> customers.key(number).orElse(number)),
                config.prices(),
                clock);
    }

    /** The calls. */
    public CallStore store() {
        return store;
    }

    /** The customers to be called back. */
    public CallbackDesk callbacks() {
        return callbacks;
    }

    /** What is to be told to other systems. */
    public OutboxDesk outbox() {
        return outbox;
    }

    @Override
    public void close() {
        store.close();
    }
}
