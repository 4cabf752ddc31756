package io.callwarden.employee;

import io.callwarden.call.Answer;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts for each employee what the record of a call says. The PBX's thread only. */
final class CallTally {
    private static final int BLIND_KEPT = 64;

    private final Roster roster;
    private final Deque<BlindInterval> blind = new ArrayDeque<>();

    CallTally(Roster roster) {
        this.roster = roster;
    }

    /** True where it told the name of an employee. */
    boolean count(Call call) {
        boolean news = false;
        if (call.direction() != Direction.INBOUND) {
            news = named(call.caller().number(), call.caller().name());
        }
        Answer answer = call.direction() == Direction.OUTBOUND ? null : call.answer();
        if (answer != null) {
            news |= named(answer.extension(), answer.name());
        }
        rings(call);
        if (answer != null && answer.extension() != null && !rang(call, answer.extension())) {
            pickedUp(answer.extension());
        }
        for (Talks.Talk talk : Talks.of(call)) {
            Employee employee = roster.find(talk.extension());
            if (employee != null) {
                employee.talked(heard(talk));
            }
        }
        return news;
    }

    /** The PBX was not heard then; talks that span it are counted without it. */
    void blind(BlindInterval interval) {
        blind.addLast(interval);
        if (blind.size() > BLIND_KEPT) {
            blind.removeFirst();
        }
    }

    private boolean named(String extension, String name) {
        if (extension == null || name == null) {
            return false;
        }
        String clean = Names.clean(name);
        if (clean.isEmpty() || clean.equals(extension)) {
            return false;
        }
        Employee employee = roster.make(extension);
        return employee != null && employee.namedInCall(clean);
    }

    private void pickedUp(String extension) {
        Employee employee = roster.find(extension);
        if (employee != null) {
            employee.rang(RingResult.ANSWERED);
        }
    }

    private void rings(Call call) {
        for (Ring ring : call.rang()) {
            Employee employee = roster.find(ring.extension());
            if (employee != null && !isToldByAnother(ring, employee, call.rang())) {
                employee.rang(ring.result());
            }
        }
    }

    /** Several phones of one employee that rang at the same time are one ring, with the result that says most. */
    private boolean isToldByAnother(Ring ring, Employee employee, List<Ring> rings) {
        if (employee.extensions.size() < 2) {
            return false;
        }
        boolean later = false;
        for (Ring other : rings) {
            if (other == ring) {
                later = true;
            } else if (!other.extension().equals(ring.extension())
                    && employee.extensions.contains(other.extension())
                    && overlap(ring, other)) {
                int more = weight(other.result()) - weight(ring.result());
                if (more > 0 || more == 0 && !later) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int weight(RingResult result) {
        return switch (result) {
            case ANSWERED -> 3;
            case DECLINED -> 2;
            case NO_ANSWER -> 1;
            case ANSWERED_ELSEWHERE, BUSY, UNREACHABLE, CALLER_GAVE_UP -> 0;
        };
    }

    private static boolean overlap(Ring one, Ring other) {
        return one.triedAt().isBefore(other.triedAt().plus(other.rang()))
                && other.triedAt().isBefore(one.triedAt().plus(one.rang()));
    }

    private static boolean rang(Call call, String extension) {
        return call.rang().stream()
                .anyMatch(ring ->
                        ring.result() == RingResult.ANSWERED && ring.extension().equals(extension));
    }

    private Duration heard(Talks.Talk talk) {
        Duration heard = Duration.between(talk.from(), talk.until());
        for (BlindInterval interval : blind) {
            Instant from = interval.from().isAfter(talk.from()) ? interval.from() : talk.from();
            Instant until = interval.until().isBefore(talk.until()) ? interval.until() : talk.until();
            if (until.isAfter(from)) {
                heard = heard.minus(Duration.between(from, until));
            }
        }
        return heard.isNegative() ? Duration.ZERO : heard;
    }
}
