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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the tasks what the calls say they are: whenever a call about a customer is written, his tasks are told anew from his calls, in the
 * same transaction. Only the stretch of his history that the call can touch is read: since the task before it.
 */
final class Ledger {
    /** No call lasts longer, so a talk that reaches into a stretch began in the day before. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    /** Another agent may just be writing a talk with him: the first look back comes soon. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofMinutes(1);

    /** The record of a talk comes by itself; this is for talks that get none. */
    private static final Duration WHILE_TALKING = Duration.ofSeconds(30);

    /** Before every call, and late enough for every database to subtract from. */
    private static final Instant LONG_AGO = Instant.parse("1980-01-01T00:00:00Z");

    private final Recovery recovery;

    Ledger(Recovery recovery) {
        this.recovery = recovery;
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
        Set<String> concerned = withTasks(handle, earliest);
        concerned.addAll(missed);
        List<TaskNews> news = new ArrayList<>();
        earliest.forEach((customer, at) -> {
            if (concerned.contains(customer)) {
                news.addAll(tellAnew(handle, customer, at, now));
            }
        });
        return news;
    }

    /** Those who have a task that their calls could still change. */
    private static Set<String> withTasks(Handle handle, Map<String, Instant> earliest) {
        Instant first =
                earliest.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        return handle.createQuery(
                        "select distinct customer from recovery_task where customer = any(:customers) and (closed_at is null or closed_at >= :first)")
                .bindArray("customers", String.class, earliest.keySet().toArray())
                .bind("first", Columns.time(first))
                .mapTo(String.class)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Looks at tasks that time alone may have changed, the most urgent first. */
    List<TaskNews> passTime(Handle handle, Instant now, int atMost) {
        List<TaskNews> news = new ArrayList<>();
        handle
                .createQuery(
                        "select customer, min(first_missed_at) as since from recovery_task where next_at <= :now group by customer order by min(next_at) limit :most")
                .bind("now", Columns.time(now))
                .bind("most", atMost)
                .map((row, context) -> Map.entry(row.getString("customer"), Columns.instant(row, "since")))
                .list()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> news.addAll(tellAnew(handle, each.getKey(), each.getValue(), now)));
        return news;
    }

    /** Closes the open task of a customer by hand; no news if he has none. */
    List<TaskNews> dismiss(Handle handle, String customer, Fact.Dismissal dismissal) {
        hold(handle, customer);
        handle.createUpdate(
                        "insert into recovery_dismissal (customer, dismissed_at, dismissed_by, reason) values (:customer, :at, :by, :reason) on conflict do nothing")
                .bind("customer", customer)
                .bind("at", Columns.time(dismissal.at()))
                .bind("by", dismissal.by())
                .bind("reason", dismissal.reason())
                .execute();
        return tellAnew(handle, customer, dismissal.at(), dismissal.at());
    }

    /** Tells the tasks of a customer anew from everything at or after {@code earliest} and the task before. */
    List<TaskNews> tellAnew(Handle handle, String customer, Instant earliest, Instant now) {
        hold(handle, customer);
        Instant from = beginning(handle, customer, earliest);
        TaskTable tasks = new TaskTable(handle);
        Map<String, Entry> before = tasks.since(customer, from).stream()
                .collect(Collectors.toMap(entry -> entry.task().firstCall(), Function.identity()));
        List<Fact> facts = new ArrayList<>(recovery.talks().with(customer));
        facts.addAll(facts(handle, customer, from));
        facts.addAll(tasks.dismissals(customer, from));
        Instant latest = facts.stream().map(Fact::at).reduce(now, (one, other) -> one.isAfter(other) ? one : other);
        List<Entry> after = CustomerHistory.of(customer, facts, recovery.rules(), latest);

        List<TaskNews> news = new ArrayList<>();
        for (Entry entry : after) {
            Entry old = before.remove(entry.task().firstCall());
            if (!entry.equals(old) || old.task().closing() == null) {
                tasks.put(entry, common(entry, old), next(entry, latest));
                entry.changes().stream()
                        .filter(change -> old == null || !old.changes().contains(change))
                        .forEach(change -> news.add(new TaskNews(entry.task(), change)));
            }
        }
        before.values().forEach(tasks::delete);
        return news;
    }

    /** Makes all tasks of a customer anew; true if they were others than his calls say. */
    boolean rebuild(Handle handle, String customer, Instant now) {
        TaskTable tasks = new TaskTable(handle);
        hold(handle, customer);
        List<Entry> before = tasks.since(customer, Instant.EPOCH);
        before.forEach(tasks::delete);
        tellAnew(handle, customer, LONG_AGO, now);
        return !before.equals(tasks.since(customer, Instant.EPOCH));
    }

    /** As {@link #tellAnew}; true if there was something to change. */
    boolean correct(Handle handle, String customer, Instant earliest, Instant now) {
        TaskTable tasks = new TaskTable(handle);
        hold(handle, customer);
        List<Entry> before = tasks.since(customer, Instant.EPOCH);
        tellAnew(handle, customer, earliest, now);
        return !before.equals(tasks.since(customer, Instant.EPOCH));
    }

    /** So that no two transactions, of this agent or another, change the tasks of one customer at once. */
    private static void hold(Handle handle, String customer) {
        // More than once only where old customers are just being forgotten.
        boolean held = false;
        while (!held) {
            handle.createUpdate("insert into recovery_customer (customer) values (:customer) on conflict do nothing")
                    .bind("customer", customer)
                    .execute();
            held = handle.createQuery("select customer from recovery_customer where customer = :customer for update")
                    .bind("customer", customer)
                    .mapTo(String.class)
                    .findOne()
                    .isPresent();
        }
    }

    /** Where to begin so that nothing before can be changed by what came at {@code earliest}: with the task that ended before it. */
    private static Instant beginning(Handle handle, String customer, Instant earliest) {
        return handle.createQuery("""
                        select max(case when closed_at < :earliest then first_missed_at end) as before, min(first_missed_at) as first
                          from recovery_task where customer = :customer
                        """)
                .bind("customer", customer)
                .bind("earliest", Columns.time(earliest))
                .map((row, context) -> {
                    Instant before = Columns.instant(row, "before");
                    Instant first = Columns.instant(row, "first");
                    if (before != null) {
                        return before;
                    }
                    return first != null && first.isBefore(earliest) ? first : earliest;
                })
                .one();
    }

    private static List<Fact> facts(Handle handle, String customer, Instant from) {
        List<CallRow> rows = handle.createQuery(
                        "select * from call where customer = :customer and started_at >= :from order by started_at, call_no")
                .bind("customer", customer)
                .bind("from", Columns.time(from.minus(LONGEST_CALL)))
                .map((row, context) -> CallRow.read(row))
                .list();
        return CallRow.withParts(handle, rows).stream()
                .flatMap(row -> Customers.fact(row.call()).stream())
                // Of what was before, only a talk matters: it may go on.
                .filter(fact -> fact instanceof Fact.Talk || !fact.at().isBefore(from))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static int common(Entry entry, Entry old) {
        int most =
                old == null ? 0 : Math.min(entry.changes().size(), old.changes().size());
        for (int i = 0; i < most; i++) {
            if (!entry.changes().get(i).equals(old.changes().get(i))) {
                return i;
            }
        }
        return most;
    }

    private static Instant next(Entry entry, Instant now) {
        Task task = entry.task();
        if (task.closing() != null) {
            return null;
        }
        Instant lookBack = task.firstMissedAt().plus(FIRST_LOOK_BACK);
        boolean overdue = entry.changes().stream().anyMatch(change -> change.kind() == Change.Kind.OVERDUE);
        Instant next = overdue ? task.expiresAt() : task.dueAt();
        if (now.isBefore(lookBack) && lookBack.isBefore(next)) {
            return lookBack;
        }
        // Later than it should be only while the customer is being talked to.
        return next.isAfter(now) ? next : now.plus(WHILE_TALKING);
    }
}
