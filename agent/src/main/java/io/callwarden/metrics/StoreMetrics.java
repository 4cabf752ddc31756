package io.callwarden.metrics;

import io.callwarden.store.CallRecorder;
import io.callwarden.store.RecorderStats;
import io.callwarden.store.Retention;
import io.callwarden.store.SpoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

/** How the writing of calls goes. */
public final class StoreMetrics {
    private StoreMetrics() {}

    /** Registers the meters of whatever database is in use. */
    public static void register(MeterRegistry registry, CallRecorder recorder, Retention retention) {
        writes(registry, recorder, "ok", RecorderStats::written);
        writes(registry, recorder, "error", RecorderStats::retries);
        writes(registry, recorder, "refused", RecorderStats::refused);
        writes(registry, recorder, "dropped", RecorderStats::dropped);
        Timer times = Buckets.storeWrite()
                .description("How long the transactions took that wrote calls")
                .register(registry);
        recorder.onEachWrite(times::record);
        Gauge.builder("callwarden.store.queue", recorder, store -> store.stats().waiting())
                .description("Calls that ended and are not yet in the database")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("callwarden.store.purged.rows", retention, Retention::deleted)
                .description("Calls deleted because they were older than the retention allows")
                .register(registry);
        rows(registry, retention);
    }

    private static void rows(MeterRegistry registry, Retention retention) {
        for (String table : Retention.TABLES) {
            Gauge.builder("callwarden.store.rows", retention, counted -> rows(counted, table))
                    .description("Rows in a table, counted a minute after the start and then once an hour;"
                            + " not a number before the first time")
                    .tag("table", table)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double rows(Retention retention, String table) {
        long rows = retention.rows(table);
        return rows < 0 ? Double.NaN : rows;
    }

    /** Registers the meters of the folder of the built-in database, or of what waits there for another. */
    public static void registerFiles(MeterRegistry registry, CallRecorder recorder, Path folder) {
        Gauge.builder(
                        "callwarden.store.size",
                        recorder,
                        store -> size(store.stats().spool(), folder))
                .description(
                        "Size of the built-in database's file, or of the files in which calls wait for another database")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("callwarden.store.disk.free", folder, StoreMetrics::free)
                .description("Free space where the built-in database lies, or calls wait for another")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    private static void writes(
            MeterRegistry registry, CallRecorder recorder, String result, ToDoubleFunction<RecorderStats> value) {
        FunctionCounter.builder("callwarden.store.writes", recorder, store -> value.applyAsDouble(store.stats()))
                .description(
                        "Calls written, attempts that failed and were repeated, and calls that could not be written")
                .tag("result", result)
                .register(registry);
    }

    private static double size(SpoolStats spool, Path folder) {
        if (spool.used()) {
            return spool.bytes();
        }
        try {
            return Files.size(folder.resolve("callwarden.mv.db"));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Not by FileStore, which looks for the mount in /proc/mounts: the service does not see that file. */
    private static double free(Path folder) {
        return Files.isDirectory(folder) ? folder.toFile().getUsableSpace() : Double.NaN;
    }
}
