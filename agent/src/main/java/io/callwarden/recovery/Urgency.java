package io.callwarden.recovery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Whom to call back first: very important customers, then those overdue, then those who called most often, then by queue, then whoever is
 * due first.
 *
 * @param important customers who go before all others, in the form in which customers are compared
 * @param queues the most important queue first; those not in the list come last
 */
public record Urgency(Set<String> important, List<String> queues) {
    public Urgency {
        important = Set.copyOf(important);
        queues = List.copyOf(queues);
    }

    /** The most urgent first, as things stand at {@code now}. */
    public Comparator<Task> order(Instant now) {
        return Comparator.comparing((Task task) -> !important.contains(task.customer()))
                .thenComparing(task -> task.state(now) != TaskState.OVERDUE)
                .thenComparing(Task::missed, Comparator.reverseOrder())
                .thenComparing(this::rank)
                .thenComparing(Task::dueAt)
                .thenComparing(Task::firstCall);
    }

    private int rank(Task task) {
        int rank = task.queue() == null ? -1 : queues.indexOf(task.queue());
        return rank < 0 ? queues.size() : rank;
    }
}
