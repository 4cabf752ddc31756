package io.callwarden.metrics;

import io.callwarden.line.Line;
import io.callwarden.line.Reachability;
import io.callwarden.line.Technology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether phones can be reached. Told by the PBX's thread, read by the scrape. */
final class ExtensionMetrics {
    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final GaugeTable up;
    private final GaugeTable since;
    private final String pbx;
    private final CappedNames names;
    private final Set<Line> phones = ConcurrentHashMap.newKeySet();
    private final Map<String, LineSeries> series = new HashMap<>();
    private final Map<Reachability, Counter> changes = new EnumMap<>(Reachability.class);

    ExtensionMetrics(Metrics metrics, String pbx, int max) {
        registry = metrics.registry();
        up = metrics.gauges(
                "callwarden_extension_up",
                "Whether this phone can be reached: 1, 0, or not a number where that is not known");
        since = metrics.gauges(
                "callwarden_extension_since_timestamp_seconds",
                "Since when it is so; not a number before anything is known");
        this.pbx = pbx;
        names = new CappedNames(registry, pbx, "callwarden_extension", max);
        for (Technology technology : Technology.values()) {
            if (technology != Technology.LOCAL) {
                for (Reachability state : Reachability.values()) {
                    count(technology, state);
                }
            }
        }
        changes.put(Reachability.REACHABLE, changes(Reachability.REACHABLE));
        changes.put(Reachability.UNREACHABLE, changes(Reachability.UNREACHABLE));
    }

    private void count(Technology technology, Reachability state) {
        Gauge.builder("callwarden.extensions", phones, all -> count(all, technology, state))
                .description("Phones by whether they can be reached now")
                .tags("pbx", pbx, "tech", technology.label(), "state", state.label())
                .strongReference(true)
                .register(registry);
    }

    private static double count(Set<Line> phones, Technology technology, Reachability state) {
        int count = 0;
        for (Line phone : phones) {
            if (phone.technology() == technology && phone.reachability() == state) {
                count++;
            }
        }
        return count;
    }

    private Counter changes(Reachability to) {
        return Counter.builder("callwarden.extension.changes")
                .description("How often phones vanished, or came back")
                .tags("pbx", pbx, "to", to.label())
                .register(registry);
    }

    void add(Line phone) {
        phones.add(phone);
        series.computeIfAbsent(names.label(phone.name()), this::begin).add(phone);
    }

    void remove(Line phone) {
        phones.remove(phone);
        String label = names.label(phone.name());
        LineSeries own = series.get(label);
        if (own != null && own.remove(phone)) {
            own.unregister();
            series.remove(label);
            names.release(phone.name());
        }
    }

    void changed(Reachability to) {
        changes.get(to).increment();
    }

    private LineSeries begin(String label) {
        LineSeries own = new LineSeries();
        Labels labels = Labels.of("pbx", pbx, "extension", label);
        own.keep(up.add(labels, () -> own.worst(Line::reachability)));
        own.keep(since.add(labels, () -> since(own)));
        return own;
    }

    /** Where several share the series, of the one that changed last. */
    private static double since(LineSeries own) {
        double latest = Double.NaN;
        for (Line line : own.lines()) {
            Instant since = line.since();
            if (since != null && !(latest >= since.toEpochMilli() / MILLIS)) {
                latest = since.toEpochMilli() / MILLIS;
            }
        }
        return latest;
    }
}
