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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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

    private static final String FORGET = """
            delete from recovery_customer where customer in (
                select c.customer from recovery_customer c
                 where not exists (select 1 from recovery_task t where t.customer = c.customer) limit :most)
            """;

    private final Handle handle;

    TaskTable(Handle handle) {
        this.handle = handle;
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
        Object[] ids = tasks.values().stream()
                .flatMap(List::stream)
                .map(Task::firstCall)
                .toArray();
        Map<String, List<Change>> changes = ids.length == 0 ? Map.of() : changes(ids);
        Map<String, List<Entry>> entries = new HashMap<>();
        tasks.forEach((customer, all) -> entries.put(
                customer,
                all.stream()
                        .map(task -> new Entry(task, changes.getOrDefault(task.firstCall(), List.of())))
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

    private Map<String, List<Change>> changes(Object[] tasks) {
        Map<String, List<Change>> changes = new HashMap<>();
        handle.createQuery("""
                        select h.* from unnest(:tasks) as t(id)
                          join recovery_change h on h.task_id = cast(t.id as varchar) order by h.task_id, h.change_no
                        """)
                .bindArray("tasks", String.class, tasks)
                .map((row, context) -> changes.computeIfAbsent(row.getString("task_id"), first -> new ArrayList<>())
                        .add(change(row)))
                .forEach(added -> {});
        return changes;
    }

    /** Closings by hand, by customer. */
    Map<String, List<Fact.Dismissal>> dismissals(Collection<String> customers) {
        Map<String, List<Fact.Dismissal>> dismissals = new HashMap<>();
        handle.createQuery("""
                        select d.* from unnest(:customers) as c(customer)
                          join recovery_dismissal d on d.customer = cast(c.customer as varchar(64))
                        """)
                .bindArray("customers", String.class, customers.toArray())
                .map((row, context) -> dismissals
                        .computeIfAbsent(row.getString("customer"), first -> new ArrayList<>())
                        .add(new Fact.Dismissal(
                                Columns.instant(row, "dismissed_at"),
                                row.getString("dismissed_by"),
                                row.getString("reason"))))
                .forEach(added -> {});
        return dismissals;
    }

    /**
     * A task as it is to be.
     *
     * @param old what is there under its id; null for nothing
     * @param next when time alone will change it; null where it is closed
     */
    record Put(Entry entry, Entry old, Instant next) {
        /** How many of its changes are there already. */
        int kept() {
            int most = old == null
                    ? 0
                    : Math.min(entry.changes().size(), old.changes().size());
            for (int i = 0; i < most; i++) {
                if (!entry.changes().get(i).equals(old.changes().get(i))) {
                    return i;
                }
            }
            return most;
        }
    }

    /** Puts tasks in the place of what was there under their ids. */
    void put(List<Put> puts) {
        delete("delete from recovery_task where id = any(:ids)", ids(puts, put -> put.old() != null));
        each(puts, PUT, (batch, put) -> add(batch, put.entry().task(), put.next()));
        List<Put> rewritten = puts.stream()
                .filter(put ->
                        put.old() != null && put.kept() < put.old().changes().size())
                .toList();
        each(
                rewritten,
                "delete from recovery_change where task_id = :task and change_no >= :kept",
                (batch, put) -> batch.bind("task", put.entry().task().firstCall())
                        .bind("kept", put.kept())
                        .add());
        List<Put> extended = puts.stream()
                .filter(put -> put.kept() < put.entry().changes().size())
                .toList();
        each(extended, CHANGE, TaskTable::addChanges);
    }

    /** Deletes tasks with their histories. */
    void delete(List<String> ids) {
        delete("delete from recovery_task where id = any(:ids)", ids);
        delete("delete from recovery_change where task_id = any(:ids)", ids);
    }

    /** Deletes some of the tasks that ended before a moment, and what is of no use without them. */
    void deleteClosedBefore(Instant moment, int atMost) {
        delete(handle.createQuery(
                        "select id from recovery_task where closed_at < :moment order by closed_at limit :most")
                .bind("moment", Columns.time(moment))
                .bind("most", atMost)
                .mapTo(String.class)
                .list());
        handle.createUpdate("delete from recovery_dismissal where dismissed_at < :moment")
                .bind("moment", Columns.time(moment))
                .execute();
        handle.createUpdate(FORGET).bind("most", atMost).execute();
    }

    private void delete(String sql, List<String> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate(sql)
                    .bindArray("ids", String.class, ids.toArray())
                    .execute();
        }
    }

    private static List<String> ids(List<Put> puts, Predicate<Put> which) {
        return puts.stream()
                .filter(which)
                .map(put -> put.entry().task().firstCall())
                .toList();
    }

    private void each(List<Put> puts, String sql, BiConsumer<PreparedBatch, Put> add) {
        if (!puts.isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                puts.forEach(put -> add.accept(batch, put));
                batch.execute();
            }
        }
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

    private static void addChanges(PreparedBatch batch, Put put) {
        List<Change> changes = put.entry().changes();
        for (int no = put.kept(); no < changes.size(); no++) {
            Change change = changes.get(no);
            batch.bind("task", put.entry().task().firstCall())
                    .bind("no", no)
                    .bind("kind", change.kind().label())
                    .bind("at", Columns.time(change.at()))
                    .bind("call", change.call())
                    .bind("by", change.by())
                    .bind("reason", change.reason())
                    .add();
        }
    }

    static Change change(ResultSet row) throws SQLException {
        return new Change(
                Columns.constant(Change.Kind.class, row, "kind"),
                Columns.instant(row, "changed_at"),
                row.getString("call_id"),
                row.getString("changed_by"),
                row.getString("reason"));
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
