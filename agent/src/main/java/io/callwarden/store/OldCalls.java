package io.callwarden.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Deletes what is older than it may be, in the transaction of the handle. */
final class OldCalls {
    /** But for calls of tasks that stay: these are told from them again and again. */
    private static final String OLDEST = """
            select call_no from call c
             where started_at < :moment
               and not exists (select 1 from recovery_task t
                        where t.customer = c.customer and (t.closed_at is null or t.closed_at >= :moment)
                          and t.first_missed_at <= coalesce(c.ended_at, c.started_at))
             order by started_at, call_no limit :most
            """;

    private static final String[] PARTS = {"ring", "queue_visit", "transfer"};

    private OldCalls() {}

    /** As {@link CallStore#deleteBefore}. */
    static int delete(Handle handle, Instant moment, int atMost) {
        // Before their calls: of a task that is gone none is needed.
        new TaskTable(handle).deleteClosedBefore(moment, atMost);
        new CustomerTable(handle).forget(moment, atMost);
        Long[] numbers = handle.createQuery(OLDEST)
                .bind("moment", Columns.time(moment))
                .bind("most", atMost)
                .mapTo(Long.class)
                .list()
                .toArray(Long[]::new);
        for (String table : PARTS) {
            deleteParts(handle, table, numbers);
        }
        handle.createUpdate("delete from call where call_no = any(:numbers)")
                .bindArray("numbers", Long.class, (Object[]) numbers)
                .execute();
        handle.createUpdate("delete from blind_interval where blind_until < :moment")
                .bind("moment", Columns.time(moment))
                .execute();
        return numbers.length;
    }

    private static void deleteParts(Handle handle, String table, Long[] numbers) {
        if (numbers.length == 0) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch("delete from " + table + " where part_no between :from and :to")) {
            for (long number : numbers) {
                long first = PartNumbers.first(number);
                batch.bind("from", first)
                        .bind("to", first + PartNumbers.MOST - 1)
                        .add();
            }
            batch.execute();
        }
    }
}
