package io.callwarden.metrics;

import static java.util.Locale.ROOT;

import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import io.callwarden.recovery.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Missed customers of one PBX: who waits to be reached, what is done about it, and how it ends. Counters are told the news of the store, on the
 * thread that wrote it; gauges read what was counted last.
 */
public final class CallbackMetrics implements Consumer<List<TaskNews>> {
    private final String pbx;
    private final Counter opened;
    private final Map<Result, Counter> closed = new EnumMap<>(Result.class);
    private final Counter reached;
    private final Counter notReached;
    private final Map<Closing.How, Counter> ended = new EnumMap<>(Closing.How.class);
    private final DistributionSummary firstAttempt;
    private final Map<Closing.How, DistributionSummary> recovery = new EnumMap<>(Closing.How.class);

    /** How a task ended, as the label has it. */
    private enum Result {
        REACHED_IN_TIME,
        REACHED_LATE,
        CALLER_RETURNED_IN_TIME,
        CALLER_RETURNED_LATE,
        EXPIRED,
        DISMISSED;

        static Result of(Task task) {
            return switch (task.closing().how()) {
                case CALLBACK -> task.inTime() ? REACHED_IN_TIME : REACHED_LATE;
                case CALLER -> task.inTime() ? CALLER_RETURNED_IN_TIME : CALLER_RETURNED_LATE;
                case EXPIRED -> EXPIRED;
                case DISMISSED -> DISMISSED;
            };
        }
    }

    /**
     * Registers the meters of a PBX that this agent watches.
     *
     * @param target in which a customer is to be reached, a bound of the histograms
     * @param open who waits, as it was counted last
     */
    public CallbackMetrics(MeterRegistry registry, String pbx, Duration target, Supplier<OpenTasks> open) {
        this(registry, pbx, target);
        gauges(registry, open);
    }

    /**
     * Registers the counters of a PBX that another agent watches: this one counts only what it did itself to its customers. Who of them waits is
     * told by the other.
     */
    CallbackMetrics(MeterRegistry registry, String pbx, Duration target) {
        this.pbx = pbx;
        opened = Counter.builder("callwarden.callbacks.opened")
                .description("Customers who were missed and are to be reached; counted once, however often they call")
                .tag("pbx", pbx)
                .register(registry);
        for (Result result : Result.values()) {
            closed.put(
                    result,
                    Counter.builder("callwarden.callbacks.closed")
                            .description("Call-backs that ended: an employee reached the customer, the customer called"
                                    + " again and was answered, both within the target or late, or he was given up")
                            .tags("pbx", pbx, "result", result.name().toLowerCase(ROOT))
                            .register(registry));
        }
        reached = attempts(registry, "reached");
        notReached = attempts(registry, "not_reached");
        ended.put(Closing.How.CALLBACK, ended(registry, "recovered", "called_back"));
        ended.put(Closing.How.CALLER, ended(registry, "recovered", "called_again"));
        ended.put(Closing.How.EXPIRED, ended(registry, "lost", "expired"));
        ended.put(Closing.How.DISMISSED, ended(registry, "lost", "dismissed"));
        firstAttempt = Buckets.register(
                registry,
                Buckets.callback(target),
                "From the first missed call of a customer to the first attempt to call him back, answered or not",
                "pbx",
                pbx);
        recovery.put(Closing.How.CALLBACK, recovery(registry, target, "called_back"));
        recovery.put(Closing.How.CALLER, recovery(registry, target, "called_again"));
    }

    private void gauges(MeterRegistry registry, Supplier<OpenTasks> open) {
        for (TaskState state : List.of(TaskState.OPEN, TaskState.ATTEMPTED, TaskState.OVERDUE)) {
            Gauge.builder("callwarden.callbacks.pending", () -> open.get().count(pbx, state))
                    .description("Customers who were missed and not reached yet: nobody tried (open), somebody tried in"
                            + " vain (attempted), or the target is over (overdue)")
                    .tags("pbx", pbx, "state", state.label())
                    .register(registry);
        }
        Gauge.builder("callwarden.lost.callers", () -> open.get().count(pbx))
                .description("Customers who were missed and not reached yet, all together")
                .tag("pbx", pbx)
                .register(registry);
        Gauge.builder(
                        "callwarden.callback.oldest.timestamp",
                        () -> seconds(open.get().oldest(pbx)))
                .description(
                        "When the customer was first missed who has waited longest; not a number while nobody waits")
                .baseUnit("seconds")
                .tag("pbx", pbx)
                .register(registry);
    }

    private Counter attempts(MeterRegistry registry, String result) {
        return Counter.builder("callwarden.callback.attempts")
                .description("Calls to missed customers, by whether the customer was reached")
                .tags("pbx", pbx, "result", result)
                .register(registry);
    }

    private Counter ended(MeterRegistry registry, String what, String how) {
        return Counter.builder("callwarden.callers." + what)
                .description(
                        what.equals("lost")
                                ? "Missed customers who were given up, because time was over or by hand"
                                : "Missed customers who were reached, by calling them back or because they called again")
                .tags("pbx", pbx, "how", how)
                .register(registry);
    }

    private DistributionSummary recovery(MeterRegistry registry, Duration target, String how) {
        return Buckets.register(
                registry,
                Buckets.recovery(target),
                "From the first missed call of a customer until he was reached",
                "pbx",
                pbx,
                "how",
                how);
    }

    @Override
    public void accept(List<TaskNews> news) {
        for (TaskNews each : news) {
            if (each.task().pbx().equals(pbx)) {
                count(each.task(), each.change());
            }
        }
    }

    private void count(Task task, Change change) {
        switch (change.kind()) {
            case OPENED -> opened.increment();
            case ATTEMPTED -> {
                notReached.increment();
                if (change.at().equals(task.attempts().first())) {
                    firstAttempt.record(sinceMissed(task, change.at()));
                }
            }
            case RECOVERED_BY_CALLBACK, RECOVERED_BY_CALLER, EXPIRED, DISMISSED -> ended(task);
            case MISSED_AGAIN, OVERDUE -> {
                // Told by the gauges.
            }
        }
    }

    private void ended(Task task) {
        Closing.How how = task.closing().how();
        closed.get(Result.of(task)).increment();
        ended.get(how).increment();
        if (how.recovered()) {
            recovery.get(how).record(sinceMissed(task, task.closing().at()));
        }
        if (how == Closing.How.CALLBACK) {
            reached.increment();
            if (task.attempts().count() == 0) {
                firstAttempt.record(sinceMissed(task, task.closing().at()));
            }
        }
    }

    private static double sinceMissed(Task task, Instant at) {
        return Duration.between(task.firstMissedAt(), at).toMillis() / 1000.0;
    }

    private static double seconds(Instant at) {
        return at == null ? Double.NaN : at.toEpochMilli() / 1000.0;
    }
}
