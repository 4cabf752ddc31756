package io.callwarden.store;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The month, in UTC, in which a call began. On PostgreSQL it has tables of its own, so numbers of calls, and through them of what belongs
 * to them, begin with it:
 *
 * <pre>
 *   call_no   month (11 bits) | number from the sequence (36 bits)
 *   part_no   month (11 bits) | number from the sequence (36 bits) | {@link PartNumbers} (16 bits)
 * </pre>
 *
 * Numbers of before there were months have none, which is as January 2000.
 *
 * @param index months since January 2000; what began earlier is in that one, and what begins after August 2170 in the last
 */
record CallMonth(int index) implements Comparable<CallMonth> {
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final int LAST = (1 << 11) - 1;
    private static final int NUMBER_BITS = 36;

    /** Of when a call began. */
    static CallMonth of(Instant start) {
        long months = ChronoUnit.MONTHS.between(FIRST, YearMonth.from(start.atOffset(ZoneOffset.UTC)));
        return new CallMonth((int) Math.max(0, Math.min(months, LAST)));
    }

    /** Of a year and month as in names of tables, {@code 2026_11}. */
    static CallMonth named(String name) {
        return of(
                YearMonth.parse(name.replace('_', '-')).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    CallMonth plus(int months) {
        return new CallMonth(index + months);
    }

    Instant begin() {
        return FIRST.plusMonths(index).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Number of a call of this month. */
    long number(long ofSequence) {
        return ((long) index << NUMBER_BITS) + ofSequence;
    }

    /** From where on what belongs to calls of this month is numbered. */
    long firstPart() {
        return PartNumbers.first(number(0));
    }

    /** As in names of tables. */
    String name() {
        YearMonth month = FIRST.plusMonths(index);
        return "%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    @Override
    public int compareTo(CallMonth other) {
        return Integer.compare(index, other.index);
    }
}
