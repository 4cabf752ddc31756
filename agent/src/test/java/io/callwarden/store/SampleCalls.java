package io.callwarden.store;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Ordinary calls, one a second and each a little different: two phones ring, one queue. */
public final class SampleCalls {
    static final Instant FIRST = Instant.parse("2026-11-23T06:00:00Z");

    private SampleCalls() {}

    static List<Call> calls(int from, int until) {
        return IntStream.range(from, until).mapToObj(SampleCalls::call).toList();
    }

    /** Every third is missed; the caller, the queue and the second phone change from call to call. */
    public static Call call(int number) {
        return call(number, 1_795_415_864L);
    }

    /** As the other, its channel made in that second. */
    static Call call(int number, long second) {
        Instant start = FIRST.plusSeconds(number);
        boolean missed = number % 3 == 0;
        String phone = "1" + number % 10;
        return new Call(
                new CallId("hq", second + "." + number),
                number % 5 == 4 ? Direction.OUTBOUND : Direction.INBOUND,
                new Caller("892600" + number % 100, "Caller " + number, "+7892600" + number % 100),
                "700" + number % 4,
                "trunk-a",
                List.of(new QueueVisit(
                        "queue-" + number % 4,
                        start,
                        ofMillis(9000),
                        missed ? QueueExit.ABANDONED : QueueExit.ANSWERED)),
                missed ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.QUEUE,
                missed,
                false,
                missed ? null : new Answer(phone, "Anna", start.plusSeconds(9)),
                List.of(
                        new Ring("200", start, ofMillis(5000), RingResult.NO_ANSWER),
                        new Ring(
                                phone,
                                start,
                                ofMillis(9000),
                                missed ? RingResult.CALLER_GAVE_UP : RingResult.ANSWERED)),
                List.of(),
                new CallTimes(
                        start,
                        start,
                        start.plusSeconds(60),
                        ofMillis(9000),
                        ofMillis(9000),
                        missed ? ZERO : ofMillis(51_000),
                        ZERO,
                        ofMillis(60_000)),
                EndedBy.CALLER,
                16);
    }

    /** The same call with other transfers and times. */
    static Call with(Call call, List<Transfer> transfers, CallTimes times) {
        return new Call(
                call.id(),
                call.direction(),
                call.caller(),
                call.did(),
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                call.missed(),
                call.shortAbandon(),
                call.answer(),
                call.rang(),
                transfers,
                times,
                call.endedBy(),
                call.hangupCause());
    }

    /** The same call, begun at another time. */
    static Call startedAt(Call call, Instant start) {
        CallTimes times = call.times();
        Duration later = Duration.between(times.startedAt(), start);
        return with(
                call,
                call.transfers(),
                new CallTimes(
                        start,
                        times.askedAt().plus(later),
                        times.endedAt().plus(later),
                        times.waited(),
                        times.ring(),
                        times.talked(),
                        times.held(),
                        times.total()));
    }
}
