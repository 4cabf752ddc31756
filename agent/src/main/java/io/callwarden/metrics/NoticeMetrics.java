package io.callwarden.metrics;

import io.callwarden.notify.CourierStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

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

    /** Registers the meters of one receiver. */
    public static void register(MeterRegistry registry, CourierStats stats) {
        NoticeMetrics metrics = new NoticeMetrics(registry, stats);
        metrics.depth();
        metrics.deliveries("ok", CourierStats::delivered);
        metrics.deliveries("retry", CourierStats::postponed);
        metrics.deliveries("given_up", CourierStats::givenUp);
        Timer times = Buckets.delivery(metrics.prefix)
                .description("How long attempts to deliver took, whatever became of them")
                .tag("target", metrics.target)
                .register(registry);
        stats.onEachAttempt(times::record);
        FunctionCounter.builder("callwarden.notices.dropped", stats, CourierStats::dropped)
                .description("Notices that were never kept for delivery, because too many waited already")
                .tag("target", metrics.target)
                .register(registry);
    }

    private void depth() {
        gauge("pending", null, each -> each.depth().waiting(), "Notices that wait to be delivered");
        gauge(
                "oldest.pending.timestamp",
                "seconds",
                each -> seconds(each.depth().oldest()),
                "When the oldest of the waiting notices happened; not a number where none waits");
        gauge("dead", null, each -> each.depth().dead(), "Notices that were given up and can be sent again");
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
                .description("Notices by what became of an attempt to deliver them")
                .tag("target", target)
                .tag("result", result)
                .register(registry);
    }

    private static double seconds(Instant time) {
        return time == null ? Double.NaN : time.getEpochSecond() + time.getNano() / NANOS_A_SECOND;
    }
}
