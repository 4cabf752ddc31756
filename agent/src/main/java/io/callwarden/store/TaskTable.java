package io.callwarden.store;

import io.callwarden.recovery.Attempts;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Tasks in their table, with their histories in {@link ChangeTable}, in the transaction of the handle. */
final class TaskTable {
    private static final String PUT = """
            insert into recovery_task (id, customer, pbx, did, queue, missed, first_missed_at, last_missed_at, attempts, first_attempt_at,
                last_attempt_at, due_at, expires_at, closed_how, closed_at, closed_call, closed_by, closed_reason, next_at)
            values (:id, :customer, :pbx, :did, :queue, :missed, :firstMissed, :lastMissed, :attempts, :firstAttempt, :lastAttempt, :due,
                :expires, :how, :closed, :call, :by, :reason, :next)
            """;
    private static final String COUNT = """
            select pbx, did, queue, state, count(*) as tasks, min(first_missed_at) as oldest
              from (select pbx, did, queue, first_missed_at,
                        case when due_at <= :now then 'overdue' when attempts > 0 then 'attempted' else 'open' end as state
                      from recovery_task where next_at is not null) as open
             group by pbx, did, queue, state
            """;

    private final Handle handle;
    private final ChangeTable changes;

    TaskTable(Handle handle) {
        this.handle = handle;
        this.changes = new ChangeTable(handle);
    }

    /** The tasks of one customer with their histories, oldest first. */
    List<Entry> of(String customer) {
        return withChanges(of(List.of(customer))).getOrDefault(customer, List.of());
    }

    /** The tasks of some customers, oldest first; those who have none may be missing. */
    Map<String, List<Task>> of(Collection<String> customers) {
        Map<String, List<Task>> tasks = new HashMap<>();
        handle.createQuery("""
                        select t.* from unnest(:customers) as c(customer)
                          join recovery_task t on t.customer = cast(c.customer as varchar(64)) order by t.first_missed_at, t.id
                        """)
                .bindArray("customers", String.class, customers.toArray())
                .map((row, context) -> task(row))
                .forEach(task -> tasks.computeIfAbsent(task.customer(), first -> new ArrayList<>())
                        .add(task));
        return tasks;
    }

    /** The same tasks with their histories. */
    Map<String, List<Entry>> withChanges(Map<String, List<Task>> tasks) {
        Map<String, List<Change>> histories = changes.of(tasks.values().stream()
                .flatMap(List::stream)
                .map(Task::firstCall)
                .toList());
        Map<String, List<Entry>> entries = new HashMap<>();
        tasks.forEach((customer, all) -> entries.put(
                customer,
                all.stream()
                        .map(task -> new Entry(task, histories.getOrDefault(task.firstCall(), List.of())))
                        .toList()));
        return entries;
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

    /** Those that ended before a moment and, where {@code last} is given, those that ended at that moment and come after it. */
    List<Task> closedLatestFirst(Instant from, Instant until, String last, int atMost) {
        return handle.createQuery("""
                        select * from recovery_task
                         where closed_at >= :from and closed_at <= :until and (closed_at < :until or id > :last)
                         order by closed_at desc, id limit :most
                        """)
                .bind("from", Columns.time(from))
                .bind("until", Columns.time(until))
                .bind("last", last)
                .bind("most", atMost)
                .map((row, context) -> task(row))
                .list();
    }

    /** Puts tasks with their histories in the place of what was there under their ids. */
    void put(List<TaskPut> puts) {
        if (puts.isEmpty()) {
            return;
        }
        deleteRows(
                puts.stream().filter(put -> put.old() != null).map(TaskPut::id).toList());
        try (PreparedBatch batch = handle.prepareBatch(PUT)) {
            puts.forEach(put -> add(batch, put.entry().task(), put.next()));
            batch.execute();
        }
        changes.put(puts);
    }

    /** Deletes tasks with their histories. */
    void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            deleteRows(ids);
            changes.delete(ids);
        }
    }

    private void deleteRows(List<String> ids) {
        handle.createUpdate("delete from recovery_task where id = any(:ids)")
                .bindArray("ids", String.class, ids.toArray())
                .execute();
    }

    /** Deletes some of the tasks that ended before a moment, with their histories; says how many. */
    int deleteClosedBefore(Instant moment, int atMost) {
        List<String> ids = handle.createQuery(
                        "select id from recovery_task where closed_at < :moment order by closed_at limit :most")
                .bind("moment", Columns.time(moment))
                .bind("most", atMost)
                .mapTo(String.class)
                .list();
        delete(ids);
        return ids.size();
    }

    private static void add(PreparedBatch batch, Task task, Instant next) {
        Closing closing = task.closing();
        batch.bind("id", task.firstCall())
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
                .bind("how", closing == null ? null : closing.how().label())
                .bind("closed", closing == null ? null : Columns.time(closing.at()))
                .bind("call", closing == null ? null : closing.call())
                .bind("by", closing == null ? null : closing.by())
                .bind("reason", closing == null ? null : closing.reason())
                .bind("next", Columns.timeOrNull(next))
                .add();
    }

    static Task task(ResultSet row) throws SQLException {
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
