package io.callwarden.metrics;

import io.callwarden.notify.CourierStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How it goes with telling others, for each receiver. */
public final class NoticeMetrics {
    private static final double NANOS_A_SECOND = 1e9;

    private final MeterRegistry registry;
    private final Map<String, Series> series = new HashMap<>();

    /** The meters of one receiver. */
    private final class Series {
        private final CourierStats stats;
        private final String prefix;
        private final String target;
        private final List<Meter> all = new ArrayList<>();

        Series(CourierStats stats) {
            this.stats = stats;
            // The kind of the receiver stands before its name.
            String[] kindAndName = stats.receiver().split(":", 2);
            prefix = "callwarden." + kindAndName[0] + ".";
            target = kindAndName[1];
            depth();
            deliveries("ok", CourierStats::delivered);
            deliveries("retry", CourierStats::postponed);
            deliveries("given_up", CourierStats::givenUp);
            times();
        }

        private void times() {
            Timer times = Buckets.delivery(prefix)
                    .description(
                            "How long attempts took, whatever became of them; several notices may travel in one mail")
                    .tag("target", target)
                    .register(registry);
            all.add(times);
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
            all.add(Gauge.builder(prefix + name, stats, value)
                    .description(description)
                    .baseUnit(unit)
                    .tag("target", target)
                    .strongReference(true)
                    .register(registry));
        }

        private void deliveries(String result, ToDoubleFunction<CourierStats> count) {
            all.add(FunctionCounter.builder(prefix + "deliveries", stats, count)
                    .description(
                            "Notices at each attempt, by what became of it: taken (ok), to be tried again (retry), or given up (given_up)")
                    .tag("target", target)
                    .tag("result", result)
                    .register(registry));
        }

        void remove() {
            all.forEach(registry::remove);
        }
    }

    /** A webhook and a list of addresses may have the same name, and this one does not tell them apart. */
    private final Map<String, Dropped> dropped = new HashMap<>();

    private record Dropped(Meter meter, List<CourierStats> sameName) {}

    /** Without any receiver. */
    public NoticeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** These are the receivers now: meters of others go, those of receivers that stay do not notice. */
    public synchronized void follow(List<CourierStats> receivers) {
        Map<String, CourierStats> now = new LinkedHashMap<>();
        receivers.forEach(each -> now.put(each.receiver(), each));
        series.entrySet().removeIf(each -> {
            boolean gone = !now.containsKey(each.getKey());
            if (gone) {
                each.getValue().remove();
            }
            return gone;
        });
        now.forEach((receiver, stats) -> series.computeIfAbsent(receiver, first -> new Series(stats)));
        Set<String> targets = series.values().stream().map(each -> each.target).collect(Collectors.toSet());
        dropped.entrySet().removeIf(each -> {
            boolean gone = !targets.contains(each.getKey());
            if (gone) {
                registry.remove(each.getValue().meter());
            }
            return gone;
        });
        series.values().forEach(this::addDropped);
    }

    /** What one of the same name dropped before it was taken away stays counted. */
    private void addDropped(Series each) {
        List<CourierStats> sameName =
                dropped.computeIfAbsent(each.target, this::dropped).sameName();
        if (!sameName.contains(each.stats)) {
            sameName.add(each.stats);
        }
    }

    private Dropped dropped(String target) {
        List<CourierStats> sameName = new CopyOnWriteArrayList<>();
        return new Dropped(
                FunctionCounter.builder(
                                "callwarden.notices.dropped",
                                sameName,
                                all -> all.stream()
                                        .mapToLong(CourierStats::dropped)
                                        .sum())
                        .description(
                                "Notices for which there was no room, for as many waited as notify.outbox.max-waiting allows; their receiver never hears of them")
                        .tag("target", target)
                        .register(registry),
                sameName);
    }

    private static double seconds(Instant time) {
        return time == null ? Double.NaN : time.getEpochSecond() + time.getNano() / NANOS_A_SECOND;
    }
}
