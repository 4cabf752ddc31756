package io.callwarden.employee;

import io.callwarden.call.Answer;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.RingResult;
import io.callwarden.call.Rings;
import io.callwarden.call.Talks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

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
        Rings.each(call.rang(), roster::find, (employee, ring) -> employee.rang(ring.result()));
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

    private static boolean rang(Call call, String extension) {
        return call.rang().stream()
                .anyMatch(ring -> ring.result() == RingResult.ANSWERED && extension.equals(ring.extension()));
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
