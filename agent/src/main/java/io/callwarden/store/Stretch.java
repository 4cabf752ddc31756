package io.callwarden.store;

import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The end of a customer's history, as it is on record: as much as something new can change.
 *
 * @param from where it begins
 * @param tasks that began in it, oldest first
 * @param facts that took effect in it, and talks that may reach into it
 */
record Stretch(Instant from, List<Entry> tasks, List<Fact> facts) {
    /** No call lasts longer, so a talk that reaches into a stretch began in the day before. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    /**
     * Reads those of several customers with few queries.
     *
     * @param earliest by customer, when something new happened
     */
    static Map<String, Stretch> read(Handle handle, TaskTable table, Map<String, Instant> earliest) {
        Map<String, List<Task>> tasks = table.of(earliest.keySet());
        Map<String, Instant> from = new HashMap<>();
        // As rows have their times: else what is new would lie before the stretch that begins with it.
        earliest.forEach((customer, at) ->
                from.put(customer, from(tasks.getOrDefault(customer, List.of()), Micros.cut(at))));
        tasks.forEach(
                (customer, all) -> all.removeIf(task -> task.firstMissedAt().isBefore(from.get(customer))));
        Map<String, List<Entry>> entries = table.withChanges(tasks);
        Map<String, List<Fact>> facts = facts(handle, from);
        new CustomerTable(handle)
                .dismissals(earliest.keySet())
                .forEach((customer, all) -> all.stream()
                        .filter(dismissal -> !dismissal.at().isBefore(from.get(customer)))
                        .forEach(facts.computeIfAbsent(customer, first -> new ArrayList<>())::add));
        Map<String, Stretch> stretches = new HashMap<>();
        from.forEach((customer, start) -> stretches.put(
                customer,
                new Stretch(
                        start, entries.getOrDefault(customer, List.of()), facts.getOrDefault(customer, List.of()))));
        return stretches;
    }

    /** Where to begin so that nothing before can be changed by what came at {@code earliest}: with the task that ended before it. */
    private static Instant from(List<Task> tasks, Instant earliest) {
        Instant from = null;
        for (Task task : tasks) {
            if (task.closing() != null && task.closing().at().isBefore(earliest)) {
                from = task.firstMissedAt();
            }
        }
        if (from == null && !tasks.isEmpty() && tasks.get(0).firstMissedAt().isBefore(earliest)) {
            from = tasks.get(0).firstMissedAt();
        }
        return from == null ? earliest : from;
    }

    private static Map<String, List<Fact>> facts(Handle handle, Map<String, Instant> from) {
        Instant first = from.values().stream().min(Instant::compareTo).orElseThrow();
        Map<Long, String> customers = new HashMap<>();
        List<CallRow> rows = handle
                .createQuery("""
                        select c.* from unnest(:customers) as e(customer)
                          join call c on c.customer = cast(e.customer as varchar(64))
                         where c.started_at >= :first order by c.started_at, c.call_no
                        """)
                .bindArray("customers", String.class, from.keySet().toArray())
                .bind("first", Columns.time(first.minus(LONGEST_CALL)))
                .map((row, context) -> {
                    CallRow call = CallRow.read(row);
                    customers.put(call.number(), row.getString("customer"));
                    return call;
                })
                .list()
                .stream()
                .filter(row -> concerns(row, from.get(customers.get(row.number()))))
                .toList();
        return CallRow.withQueuesOfMissed(handle, rows).stream()
                .collect(Collectors.groupingBy(
                        row -> customers.get(row.number()),
                        HashMap::new,
                        Collectors.mapping(
                                row -> Customers.fact(row.call()).orElseThrow(),
                                Collectors.toCollection(ArrayList::new))));
    }

    /** Of what was before, only a talk matters: it may go on. */
    private static boolean concerns(CallRow row, Instant from) {
        return Customers.fact(row.call())
                .filter(fact -> !fact.at().isBefore(from)
                        || fact instanceof Fact.Talk
                                && !row.call().times().startedAt().isBefore(from.minus(LONGEST_CALL)))
                .isPresent();
    }
}
