package io.callwarden.web;

import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Urgency;
import io.callwarden.report.People;
import io.callwarden.report.Targets;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a web server needs besides what a test is about. */
final class TestContent {
    private static final Path NOWHERE = Path.of("target/no-data");

    static final Customers CUSTOMERS = new Customers(
            number -> number.startsWith("+")
                    ? number.replaceAll("[ ()-]", "")
                    : number.startsWith("8") && number.replaceAll("\\D", "").length() == 11
                            ? "+7" + number.replaceAll("\\D", "").substring(1)
                            : null,
            "101"::equals);
    static final Recovery RECOVERY =
            new Recovery(CUSTOMERS, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    private TestContent() {}

    /** Nobody to call back; whoever asks makes an error. */
    static WebContent of(AgentState state, RecordedCalls calls) {
        CallStore store = CallStore.open(StoreConfig.in(NOWHERE), RECOVERY, Announcer.NOBODY, Clock.systemUTC());
        return new WebContent(
                state,
                calls,
                desk(store, Clock.systemUTC()),
                new OutboxDesk(store.outbox(), Clock.systemUTC()),
                reports(store, Clock.systemUTC()),
                Optional.empty(),
                people(store),
                () -> ZoneOffset.UTC,
                () -> List.of("nothing is different"),
                ControlToken.renew(Path.of("target")));
    }

    static PersonDesk people(CallStore store) {
        return new PersonDesk(store, CUSTOMERS, NOWHERE);
    }

    static ReportDesk reports(CallStore store, Clock clock) {
        return new ReportDesk(store, new People(Map.of()), new Targets(Map.of(), Duration.ofSeconds(15)), null, clock);
    }

    static CallbackDesk desk(CallStore store, Clock clock) {
        return new CallbackDesk(store.tasks(), CUSTOMERS, new Urgency(Set.of("+79269999999"), List.of()), null, clock);
    }
}
