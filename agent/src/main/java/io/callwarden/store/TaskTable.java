package io.callwarden.store;

import io.callwarden.recovery.Attempts;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** Tasks and their histories in their tables, in the transaction of the handle. */
final class TaskTable {
    private static final String PUT = """
            insert into recovery_task (id, customer, pbx, did, queue, missed, first_missed_at, last_missed_at, attempts, first_attempt_at,
                last_attempt_at, due_at, expires_at, closed_how, closed_at, closed_call, closed_by, closed_reason, next_at)
            values (:id, :customer, :pbx, :did, :queue, :missed, :firstMissed, :lastMissed, :attempts, :firstAttempt, :lastAttempt, :due,
                :expires, :how, :closed, :call, :by, :reason, :next)
            """;
    private static final String CHANGE = """
            insert into recovery_change (task_id, change_no, kind, changed_at, call_id, changed_by, reason)
            values (:task, :no, :kind, :at, :call, :by, :reason)
            """;

    private static final String COUNT = """
            select pbx, did, queue, state, count(*) as tasks, min(first_missed_at) as oldest
              from (select pbx, did, queue, first_missed_at,
                        case when due_at <= :now then 'overdue' when attempts > 0 then 'attempted' else 'open' end as state
                      from recovery_task where next_at is not null) as open
             group by pbx, did, queue, state
            """;

    private final Handle handle;

    TaskTable(Handle handle) {
        this.handle = handle;
    }

    /** The tasks of one customer that began at or after a moment, oldest first. */
    List<Entry> since(String customer, Instant from) {
        return handle
                .createQuery(
                        "select * from recovery_task where customer = :customer and first_missed_at >= :from order by first_missed_at, id")
                .bind("customer", customer)
                .bind("from", Columns.time(from))
                .map((row, context) -> task(row))
                .list()
                .stream()
                .map(task -> new Entry(task, changes(task.firstCall())))
                .toList();
    }

    List<Task> open(int atMost) {
        return handle.createQuery(
                        "select * from recovery_task where next_at is not null order by due_at, id limit :most")
                .bind("most", atMost)
                .map((row, context) -> task(row))
                .list();
    }

    List<Task> closed(Instant from, Instant until) {
        return handle.createQuery(
                        "select * from recovery_task where closed_at >= :from and closed_at < :until order by closed_at, id")
                .bind("from", Columns.time(from))
                .bind("until", Columns.time(until))
                .map((row, context) -> task(row))
                .list();
    }

    OpenTasks count(Instant now) {
        return new OpenTasks(handle.createQuery(COUNT)
                .bind("now", Columns.time(now))
                .map((row, context) -> new OpenTasks.Group(
                        row.getString("pbx"),
                        row.getString("did"),
                        row.getString("queue"),
                        Columns.constant(TaskState.class, row, "state"),
                        row.getLong("tasks"),
                        Columns.instant(row, "oldest")))
                .list());
    }

    /** Whether the tasks of all calls on record were made once. */
    static boolean isMade(Handle handle) {
        return handle.createQuery("select count(*) from recovery_made")
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    static int noteMade(Handle handle, Instant now) {
        return handle.createUpdate("insert into recovery_made (made_at) values (:now)")
                .bind("now", Columns.time(now))
                .execute();
    }

    private List<Change> changes(String task) {
        return handle.createQuery("select * from recovery_change where task_id = :task order by change_no")
                .bind("task", task)
                .map((row, context) -> new Change(
                        Columns.constant(Change.Kind.class, row, "kind"),
                        Columns.instant(row, "changed_at"),
                        row.getString("call_id"),
                        row.getString("changed_by"),
                        row.getString("reason")))
                .list();
    }

    /** Closings by hand at or after a moment. */
    List<Fact.Dismissal> dismissals(String customer, Instant from) {
        return handle.createQuery(
                        "select * from recovery_dismissal where customer = :customer and dismissed_at >= :from")
                .bind("customer", customer)
                .bind("from", Columns.time(from))
                .map((row, context) -> new Fact.Dismissal(
                        Columns.instant(row, "dismissed_at"), row.getString("dismissed_by"), row.getString("reason")))
                .list();
    }

    /** Puts the task in the place of what was there under its id; {@code kept} of its changes are there already. */
    void put(Entry entry, int kept, Instant next) {
        Task task = entry.task();
        handle.createUpdate("delete from recovery_task where id = :id")
                .bind("id", task.firstCall())
                .execute();
        Update put = handle.createUpdate(PUT)
                .bind("id", task.firstCall())
                .bind("customer", task.customer())
                .bind("pbx", task.pbx())
                .bind("did", task.did())
                .bind("queue", task.queue())
                .bind("missed", task.missed())
                .bind("firstMissed", Columns.time(task.firstMissedAt()))
                .bind("lastMissed", Columns.time(task.lastMissedAt()))
                .bind("attempts", task.attempts().count())
                .bind("firstAttempt", Columns.timeOrNull(task.attempts().first()))
                .bind("lastAttempt", Columns.timeOrNull(task.attempts().last()))
                .bind("due", Columns.time(task.dueAt()))
                .bind("expires", Columns.time(task.expiresAt()))
                .bind("next", Columns.timeOrNull(next));
        Closing closing = task.closing();
        put.bind("how", closing == null ? null : closing.how().label())
                .bind("closed", closing == null ? null : Columns.time(closing.at()))
                .bind("call", closing == null ? null : closing.call())
                .bind("by", closing == null ? null : closing.by())
                .bind("reason", closing == null ? null : closing.reason());
        put.execute();
        putChanges(entry, kept);
    }

    private void putChanges(Entry entry, int kept) {
        String id = entry.task().firstCall();
        handle.createUpdate("delete from recovery_change where task_id = :task and change_no >= :kept")
                .bind("task", id)
                .bind("kept", kept)
                .execute();
        List<Change> changes = entry.changes();
        if (kept == changes.size()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(CHANGE)) {
            for (int no = kept; no < changes.size(); no++) {
                Change change = changes.get(no);
                batch.bind("task", id)
                        .bind("no", no)
                        .bind("kind", change.kind().label())
                        .bind("at", Columns.time(change.at()))
                        .bind("call", change.call())
                        .bind("by", change.by())
                        .bind("reason", change.reason())
                        .add();
            }
            batch.execute();
        }
    }

    void delete(Entry entry) {
        for (String sql : new String[] {
            "delete from recovery_task where id = :id", "delete from recovery_change where task_id = :id"
        }) {
            handle.createUpdate(sql).bind("id", entry.task().firstCall()).execute();
        }
    }

    private static Task task(ResultSet row) throws SQLException {
        return new Task(
                row.getString("customer"),
                row.getString("id"),
                row.getString("pbx"),
                row.getString("did"),
                row.getString("queue"),
                row.getInt("missed"),
                Columns.instant(row, "first_missed_at"),
                Columns.instant(row, "last_missed_at"),
                new Attempts(
                        row.getInt("attempts"),
                        Columns.instant(row, "first_attempt_at"),
                        Columns.instant(row, "last_attempt_at")),
                Columns.instant(row, "due_at"),
                Columns.instant(row, "expires_at"),
                closing(row));
    }

    private static Closing closing(ResultSet row) throws SQLException {
        Closing.How how = Columns.constant(Closing.How.class, row, "closed_how");
        return how == null
                ? null
                : new Closing(
                        how,
                        Columns.instant(row, "closed_at"),
                        row.getString("closed_call"),
                        row.getString("closed_by"),
                        row.getString("closed_reason"));
    }
}
