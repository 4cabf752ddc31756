package io.callwarden.metrics;

import io.callwarden.backup.Backups;
import io.callwarden.backup.Backups.Stats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How the backups of the embedded database go. */
public final class BackupMetrics {
    private BackupMetrics() {}

    /** Registers the meters. */
    public static void register(MeterRegistry registry, Backups backups) {
        gauge(
                registry,
                backups,
                "callwarden.store.last.backup.timestamp",
                "seconds",
                "When the last good backup of the built-in database was made; not a number before the first",
                stats -> stats.lastSuccess() == null
                        ? Double.NaN
                        : stats.lastSuccess().toEpochMilli() / 1_000.0);
        gauge(
                registry,
                backups,
                "callwarden.store.last.backup.size",
                "bytes",
                "Size of the last good backup; not a number before the first since the start",
                stats -> stats.lastBytes() < 0 ? Double.NaN : stats.lastBytes());
        gauge(
                registry,
                backups,
                "callwarden.store.last.backup.duration",
                "seconds",
                "How long the last good backup took, with the proof that it can be opened; not a number before the first since the start",
                stats -> stats.lastSeconds() < 0 ? Double.NaN : stats.lastSeconds());
        count(registry, backups, "ok", Stats::good);
        count(registry, backups, "error", Stats::failed);
    }

    private static void gauge(
            MeterRegistry registry,
            Backups backups,
            String name,
            String unit,
            String help,
            ToDoubleFunction<Stats> value) {
        Gauge.builder(name, backups, made -> value.applyAsDouble(made.stats()))
                .description(help)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private static void count(MeterRegistry registry, Backups backups, String result, ToDoubleFunction<Stats> value) {
        FunctionCounter.builder("callwarden.store.backups", backups, made -> value.applyAsDouble(made.stats()))
                .description("Backups of the built-in database that were made, and that could not be made")
                .tag("result", result)
                .register(registry);
    }
}
