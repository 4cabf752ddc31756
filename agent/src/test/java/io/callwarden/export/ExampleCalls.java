package io.callwarden.export;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

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
import java.time.Instant;
import java.util.List;

/** Calls to write down. */
public final class ExampleCalls {
    private static final Instant START = Instant.parse("2026-11-23T06:37:44.101Z");

    private ExampleCalls() {}

    public static Call leftForVoicemail() {
        return new Call(
                new CallId("pbx1", "1795415864.6"),
                Direction.INBOUND,
                new Caller("79260004001", null, "+79260004001"),
                "7004",
                "trunk-a",
                List.of(),
                Outcome.VOICEMAIL,
                Stage.VOICEMAIL,
                true,
                false,
                null,
                List.of(new Ring("120", START.plusMillis(3), ofMillis(4803), RingResult.NO_ANSWER)),
                List.of(),
                new CallTimes(
                        START,
                        START.plusMillis(2),
                        START.plusMillis(14_012),
                        ofMillis(5006),
                        ofMillis(4803),
                        ZERO,
                        ZERO,
                        ofMillis(14_012)),
                EndedBy.CALLER,
                16);
    }

    /** Through two queues to Anna, who passes it on; the caller's name is given. */
    public static Call transferredFrom(String callerName) {
        return new Call(
                new CallId("pbx1", "1795415864.7"),
                Direction.INBOUND,
                new Caller("79260004001", callerName, "+79260004001"),
                "7004",
                "trunk-a",
                List.of(
                        new QueueVisit("sales", START, ofMillis(5000), QueueExit.TIMEOUT),
                        new QueueVisit("support", START.plusSeconds(5), ofMillis(2000), QueueExit.ANSWERED)),
                Outcome.ANSWERED,
                Stage.QUEUE,
                false,
                false,
                new Answer("120", "Anna", START.plusSeconds(7)),
                List.of(
                        new Ring("119", START, ZERO, RingResult.UNREACHABLE),
                        new Ring("120", START.plusSeconds(5), ofMillis(2000), RingResult.ANSWERED)),
                List.of(new Transfer(Transfer.Kind.BLIND, "120", "130", START.plusSeconds(17), true)),
                new CallTimes(
                        START,
                        START,
                        START.plusSeconds(137),
                        ofMillis(7000),
                        ofMillis(2000),
                        ofMillis(130_000),
                        ofMillis(1500),
                        ofMillis(137_000)),
                EndedBy.CALLEE,
                16);
    }

    /** Its end was not seen, and nothing is known about the caller. */
    static Call endedUnseen() {
        return new Call(
                new CallId("pbx1", "1795415864.8"),
                Direction.INBOUND,
                new Caller(null, null, null),
                null,
                null,
                List.of(),
                Outcome.UNKNOWN,
                Stage.NONE,
                false,
                false,
                null,
                List.of(),
                List.of(),
                new CallTimes(START, null, null, null, ZERO, null, ZERO, null),
                null,
                null);
    }
}
