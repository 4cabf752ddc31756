package io.callwarden.store;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A table of which each month has a partition, on PostgreSQL. They are named {@code call_2026_11}, {@code call_default} for times of which there
 * is no partition, and {@code call_before_2026_12} for what was there before there were months.
 */
enum MonthTable {
    CALL("call", "started_at", true),
    CALL_ID("call_id", "made_at", true),
    RING("ring", "part_no", false),
    QUEUE_VISIT("queue_visit", "part_no", false),
    TRANSFER("transfer", "part_no", false);

    private static final String BEFORE = "before_";

    private final String table;
    private final String column;
    private final boolean byTime;

    MonthTable(String table, String column, boolean byTime) {
        this.table = table;
        this.column = column;
        this.byTime = byTime;
    }

    String table() {
        return table;
    }

    String column() {
        return column;
    }

    String rest() {
        return table + "_default";
    }

    String partition(CallMonth month) {
        return table + "_" + month.name();
    }

    /** Where a month begins, as it stands in SQL. */
    String begin(CallMonth month) {
        if (!byTime) {
            return Long.toString(month.firstPart());
        }
        OffsetDateTime begin = Columns.time(month.begin());
        return "timestamptz '" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(begin) + "'";
    }

    /** Whether rows of the month lie in that partition. What belongs to calls is new since there are months: it has their numbers. */
    boolean covers(String partition, CallMonth month) {
        String name = partition.substring(table.length() + 1);
        if (name.startsWith(BEFORE)) {
            return byTime && month.compareTo(CallMonth.named(name.substring(BEFORE.length()))) < 0;
        }
        return name.equals(month.name());
    }

    /** The first month that does not lie in that partition any more; null for the default partition. */
    CallMonth end(String partition) {
        String name = partition.substring(table.length() + 1);
        if (name.startsWith(BEFORE)) {
            return CallMonth.named(name.substring(BEFORE.length()));
        }
        return partition.equals(rest()) ? null : CallMonth.named(name).plus(1);
    }
}
