package io.callwarden.metrics;

import io.callwarden.notify.CourierStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How it goes with telling others, for each receiver. */
public final class NoticeMetrics {
    private static final double NANOS_A_SECOND = 1e9;

    private final MeterRegistry registry;
    private final CourierStats stats;
    private final String prefix;
    private final String target;

    private NoticeMetrics(MeterRegistry registry, CourierStats stats) {
        this.registry = registry;
        this.stats = stats;
        // The kind of the receiver stands before its name.
        String[] kindAndName = stats.receiver().split(":", 2);
        prefix = "callwarden." + kindAndName[0] + ".";
        target = kindAndName[1];
    }

    /** Registers the meters of all receivers. */
    public static void register(MeterRegistry registry, List<CourierStats> receivers) {
        List<NoticeMetrics> all = receivers.stream()
                .map(each -> new NoticeMetrics(registry, each))
                .toList();
        for (NoticeMetrics each : all) {
            each.depth();
            each.deliveries("ok", CourierStats::delivered);
            each.deliveries("retry", CourierStats::postponed);
            each.deliveries("given_up", CourierStats::givenUp);
            each.times();
        }
        // A webhook and a list of addresses may have the same name, and this one does not tell them apart.
        all.stream()
                .collect(Collectors.groupingBy(each -> each.target))
                .values()
                .forEach(NoticeMetrics::dropped);
    }

    private static void dropped(List<NoticeMetrics> sameName) {
        NoticeMetrics first = sameName.get(0);
        FunctionCounter.builder(
                        "callwarden.notices.dropped",
                        first.stats,
                        stats -> sameName.stream()
                                .mapToLong(each -> each.stats.dropped())
                                .sum())
                .description(
                        "Notices for which there was no room, for as many waited as notify.outbox.max-waiting allows; their receiver never hears of them")
                .tag("target", first.target)
                .register(first.registry);
    }

    private void times() {
        Timer times = Buckets.delivery(prefix)
                .description("How long attempts took, whatever became of them; several notices may travel in one mail")
                .tag("target", target)
                .register(registry);
        stats.onEachAttempt(times::record);
    }

    private void depth() {
        gauge(
                "pending",
                null,
                each -> each.depth().waiting(),
                "Notices not delivered yet and not given up; counted every 15 seconds");
        gauge(
                "oldest.pending.timestamp",
                "seconds",
                each -> seconds(each.depth().oldest()),
                "When that happened which the oldest waiting notice tells of; not a number where none waits");
        gauge(
                "dead",
                null,
                each -> each.depth().dead(),
                "Notices that were given up and are kept; callwarden outbox shows them and sends them again");
    }

    private void gauge(String name, String unit, ToDoubleFunction<CourierStats> value, String description) {
        Gauge.builder(prefix + name, stats, value)
                .description(description)
                .baseUnit(unit)
                .tag("target", target)
                .strongReference(true)
                .register(registry);
    }

    private void deliveries(String result, ToDoubleFunction<CourierStats> count) {
        FunctionCounter.builder(prefix + "deliveries", stats, count)
                .description(
                        "Notices at each attempt, by what became of it: taken (ok), to be tried again (retry), or given up (given_up)")
                .tag("target", target)
                .tag("result", result)
                .register(registry);
    }

    private static double seconds(Instant time) {
        return time == null ? Double.NaN : time.getEpochSecond() + time.getNano() / NANOS_A_SECOND;
    }
}
