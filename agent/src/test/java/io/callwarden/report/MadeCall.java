package io.callwarden.report;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A call for a report, told in seconds from its beginning. */
final class MadeCall {
    private static final AtomicLong IDS = new AtomicLong();

    private final Direction direction;
    private final Instant start;
    private final List<Ring> rings = new ArrayList<>();
    private final List<QueueVisit> visits = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private Caller caller;
    private String did = "7001";
    private Answer answer;

    private MadeCall(Direction direction, Instant start, Caller caller) {
        this.direction = direction;
        this.start = start;
        this.caller = caller;
    }

    static MadeCall inbound(String start) {
        return inbound(Instant.parse(start));
    }

    static MadeCall inbound(Instant start) {
        return new MadeCall(Direction.INBOUND, start, new Caller("79260004001", null, "+79260004001"));
    }

    static MadeCall outbound(String start, String from, String name) {
        MadeCall call = new MadeCall(Direction.OUTBOUND, Instant.parse(start), new Caller(from, name, null));
        call.did = "79260004001";
        return call;
    }

    static MadeCall internal(String start, String from, String to) {
        MadeCall call = new MadeCall(Direction.INTERNAL, Instant.parse(start), new Caller(from, null, null));
        call.did = to;
        return call;
    }

    MadeCall dialled(String number) {
        did = number;
        return this;
    }

    MadeCall ring(String extension, double from, double seconds, RingResult result) {
        rings.add(new Ring(extension, at(from), Duration.ofMillis((long) (seconds * 1_000)), result));
        return this;
    }

    MadeCall queue(String name, double from, double waited, QueueExit exit) {
        visits.add(new QueueVisit(name, at(from), Duration.ofMillis((long) (waited * 1_000)), exit));
        return this;
    }

    MadeCall answered(String extension, String name, double second) {
        answer = new Answer(extension, name, at(second));
        return this;
    }

    MadeCall transfer(Transfer.Kind kind, String from, String to, double second) {
        transfers.add(new Transfer(kind, from, to, at(second), true));
        return this;
    }

    Call ends(double second) {
        Instant end = at(second);
        Duration wait = Duration.between(start, answer == null ? end : answer.at());
        return new Call(
                new CallId("hq", "1795415864." + IDS.incrementAndGet()),
                direction,
                caller,
                did,
                "trunk-a",
                visits,
                answer == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                visits.isEmpty() ? Stage.RING : Stage.QUEUE,
                answer == null && direction == Direction.INBOUND,
                false,
                answer,
                rings,
                transfers,
                new CallTimes(
                        start,
                        start,
                        end,
                        wait,
                        wait,
                        answer == null ? Duration.ZERO : Duration.between(answer.at(), end),
                        Duration.ZERO,
                        Duration.between(start, end)),
                EndedBy.CALLER,
                16);
    }

    private Instant at(double second) {
        return start.plusMillis((long) (second * 1_000));
    }
}
