package io.callwarden.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs up once a day, on a thread of its own, and removes the oldest when a new one is good. One that was missed, because the agent was down or the
 * disk full, is made up for: soon after the start, or an hour later.
 */
public final class DailyBackup implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DailyBackup.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final Backups backups;
    private final Supplier<BackupConfig> config;
    private final Clock clock;
    private final ZoneId zone;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "daily-backup");
        made.setDaemon(true);
        return made;
    });

    /**
     * Begins to look at the clock in five minutes: a start has enough to do.
     *
     * @param config says a time; asked for whenever it counts
     * @param zone of the clock it means
     */
    public DailyBackup(Backups backups, Supplier<BackupConfig> config, Clock clock, ZoneId zone) {
        this(backups, config, clock, zone, FIRST);
    }

    DailyBackup(Backups backups, Supplier<BackupConfig> config, Clock clock, ZoneId zone, Duration first) {
        this.backups = backups;
        this.config = config;
        this.clock = clock;
        this.zone = zone;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        next(first);
    }

    private void next(Duration delay) {
        try {
            thread.schedule(this::step, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed while a backup was being made", e);
        }
    }

    private void step() {
        next(isDue() && !backUp() ? AFTER_FAILURE : LOOK);
    }

    /** Whether no good backup was made since it was last time for one; one of the future, before the clock was set back, does not count. */
    boolean isDue() {
        Instant last = backups.stats().lastSuccess();
        return last == null || last.isBefore(latestTime()) || last.isAfter(clock.instant());
    }

    private Instant latestTime() {
        ZonedDateTime now = clock.instant().atZone(zone);
        LocalTime time = config.get().dailyAt();
        ZonedDateTime today = now.with(time);
        return (today.isAfter(now) ? now.minusDays(1).with(time) : today).toInstant();
    }

    /** Whether it is good; says so in the log. */
    boolean backUp() {
        try {
            backups.makeDaily();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                log.error("The daily backup failed: {}. Trying again in an hour", e.getMessage());
            }
            return false;
        }
        removeOld();
        return true;
    }

    private void removeOld() {
        try {
            List<Path> all = BackupNames.allDaily(backups.folder());
            int kept = Math.min(config.get().keep(), all.size());
            for (Path old : all.subList(kept, all.size())) {
                Files.delete(old);
                log.info("Removed the old backup {}", old.getFileName());
            }
        } catch (IOException e) {
            log.warn(
                    "Old backups in {} cannot be removed ({}): remove them, or they fill the disk",
                    backups.folder(),
                    e.toString());
        }
    }

    @Override
    public void close() {
        // Not shutdownNow: an interrupt would make H2 close its file.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("Not waiting for the backup that is being made; the next one removes what there is of it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
