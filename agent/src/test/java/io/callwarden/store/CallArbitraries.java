package io.callwarden.store;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.call.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Calls of every shape, likely or not, to the precision of the database. */
final class CallArbitraries {
    private static final AtomicLong IDS = new AtomicLong();

    private CallArbitraries() {}

    static Arbitrary<Call> calls() {
        return Combinators.combine(ends(), parties(), visits(), rings(), transfers(), answer(), times())
                .as((end, party, visits, rings, transfers, answer, times) -> new Call(
                        new CallId(party.pbx, "1795415864." + IDS.incrementAndGet()),
                        end.direction,
                        party.caller,
                        party.did,
                        party.trunk,
                        visits,
                        end.outcome,
                        end.stage,
                        end.missed,
                        end.shortAbandon,
                        answer,
                        rings,
                        transfers,
                        times,
                        end.by,
                        end.cause));
    }

    private record End(
            Direction direction,
            Outcome outcome,
            Stage stage,
            boolean missed,
            boolean shortAbandon,
            EndedBy by,
            Integer cause) {}

    private static Arbitrary<End> ends() {
        return Combinators.combine(
                        Arbitraries.of(Direction.class),
                        Arbitraries.of(Outcome.class),
                        Arbitraries.of(Stage.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(EndedBy.class).injectNull(0.2),
                        Arbitraries.integers().between(0, 127).injectNull(0.2))
                .as(End::new);
    }

    private record Party(String pbx, Caller caller, String did, String trunk) {}

    private static Arbitrary<Party> parties() {
        Arbitrary<Caller> callers = Combinators.combine(text(), text(), text()).as(Caller::new);
        return Combinators.combine(Arbitraries.of("hq", "pbx-2", "офис"), callers, text(), text())
                .as(Party::new);
    }

    private static Arbitrary<List<QueueVisit>> visits() {
        return Combinators.combine(text(), instant(), duration().injectNull(0.2), Arbitraries.of(QueueExit.class))
                .as(QueueVisit::new)
                .list()
                .ofMaxSize(4);
    }

    private static Arbitrary<List<Ring>> rings() {
        return Combinators.combine(text(), instant(), duration(), Arbitraries.of(RingResult.class))
                .as(Ring::new)
                .list()
                .ofMaxSize(6);
    }

    private static Arbitrary<List<Transfer>> transfers() {
        return Combinators.combine(
                        Arbitraries.of(Transfer.Kind.class), text(), text(), instant(), Arbitraries.of(true, false))
                .as(Transfer::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Answer> answer() {
        return Combinators.combine(text(), text(), instant().injectNull(0.2))
                .as(Answer::new)
                .injectNull(0.4);
    }

    private static Arbitrary<CallTimes> times() {
        Arbitrary<Duration> unseen = duration().injectNull(0.2);
        return Combinators.combine(
                        instant(),
                        instant().injectNull(0.2),
                        instant().injectNull(0.2),
                        unseen,
                        duration(),
                        unseen,
                        duration(),
                        unseen)
                .as(CallTimes::new);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().numeric().ofMaxLength(15),
                        Arbitraries.strings().withCharRange('\u0001', '\uD7FF').ofMaxLength(60),
                        Arbitraries.of(
                                "", "'; drop table call; --", "😀 Мария", "a".repeat(5000), "\\", "null", "\u001b[2J"))
                .injectNull(0.2);
    }

    private static Arbitrary<Instant> instant() {
        return Arbitraries.longs()
                .between(0, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")))
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Arbitrary<Duration> duration() {
        return Arbitraries.longs()
                .between(0, Duration.ofDays(40).toMillis() * 1000)
                .map(Micros::duration);
    }
}
