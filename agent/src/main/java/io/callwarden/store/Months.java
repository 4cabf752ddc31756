package io.callwarden.store;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The partitions of months on PostgreSQL: makes them ahead, and drops them when all in them is too old. Any agent does so, several at once
 * too. Tables are locked only to change their list of partitions; where others keep a lock from being had within {@value #LOCK_WAIT}, it
 * is left for the next time, so that nobody waits long behind it. Thread-safe.
 */
final class Months {
    /** Also of this month. */
    private static final int AHEAD = 2;

    /** Less of a month may stay in the default partition: a clock that was wrong makes no tables of a hundred months. */
    private static final int FEW = 1_000;

    private static final String LOCK_WAIT = "1s";

    /** Of the advisory lock: whoever holds it changes partitions. The letters CWMONTHS. */
    private static final long KEY = 0x43574D4F4E544853L;

    private static final String PARTITIONS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = to_regclass(:table) order by c.relname
            """;
    private static final String MONTHS_OF_THE_REST = """
            select date_trunc('month', started_at at time zone 'UTC') at time zone 'UTC' as month from call_default
             where started_at < :now group by 1 having count(*) >= :few
            """;
    /** A task that stays may be told from calls of up to a day before it. */
    private static final String IS_NEEDED = """
            select exists(select 1 from recovery_task where (closed_at is null or closed_at >= :moment)
                and first_missed_at < :end + interval '1 day')
            """;

    private final Jdbi jdbi;

    Months(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Makes what is missing of this month, of the next two, and of earlier ones whose calls lie in the default partition; these move.
     *
     * @return how many partitions were made
     */
    int make(Instant now) {
        TreeSet<CallMonth> months = new TreeSet<>();
        for (int i = 0; i <= AHEAD; i++) {
            months.add(CallMonth.of(now).plus(i));
        }
        jdbi.useHandle(handle -> handle.createQuery(MONTHS_OF_THE_REST)
                .bind("now", Columns.time(now))
                .bind("few", FEW)
                .map((row, context) -> CallMonth.of(Columns.instant(row, "month")))
                .filter(month -> month.index() > 0)
                .forEach(months::add));
        int made = 0;
        for (CallMonth month : months) {
            for (MonthTable table : MonthTable.values()) {
                made += make(table, month) ? 1 : 0;
            }
        }
        return made;
    }

    private boolean make(MonthTable table, CallMonth month) {
        if (jdbi.withHandle(handle -> isCovered(handle, table, month))) {
            return false;
        }
        return jdbi.inTransaction(handle -> {
            begin(handle);
            // Another agent may just have made it.
            if (isCovered(handle, table, month)) {
                return false;
            }
            make(handle, table, month);
            return true;
        });
    }

    private static void begin(Handle handle) {
        handle.execute("set local lock_timeout = '10s'");
        handle.createQuery("select 1 from pg_advisory_xact_lock(:key)")
                .bind("key", KEY)
                .mapTo(Integer.class)
                .one();
        handle.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
    }

    private static boolean isCovered(Handle handle, MonthTable table, CallMonth month) {
        return partitions(handle, table).stream().anyMatch(partition -> table.covers(partition, month));
    }

    private static List<String> partitions(Handle handle, MonthTable table) {
        return handle.createQuery(PARTITIONS)
                .bind("table", table.table())
                .mapTo(String.class)
                .list();
    }

    /** Attached, not made in its place: that would lock the whole table against everybody, not just the default partition. */
    private static void make(Handle handle, MonthTable table, CallMonth month) {
        String partition = table.partition(month);
        String from = table.begin(month);
        String until = table.begin(month.plus(1));
        handle.execute("create table " + partition + " (like " + table.table() + " including all)");
        // Whoever writes into it meanwhile would keep it from being attached.
        handle.execute("lock table " + table.rest() + " in access exclusive mode");
        handle.execute("with moved as (delete from " + table.rest() + " where " + table.column() + " >= " + from
                + " and " + table.column() + " < " + until + " returning *) insert into " + partition
                + " select * from moved");
        handle.execute("alter table " + table.table() + " attach partition " + partition + " for values from (" + from
                + ") to (" + until + ")");
    }

    /**
     * Drops months that ended before a moment with all that belongs to them, oldest first, up to one that holds calls of a task that stays. Tasks
     * that ended before that moment must be gone already.
     *
     * @return how many calls went
     */
    long dropBefore(Instant moment) {
        TreeSet<CallMonth> ends = jdbi.withHandle(handle -> ends(handle, CallMonth.of(moment)));
        long dropped = 0;
        for (CallMonth end : ends) {
            Long calls = jdbi.inTransaction(handle -> drop(handle, end, moment));
            if (calls == null) {
                return dropped;
            }
            dropped += calls;
        }
        jdbi.useTransaction(handle -> dropIds(handle, CallMonth.of(moment)));
        return dropped;
    }

    private static TreeSet<CallMonth> ends(Handle handle, CallMonth latest) {
        TreeSet<CallMonth> ends = new TreeSet<>();
        for (MonthTable table : List.of(MonthTable.CALL, MonthTable.RING)) {
            for (String partition : partitions(handle, table)) {
                CallMonth end = table.end(partition);
                if (end != null && end.compareTo(latest) <= 0) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    /** All that began before the end of a month; null, and nothing, where some of it is needed. */
    private static Long drop(Handle handle, CallMonth end, Instant moment) {
        begin(handle);
        if (isNeeded(handle, end, moment)) {
            return null;
        }
        // What takes time comes before others are locked out. All of it is too old for anybody to add to it.
        long calls = handle.createQuery("select count(*) from call where started_at < :end")
                .bind("end", Columns.time(end.begin()))
                .mapTo(Long.class)
                .one();
        tables().forEach(table -> deleteRest(handle, table, table.column(), table.begin(end)));
        // In the order in which the writer comes to them; from here on nobody can write a call of which a task is made.
        tables().forEach(table -> handle.execute("lock table only " + table.table() + " in access exclusive mode"));
        if (isNeeded(handle, end, moment)) {
            handle.rollback();
            return null;
        }
        for (MonthTable table : tables()) {
            partitions(handle, table).stream()
                    .filter(partition -> endsBy(table, partition, end))
                    .forEach(partition -> handle.execute("drop table " + partition));
        }
        return calls;
    }

    /** All but that of the ids. */
    private static List<MonthTable> tables() {
        return List.of(MonthTable.CALL, MonthTable.RING, MonthTable.QUEUE_VISIT, MonthTable.TRANSFER);
    }

    private static boolean isNeeded(Handle handle, CallMonth end, Instant moment) {
        return handle.createQuery(IS_NEEDED)
                .bind("moment", Columns.time(moment))
                .bind("end", Columns.time(end.begin()))
                .mapTo(Boolean.class)
                .one();
    }

    /** Ids have months of their own: their call may have begun in the month after, by another clock. */
    private static void dropIds(Handle handle, CallMonth latest) {
        begin(handle);
        MonthTable table = MonthTable.CALL_ID;
        String end = MonthTable.CALL.begin(latest);
        for (String partition : partitions(handle, table)) {
            if (endsBy(table, partition, latest) && !isCalled(handle, partition, end)) {
                handle.execute("drop table " + partition);
            }
        }
        deleteRest(handle, table, "started_at", end);
    }

    private static boolean isCalled(Handle handle, String partition, String end) {
        return handle.createQuery("select exists(select 1 from " + partition + " where started_at >= " + end + ")")
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean endsBy(MonthTable table, String partition, CallMonth latest) {
        CallMonth end = table.end(partition);
        return end != null && end.compareTo(latest) <= 0;
    }

    private static void deleteRest(Handle handle, MonthTable table, String column, String end) {
        handle.execute("delete from " + table.rest() + " where " + column + " < " + end);
    }
}
