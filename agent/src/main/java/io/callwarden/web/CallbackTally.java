package io.callwarden.web;

import io.callwarden.export.TaskTable;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where call-backs stand, in figures.
 *
 * @param open nobody has tried yet, and there is time
 * @param attempted tried in vain, and there is time
 * @param overdue past the target
 * @param calledBack recovered today by calling back
 * @param calledAgain recovered today because the customer called again
 * @param lost today
 * @param median time from the first missed call to the customer being reached, of those of today; null where there are none
 */
record CallbackTally(
        long open, long attempted, long overdue, long calledBack, long calledAgain, long lost, Duration median) {
    static CallbackTally of(List<Task> open, List<Task> closedToday, Instant now) {
        return new CallbackTally(
                count(open, TaskState.OPEN, now),
                count(open, TaskState.ATTEMPTED, now),
                count(open, TaskState.OVERDUE, now),
                count(closedToday, Closing.How.CALLBACK),
                count(closedToday, Closing.How.CALLER),
                closedToday.stream()
                        .filter(task -> !task.closing().how().recovered())
                        .count(),
                median(closedToday));
    }

    private static long count(List<Task> tasks, TaskState state, Instant now) {
        return tasks.stream().filter(task -> task.state(now) == state).count();
    }

    private static long count(List<Task> tasks, Closing.How how) {
        return tasks.stream().filter(task -> task.closing().how() == how).count();
    }

    private static Duration median(List<Task> closed) {
        List<Duration> times = closed.stream()
                .filter(task -> task.closing().how().recovered())
                .map(Task::duration)
                .sorted()
                .toList();
        int half = times.size() / 2;
        if (times.isEmpty()) {
            return null;
        }
        return times.size() % 2 == 1
                ? times.get(half)
                : times.get(half - 1).plus(times.get(half)).dividedBy(2);
    }

    /** Two sentences. */
    @Override
    public String toString() {
        return "%d to call back: %d overdue, %d attempted, %d open. Today %d recovered by calling back, %d by calling again%s; %d lost."
                .formatted(
                        overdue + attempted + open,
                        overdue,
                        attempted,
                        open,
                        calledBack,
                        calledAgain,
                        median == null ? "" : ", half of them within " + TaskTable.hours(median),
                        lost);
    }
}
