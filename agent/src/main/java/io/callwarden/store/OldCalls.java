package io.callwarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Deletes what is older than it may be, in the transaction of the handle. */
final class OldCalls {
    /** But for calls of tasks that stay: these are told from them again and again. */
    private static final String OLDEST = """
            select id, call_no, started_at from call c
             where started_at < :moment
               and not exists (select 1 from recovery_task t
                        where t.customer = c.customer and (t.closed_at is null or t.closed_at >= :moment)
                          and t.first_missed_at <= coalesce(c.ended_at, c.started_at))
             order by started_at, call_no limit :most
            """;

    private final Handle handle;
    private final boolean idsApart;

    /** @param idsApart whether {@link CallIds} has the ids too */
    OldCalls(Handle handle, boolean idsApart) {
        this.handle = handle;
        this.idsApart = idsApart;
    }

    private record Old(String id, long number, Instant start) {
        static Old of(ResultSet row) throws SQLException {
            return new Old(row.getString("id"), row.getLong("call_no"), Columns.instant(row, "started_at"));
        }
    }

    /** As {@link CallStore#deleteBefore}. */
    int delete(Instant moment, int atMost) {
        // Before their calls: of a task that is gone none is needed.
        new TaskTable(handle).deleteClosedBefore(moment, atMost);
        new CustomerTable(handle).forget(moment, atMost);
        List<Old> oldest = handle.createQuery(OLDEST)
                .bind("moment", Columns.time(moment))
                .bind("most", atMost)
                .map((row, context) -> Old.of(row))
                .list();
        if (!oldest.isEmpty()) {
            delete(oldest);
        }
        handle.createUpdate("delete from blind_interval where blind_until < :moment")
                .bind("moment", Columns.time(moment))
                .execute();
        return oldest.size();
    }

    private void delete(List<Old> calls) {
        for (String table : CallParts.TABLES) {
            deleteParts(table, calls);
        }
        try (PreparedBatch batch =
                handle.prepareBatch("delete from call where started_at = :start and call_no = :number")) {
            for (Old call : calls) {
                batch.bind("start", Columns.time(call.start()))
                        .bind("number", call.number())
                        .add();
            }
            batch.execute();
        }
        if (idsApart) {
            CallIds.delete(handle, calls.stream().map(Old::id).toList());
        }
    }

    private void deleteParts(String table, List<Old> calls) {
        try (PreparedBatch batch =
                handle.prepareBatch("delete from " + table + " where part_no between :from and :to")) {
            for (Old call : calls) {
                long first = PartNumbers.first(call.number());
                batch.bind("from", first)
                        .bind("to", first + PartNumbers.MOST - 1)
                        .add();
            }
            batch.execute();
        }
    }
}
