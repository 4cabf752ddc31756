package io.callwarden.metrics;

import io.callwarden.store.CallStore;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** Which tables the database has: known only when it could be opened. */
final class SchemaInfo implements Collector {
    private final CallStore store;

    private SchemaInfo(CallStore store) {
        this.store = store;
    }

    static void register(PrometheusRegistry registry, CallStore store) {
        registry.register(new SchemaInfo(store));
    }

    @Override
    public MetricSnapshot collect() {
        InfoSnapshot.Builder info = InfoSnapshot.builder()
                .name("callwarden_store_schema")
                .help("Version of the database's tables; always 1, absent until the database was opened");
        String version = store.schemaVersion();
        if (!version.isEmpty()) {
            info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", version))
                    .build());
        }
        return info.build();
    }
}
