package io.callwarden;

import io.callwarden.backup.Backups;
import io.callwarden.backup.DailyBackup;
import io.callwarden.metrics.BackupMetrics;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.StoreMetrics;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Recovery;
import io.callwarden.store.CallRecorder;
import io.callwarden.store.CallStore;
import io.callwarden.store.Neighbours;
import io.callwarden.store.RecorderStats;
import io.callwarden.store.RecoveryClock;
import io.callwarden.store.Retention;
import io.callwarden.store.SpoolStats;
import io.callwarden.store.StoreConfig;
import io.callwarden.store.UnusableDatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The calls and call-backs that a running agent keeps: who writes them, lets time pass for them and forgets them, and their meters. */
final class KeptCalls {
    private static final double MEGABYTE = 1 << 20;
    /** A call that waits no longer than this waits for its turn. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final RunningConfiguration config;
    private final Clock clock;
    private final CallStore store;
    private final CompletableFuture<Void> storeOpened;
    private final CallRecorder recorder;
    private final RecoveryClock recoveryClock;
    private final Neighbours neighbours;
    private final Retention retention;
    private final Optional<Backups> backups;

    /**
     * Opens all of it but the clock; the database may come later.
     *
     * @param announcer what others are told of what is written
     * @param parts closes it: the store last
     */
    KeptCalls(RunningConfiguration config, Recovery recovery, Announcer announcer, Clock clock, OpenParts parts) {
        this.config = config;
        this.clock = clock;
        StoreConfig storage = config.get().store();
        store = parts.open(
                CallStore.open(storage, recovery, announcer, () -> config.get().outbox(), clock));
        storeOpened = CompletableFuture.runAsync(store::prepare);
        recorder = parts.open(CallRecorder.of(store, storage, clock));
        neighbours = parts.open(new Neighbours(store, recovery.talks(), clock));
        recoveryClock = parts.open(new RecoveryClock(store, recorder::completeUntil, clock));
        retention = parts.open(new Retention(store, () -> config.get().keeping(), clock));
        backups = store.embedded().map(database -> new Backups(database, database.folder(), clock));
        if (backups.isPresent() && backedUpDaily()) {
            parts.open(new DailyBackup(backups.get(), () -> config.get().backup(), clock, ZoneId.systemDefault()));
        }
    }

    /** The meters of missed customers among them are to be told when the configuration changes. */
    CallbackMeters measure(Metrics metrics) {
        MeterRegistry registry = metrics.registry();
        StoreMetrics.register(registry, recorder, retention);
        metrics.schemaInfo(store);
        StoreConfig storage = config.get().store();
        if (storage.jdbcUrl() == null || recorder.stats().spool().used()) {
            StoreMetrics.registerFiles(registry, recorder, storage.dataDir());
        }
        if (backedUpDaily()) {
            backups.ifPresent(made -> BackupMetrics.register(registry, made));
        }
        CallbackMeters meters = new CallbackMeters(config, metrics, recoveryClock::open);
        store.onTaskNews(meters);
        recoveryClock.onCount(meters::expect);
        return meters;
    }

    private boolean backedUpDaily() {
        return config.get().backup().dailyAt() != null;
    }

    /** Begins to watch deadlines and to tell neighbours; to be called when all who are to hear of them listen. */
    void startClock() {
        recoveryClock.start();
        neighbours.start();
    }

    void letTimePass() {
        neighbours.tell();
        recoveryClock.letTimePass();
    }

    CallStore store() {
        return store;
    }

    /** Of the embedded database; empty where a server has the calls. */
    Optional<Backups> backups() {
        return backups;
    }

    CallRecorder recorder() {
        return recorder;
    }

    /** Whether the database was opened, or it is known why it could not be. */
    boolean opened() {
        return storeOpened.isDone();
    }

    /**
     * Ends in an exception where calls can never be written as things are.
     *
     * @throws UnusableDatabaseException if the database cannot be used as it is
     */
    void check() {
        if (storeOpened.isCompletedExceptionally()) {
            try {
                storeOpened.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UnusableDatabaseException unusable) {
                    throw unusable;
                }
            }
        }
    }

    /** The other agents on the same database. */
    Neighbours neighbours() {
        return neighbours;
    }

    /** What keeps calls from being written, one sentence; empty when they are. */
    Optional<String> missing() {
        RecorderStats stats = recorder.stats();
        if (stats.problem() != null) {
            return Optional.of("Calls are not being written: " + stats.problem() + where(stats));
        }
        if (stats.spool().problem() != null) {
            return Optional.of("Calls are lost if the agent ends before they are written: "
                    + stats.spool().problem());
        }
        return opened()
                ? Optional.empty()
                : Optional.of("Calls are not being written yet: the database is being opened.");
    }

    private static String where(RecorderStats stats) {
        SpoolStats spool = stats.spool();
        return spool.waiting() == 0
                ? ""
                : ". They wait on this machine's disk since %s: %d calls, %.1f of %d MB."
                        .formatted(since(stats), spool.waiting(), spool.bytes() / MEGABYTE, spool.mostBytes() >> 20);
    }

    /** That calls are being written which waited; empty when none does. */
    Optional<String> note() {
        RecorderStats stats = recorder.stats();
        boolean late = stats.oldest() != null
                && stats.oldest().isBefore(clock.instant().minus(LATE));
        return late && stats.problem() == null
                ? Optional.of(
                        "The database is back and the calls of its absence are being written: %d wait, the oldest since %s."
                                .formatted(stats.waiting(), since(stats)))
                : Optional.empty();
    }

    private static Instant since(RecorderStats stats) {
        return stats.oldest() == null ? null : stats.oldest().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether calls wait on the disk because the database does not answer. */
    boolean away() {
        RecorderStats stats = recorder.stats();
        return stats.spool().used() && stats.problem() != null;
    }
}
