package io.callwarden.store;

import io.callwarden.recovery.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The histories of tasks in their table, in the transaction of the handle. */
final class ChangeTable {
    private static final String OF = """
            select h.* from unnest(:tasks) as t(id)
              join recovery_change h on h.task_id = cast(t.id as varchar) order by h.task_id, h.change_no
            """;
    private static final String ADD = """
            insert into recovery_change (task_id, change_no, kind, changed_at, call_id, changed_by, reason)
            values (:task, :no, :kind, :at, :call, :by, :reason)
            """;

    private final Handle handle;

    ChangeTable(Handle handle) {
        this.handle = handle;
    }

    /** The histories of some tasks by their ids, in the order in which it happened. */
    Map<String, List<Change>> of(List<String> tasks) {
        Map<String, List<Change>> changes = new HashMap<>();
        if (!tasks.isEmpty()) {
            handle.createQuery(OF)
                    .bindArray("tasks", String.class, tasks.toArray())
                    .map((row, context) -> changes.computeIfAbsent(row.getString("task_id"), first -> new ArrayList<>())
                            .add(change(row)))
                    .list();
        }
        return changes;
    }

    /** Writes of each history what is not there yet, over what is there otherwise. */
    void put(List<TaskPut> puts) {
        List<TaskPut> rewritten = puts.stream().filter(TaskPut::rewrites).toList();
        if (!rewritten.isEmpty()) {
            try (PreparedBatch batch =
                    handle.prepareBatch("delete from recovery_change where task_id = :task and change_no >= :kept")) {
                rewritten.forEach(put ->
                        batch.bind("task", put.id()).bind("kept", put.kept()).add());
                batch.execute();
            }
        }
        List<TaskPut> extended = puts.stream()
                .filter(put -> put.kept() < put.entry().changes().size())
                .toList();
        if (!extended.isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch(ADD)) {
                extended.forEach(put -> add(batch, put));
                batch.execute();
            }
        }
    }

    private static void add(PreparedBatch batch, TaskPut put) {
        List<Change> changes = put.entry().changes();
        for (int no = put.kept(); no < changes.size(); no++) {
            Change change = changes.get(no);
            batch.bind("task", put.id())
                    .bind("no", no)
                    .bind("kind", change.kind().label())
                    .bind("at", Columns.time(change.at()))
                    .bind("call", change.call())
                    .bind("by", change.by())
                    .bind("reason", change.reason())
                    .add();
        }
    }

    void delete(List<String> tasks) {
        handle.createUpdate("delete from recovery_change where task_id = any(:ids)")
                .bindArray("ids", String.class, tasks.toArray())
                .execute();
    }

    static Change change(ResultSet row) throws SQLException {
        return new Change(
                Columns.constant(Change.Kind.class, row, "kind"),
                Columns.instant(row, "changed_at"),
                row.getString("call_id"),
                row.getString("changed_by"),
                row.getString("reason"));
    }
}
