package io.callwarden.store;

import java.util.List;

/**
 * Numbers of the rows that belong to a call: from the call's number times {@value #MOST} on, in order. So they need one index and no
 * more, and are found by their range.
 */
final class PartNumbers {
    /** Most rows of one kind that a call can have; a caller who is rung out for a week has less. */
    static final int MOST = 1 << 16;

    /** Condition that {@code alias} holds rows of the call with number {@code call}, an SQL expression. */
    static String of(String alias, String call) {
        return "%1$s.part_no between %2$s * %3$d and %2$s * %3$d + %4$d".formatted(alias, call, MOST, MOST - 1);
    }

    private PartNumbers() {}

    static long first(long call) {
        return call * MOST;
    }

    static <T> List<T> most(List<T> parts) {
        return parts.size() <= MOST ? parts : parts.subList(0, MOST);
    }
}
