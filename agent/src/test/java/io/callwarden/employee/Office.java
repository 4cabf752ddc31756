package io.callwarden.employee;

import io.callwarden.call.Answer;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.DeviceState;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.call.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A board, and a PBX that tells it things at seconds of a morning. */
final class Office {
    static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    final EmployeeBoard board;
    private int calls;

    Office() {
        this(Map.of());
    }

    Office(Map<String, String> expected) {
        board = new EmployeeBoard(expected, Map.of());
    }

    static Instant at(double second) {
        return MORNING.plusMillis(Math.round(second * 1_000));
    }

    /** The one who is called so. */
    Employee employee(String label) {
        return board.employees().stream()
                .filter(employee -> employee.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is called " + label + " but " + labels()));
    }

    List<String> labels() {
        return board.employees().stream().map(Employee::label).sorted().toList();
    }

    EmployeeState state(String label, double second) {
        return employee(label).state(at(second));
    }

    void device(double second, String device, DeviceState state) {
        board.deviceStateChanged(at(second), device, state);
    }

    void member(double second, QueueMember member) {
        board.memberChanged(at(second), member);
    }

    void removed(double second, QueueMember member) {
        board.memberRemoved(at(second), member.queue(), member.location());
    }

    void snapshot(double second, QueueMember... members) {
        board.onSnapshot(new PbxSnapshot(at(second), null, List.of(), true, List.of(), List.of(), List.of(members)));
    }

    BlindInterval blind(double from, double until) {
        return new BlindInterval("pbx", at(from), at(until), BlindInterval.Reason.CONNECTION_LOST, 0);
    }

    static QueueMember anna(String queue) {
        return member(queue, "Anna", "PJSIP/101", DeviceState.NOT_INUSE);
    }

    static QueueMember member(String queue, String name, String location, DeviceState state) {
        return new QueueMember(queue, name, location, location, state, false, false, "", null, null);
    }

    static QueueMember paused(QueueMember member, String reason) {
        return new QueueMember(
                member.queue(),
                member.name(),
                member.location(),
                member.device(),
                member.state(),
                member.inCall(),
                true,
                reason,
                member.lastCallAt(),
                member.wrapUp());
    }

    static QueueMember through(QueueMember member, String device) {
        return new QueueMember(
                member.queue(),
                member.name(),
                member.location(),
                device,
                member.state(),
                member.inCall(),
                member.paused(),
                member.pauseReason(),
                member.lastCallAt(),
                member.wrapUp());
    }

    static QueueMember afterCall(QueueMember member, double ended, int wrapUpSeconds) {
        return new QueueMember(
                member.queue(),
                member.name(),
                member.location(),
                member.device(),
                member.state(),
                member.inCall(),
                member.paused(),
                member.pauseReason(),
                at(ended),
                Duration.ofSeconds(wrapUpSeconds));
    }

    static Ring ring(double tried, double seconds, String extension, RingResult result) {
        return new Ring(extension, at(tried), Duration.ofMillis(Math.round(seconds * 1_000)), result);
    }

    /** An inbound call that began with its first ring and was answered by the first who answered. */
    Call inbound(double ended, List<Transfer> transfers, Ring... rings) {
        Answer answer = null;
        for (Ring ring : rings) {
            if (answer == null && ring.result() == RingResult.ANSWERED) {
                answer = new Answer(ring.extension(), null, ring.triedAt().plus(ring.rang()));
            }
        }
        return call(Direction.INBOUND, new Caller("79260000001", null, null), answer, ended, transfers, rings);
    }

    Call call(
            Direction direction, Caller caller, Answer answer, double ended, List<Transfer> transfers, Ring... rings) {
        Instant from = at(0);
        Duration talked = answer == null ? Duration.ZERO : Duration.between(answer.at(), at(ended));
        return new Call(
                new CallId("pbx", from.getEpochSecond() + "." + calls++),
                direction,
                caller,
                "7001",
                "trunk-a",
                List.of(),
                answer == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.RING,
                answer == null,
                false,
                answer,
                List.of(rings),
                transfers,
                new CallTimes(
                        from, from, at(ended), Duration.ZERO, Duration.ZERO, talked, Duration.ZERO, Duration.ZERO),
                EndedBy.CALLER,
                16);
    }
}
