package io.callwarden.employee;

import java.time.Duration;
import java.time.Instant;

/** Tells news that comes late from a clock that was set back. Pure. */
final class Late {
    /** No event is that late: a PBX that says an earlier time than that has set its clock. */
    private static final Duration MOST = Duration.ofMinutes(1);

    private Late() {}

    /** Whether what happened at {@code at} is older than what is known since {@code known}. */
    static boolean is(Instant at, Instant known) {
        return at.isBefore(known) && at.plus(MOST).isAfter(known);
    }

    /** {@code at}, or {@code known} where that is later: what is told late begins when it is told. */
    static Instant notBefore(Instant at, Instant known) {
        return is(at, known) ? known : at;
    }
}
