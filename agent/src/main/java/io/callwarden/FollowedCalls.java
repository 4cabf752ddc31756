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
import java.util.function.Supplier;

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
    public FollowedCalls(Configuration configuration, Clock clock) {
        RunningConfiguration config = new RunningConfiguration(configuration);
        Customers customers = customers(config, new OwnPhones(config));
        store = CallStore.open(
                configuration.store(),
                new Recovery(customers, configuration.recovery().rules()),
                new Announcements(configuration.subscriptions(), customers, configuration.prices()),
                configuration::outbox,
                clock);
        callbacks = callbacks(config, store, customers, clock);
        outbox = new OutboxDesk(store.outbox(), clock);
        reports = reports(config, store, clock);
        people = new PersonDesk(store, customers, configuration.store().dataDir());
    }

    static Customers customers(RunningConfiguration config, OwnPhones phones) {
        Supplier<PhoneNumbers> numbers = numbers(config);
        return new Customers(number -> numbers.get().e164(number).orElse(null), phones);
    }

    static Supplier<PhoneNumbers> numbers(RunningConfiguration config) {
        return config.made(
                now -> now.calls().region(), region -> config.get().calls().numbers());
    }

    static CallbackDesk callbacks(RunningConfiguration config, CallStore store, Customers customers, Clock clock) {
        return new CallbackDesk(
                store.tasks(),
                customers,
                config.made(
                        now -> now,
                        now -> now.recovery()
                                .urgency(number -> customers.key(number).orElse(number))),
                () -> config.get().prices(),
                clock);
    }

    static ReportDesk reports(RunningConfiguration config, CallStore store, Clock clock) {
        return new ReportDesk(
                store,
                config.made(now -> now, FollowedCalls::people),
                config.made(now -> now, FollowedCalls::targets),
                () -> config.get().prices(),
                clock);
    }

    /** Null where nothing is to be told of single employees. */
    private static People people(Configuration config) {
        Map<String, Map<String, String>> names = new HashMap<>();
        for (PbxConfig pbx : config.pbxs()) {
            Map<String, String> byExtension = new HashMap<>(config.calls().names());
            byExtension.putAll(pbx.employees());
            names.put(pbx.name(), byExtension);
        }
        return config.metrics().employees() ? new People(names) : null;
    }

    private static Targets targets(Configuration config) {
        Map<String, Map<String, Duration>> targets = new HashMap<>();
        config.pbxs().forEach(pbx -> targets.put(pbx.name(), pbx.queues().targets()));
        return new Targets(targets, config.calls().serviceLevel());
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
