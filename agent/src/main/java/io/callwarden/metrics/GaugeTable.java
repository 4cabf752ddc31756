package io.callwarden.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Gauges of one name for hundreds of things. A meter of Micrometer's for each would have every scrape put together and check all their
 * labels anew; here that is done once. Thread-safe.
 */
final class GaugeTable implements Collector {
    private final String name;
    private final String help;
    private final Map<Labels, DoubleSupplier> rows = new ConcurrentHashMap<>();

    GaugeTable(String name, String help) {
        this.name = name;
        this.help = help;
    }

    /**
     * Adds a series, in place of one with the same labels.
     *
     * @param value read by each scrape; any thread
     * @return what takes it out again
     */
    Runnable add(Labels labels, DoubleSupplier value) {
        rows.put(labels, value);
        return () -> rows.remove(labels, value);
    }

    void forget(String pbx) {
        rows.keySet().removeIf(labels -> pbx.equals(labels.get("pbx")));
    }

    @Override
    public MetricSnapshot collect() {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        rows.forEach((labels, value) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value.getAsDouble())
                .build()));
        return gauge.build();
    }
}
