package io.callwarden.store;

import io.callwarden.call.Call;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the tasks what the calls say they are: whenever a call about a customer is written, his tasks are told anew from his calls, in the
 * same transaction. Only the stretch of his history that the call can touch is read: since the task before it.
 */
final class Ledger {
    /** The record of a talk comes by itself; this is for talks that get none. */
    private static final Duration WHILE_TALKING = Duration.ofSeconds(30);

    /** More than the clocks of the agent and of a PBX differ. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /** Before every call, and late enough for every database to subtract from. */
    private static final Instant LONG_AGO = Instant.parse("1980-01-01T00:00:00Z");

    /** No call lasts longer. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private final Recovery recovery;
    /** This agent among others on the same database; null where there can be none. */
    private final String agent;

    /** @param agent this one among others on the same database; null where there can be none */
    Ledger(Recovery recovery, String agent) {
        this.recovery = recovery;
        this.agent = agent;
    }

    Recovery recovery() {
        return recovery;
    }

    /** The customer of a call as its column holds him; null for none. */
    String customer(Call call) {
        return recovery.customers().of(call).orElse(null);
    }

    /** Takes calls that were just written into account. */
    List<TaskNews> follow(Handle handle, Collection<Call> calls, Instant now) {
        Map<String, Instant> earliest = new TreeMap<>();
        Set<String> missed = new HashSet<>();
        for (Call call : calls) {
            String customer = customer(call);
            Fact fact = customer == null ? null : Customers.fact(call).orElse(null);
            if (fact != null) {
                earliest.merge(customer, fact.at(), (one, other) -> one.isBefore(other) ? one : other);
                if (fact instanceof Fact.Missed) {
                    missed.add(customer);
                }
            }
        }
        if (earliest.isEmpty()) {
            return List.of();
        }
        // Before it is looked who has a task: another agent may just be opening one, and does not see these calls yet.
        new CustomerTable(handle).hold(earliest.keySet());
        Set<String> concerned = withTasks(handle, earliest);
        concerned.addAll(missed);
        if (agent != null) {
            concerned.addAll(missedOf(handle, earliest));
        }
        earliest.keySet().retainAll(concerned);
        return tellAnew(handle, earliest, now);
    }

    /** Those who have a task that their calls could still change. */
    private static Set<String> withTasks(Handle handle, Map<String, Instant> earliest) {
        Instant first =
                earliest.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        return handle.createQuery("""
                        select distinct t.customer from unnest(:customers) as c(customer)
                          join recovery_task t on t.customer = cast(c.customer as varchar(64))
                         where t.closed_at is null or t.closed_at >= :first
                        """)
                .bindArray("customers", String.class, earliest.keySet().toArray())
                .bind("first", Columns.time(first))
                .mapTo(String.class)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Those who were missed lately. It may have opened nothing because another agent knew of this talk before it was on record, and not yet when it
     * ended.
     */
    private static Set<String> missedOf(Handle handle, Map<String, Instant> earliest) {
        Instant first =
                earliest.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        return handle.createQuery("""
                        select distinct k.customer from unnest(:customers) as c(customer)
                          join call k on k.customer = cast(c.customer as varchar(64))
                         where k.missed and k.started_at >= :first
                        """)
                .bindArray("customers", String.class, earliest.keySet().toArray())
                .bind("first", Columns.time(first.minus(LONGEST_CALL)))
                .mapTo(String.class)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Tells tasks anew from a moment on. */
    List<TaskNews> look(Handle handle, Map<String, Instant> since, Instant now) {
        new CustomerTable(handle).hold(since.keySet());
        return tellAnew(handle, since, now);
    }

    /** Looks at tasks that time alone may have changed, the most urgent first. */
    List<TaskNews> passTime(Handle handle, Instant now, int atMost) {
        Map<String, Instant> since = new TreeMap<>();
        handle.createQuery(
                        "select customer, min(first_missed_at) as since from recovery_task where next_at <= :now group by customer order by min(next_at) limit :most")
                .bind("now", Columns.time(now))
                .bind("most", atMost)
                .map((row, context) -> since.put(row.getString("customer"), Columns.instant(row, "since")))
                .forEach(put -> {});
        new CustomerTable(handle).hold(since.keySet());
        return tellAnew(handle, since, now);
    }

    /** Closes the open task of a customer by hand; no news, and nothing noted, if he has none. */
    List<TaskNews> dismiss(Handle handle, String customer, Fact.Dismissal dismissal) {
        if (!hasOpenTask(handle, customer)) {
            return List.of();
        }
        CustomerTable held = new CustomerTable(handle);
        held.hold(List.of(customer));
        held.dismiss(customer, dismissal);
        return tellAnew(handle, Map.of(customer, dismissal.at()), dismissal.at());
    }

    private static boolean hasOpenTask(Handle handle, String customer) {
        return handle.createQuery("select count(*) from recovery_task where customer = :customer and closed_at is null")
                        .bind("customer", customer)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /**
     * Tells the tasks of customers, who are held, anew. All that is needed is read at once: a batch of calls has a hundred customers, and a query for each
     * would take longer than to write the calls.
     *
     * @param earliest by customer, of whom everything at or after that moment, and the task before, is looked at
     */
    private List<TaskNews> tellAnew(Handle handle, Map<String, Instant> earliest, Instant now) {
        if (earliest.isEmpty()) {
            return List.of();
        }
        TaskTable table = new TaskTable(handle);
        Map<String, Stretch> stretches = Stretch.read(handle, table, earliest);
        List<TaskPut> puts = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<TaskNews> news = new ArrayList<>();
        Map<String, List<Fact.LiveTalk>> ofOthers =
                agent == null ? Map.of() : new TalkTable(handle, agent).ofOthers(earliest.keySet());
        new TreeMap<>(stretches).forEach((customer, stretch) -> {
            // While records of earlier calls still come in, what is being talked now would let deadlines pass up to
            // now.
            List<Fact> facts = Stream.concat(
                            ofOthers.getOrDefault(customer, List.of()).stream(),
                            recovery.talks().with(customer).stream())
                    .filter(talk -> talk.at().isBefore(now.plus(CLOCKS_APART)))
                    .collect(Collectors.toCollection(ArrayList::new));
            facts.addAll(stretch.facts());
            news.addAll(tellAnew(customer, stretch.tasks(), facts, now, puts, gone));
        });
        table.delete(gone);
        table.put(puts);
        return news;
    }

    private List<TaskNews> tellAnew(
            String customer, List<Entry> tasks, List<Fact> facts, Instant now, List<TaskPut> puts, List<String> gone) {
        Instant latest = latest(now, facts, tasks);
        Map<String, Entry> before = new LinkedHashMap<>();
        tasks.forEach(entry -> before.put(entry.task().firstCall(), entry));
        List<TaskNews> news = new ArrayList<>();
        for (Entry entry : CustomerHistory.of(customer, facts, recovery.rules().get(), latest)) {
            Entry old = before.remove(entry.task().firstCall());
            if (!entry.equals(old) || old.task().closing() == null) {
                puts.add(new TaskPut(entry, old, next(entry, latest)));
                entry.changes().stream()
                        .filter(change -> old == null || !old.changes().contains(change))
                        .forEach(change -> news.add(new TaskNews(entry.task(), change)));
            }
        }
        gone.addAll(before.keySet());
        return news;
    }

    /** Time goes back for nobody: of what another agent told meanwhile, nothing is taken back just because the record comes late. */
    private static Instant latest(Instant now, List<Fact> facts, List<Entry> told) {
        return Stream.concat(
                        facts.stream().map(Fact::at),
                        told.stream().flatMap(entry -> entry.changes().stream()).map(Change::at))
                .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Makes all tasks of a customer anew; true if they were others than his calls say. */
    boolean rebuild(Handle handle, String customer, Instant now) {
        TaskTable tasks = new TaskTable(handle);
        new CustomerTable(handle).hold(List.of(customer));
        List<Entry> before = tasks.of(customer);
        tasks.delete(before.stream().map(entry -> entry.task().firstCall()).toList());
        tellAnew(handle, Map.of(customer, LONG_AGO), now);
        return !before.equals(tasks.of(customer));
    }

    /** Tells the tasks of a customer anew from everything since {@code earliest}; true if there was something to change. */
    boolean correct(Handle handle, String customer, Instant earliest, Instant now) {
        TaskTable tasks = new TaskTable(handle);
        new CustomerTable(handle).hold(List.of(customer));
        List<Entry> before = tasks.of(customer);
        tellAnew(handle, Map.of(customer, earliest), now);
        return !before.equals(tasks.of(customer));
    }

    private static Instant next(Entry entry, Instant now) {
        Task task = entry.task();
        if (task.closing() != null) {
            return null;
        }
        boolean overdue = entry.changes().stream().anyMatch(change -> change.kind() == Change.Kind.OVERDUE);
        Instant next = overdue ? task.expiresAt() : task.dueAt();
        // Later than it should be only while the customer is being talked to.
        return next.isAfter(now) ? next : now.plus(WHILE_TALKING);
    }
}
