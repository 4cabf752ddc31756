package io.callwarden;

import io.callwarden.notify.Announcements;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.report.People;
import io.callwarden.report.Targets;
import io.callwarden.store.CallStore;
import io.callwarden.web.CallbackDesk;
import io.callwarden.web.OutboxDesk;
import io.callwarden.web.PersonDesk;
import io.callwarden.web.ReportDesk;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The calls on record and the customers who were missed, for a command that works on the database itself. It knows as much as the
 * configuration says: of the company's own phones those with a name, not those that a PBX tells of. What a command changes is put into
 * the outbox as by the agent, which brings it to its receivers when it runs.
 */
public final class FollowedCalls implements AutoCloseable {
    private final CallStore store;
    private final CallbackDesk callbacks;
    private final OutboxDesk outbox;
    private final ReportDesk reports;
    private final PersonDesk people;

    /** Does not connect yet. */
    public FollowedCalls(Configuration config, Clock clock) {
        Customers customers = customers(config, new OwnPhones(config));
        store = CallStore.open(
                config.store(),
                new Recovery(customers, config.recovery().rules()),
                new Announcements(config.subscriptions(), customers, config.prices()),
                config.outbox(),
                clock);
        callbacks = callbacks(config, store, customers, clock);
        outbox = new OutboxDesk(store.outbox(), clock);
        reports = reports(config, store, clock);
        people = new PersonDesk(store, customers, config.store().dataDir());
    }

    static Customers customers(Configuration config, OwnPhones phones) {
        PhoneNumbers numbers = config.calls().numbers();
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

    static ReportDesk reports(Configuration config, CallStore store, Clock clock) {
        Map<String, Map<String, String>> names = new HashMap<>();
        Map<String, Map<String, Duration>> targets = new HashMap<>();
        for (PbxConfig pbx : config.pbxs()) {
            Map<String, String> byExtension = new HashMap<>(config.calls().names());
            byExtension.putAll(pbx.employees());
            names.put(pbx.name(), byExtension);
            targets.put(pbx.name(), pbx.queues().targets());
        }
        return new ReportDesk(
                store,
                config.metrics().employees() ? new People(names) : null,
                new Targets(targets, config.calls().serviceLevel()),
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

    /** What days, weeks and months add up to. */
    public ReportDesk reports() {
        return reports;
    }

    /** Who may be forgotten. */
    public PersonDesk people() {
        return people;
    }

    @Override
    public void close() {
        store.close();
    }
}
