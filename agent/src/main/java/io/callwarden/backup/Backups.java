package io.callwarden.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups that a running agent makes, by itself or on demand, and how they went. Any thread; one backup at a time. */
public final class Backups {
    private static final Logger log = LoggerFactory.getLogger(Backups.class);

    private final BackupMaker maker;
    private final Path folder;
    private final Clock clock;
    private volatile Stats stats;

    /**
     * How it went so far.
     *
     * @param lastSuccess of the latest good one, also of earlier runs; null where there is none
     * @param lastBytes its size; -1 where none was made in this run
     * @param lastSeconds how long it took; -1 likewise
     */
    public record Stats(long good, long failed, Instant lastSuccess, long lastBytes, double lastSeconds) {
        private Stats withGood(Backup backup) {
            return new Stats(
                    good + 1, failed, backup.at(), backup.bytes(), backup.took().toMillis() / 1_000.0);
        }

        private Stats withFailed() {
            return new Stats(good, failed + 1, lastSuccess, lastBytes, lastSeconds);
        }
    }

    /** @param folder where they are kept unless somebody says otherwise */
    public Backups(Backed database, Path folder, Clock clock) {
        this.maker = new BackupMaker(database, clock);
        this.folder = folder;
        this.clock = clock;
        stats = new Stats(0, 0, latest(folder), -1, -1);
    }

    private static Instant latest(Path folder) {
        try {
            return BackupNames.latest(folder).map(BackupNames::madeAt).orElse(null);
        } catch (IOException e) {
            log.warn("It is not known when the last backup was made: {} cannot be read ({})", folder, e.toString());
            return null;
        }
    }

    /** How it went so far. */
    public Stats stats() {
        return stats;
    }

    /**
     * Makes one.
     *
     * @param target its file; null for one of that time in the usual folder
     * @throws BackupException where it could not be made
     */
    public synchronized Backup make(Path target) {
        return counted(target == null ? folder.resolve(BackupNames.of(clock.instant())) : target);
    }

    synchronized Backup makeDaily() {
        return counted(folder.resolve(BackupNames.daily(clock.instant())));
    }

    private Backup counted(Path file) {
        try {
            Backup backup = maker.make(file);
            stats = stats.withGood(backup);
            log.info("{}", backup.words());
            return backup;
        } catch (RuntimeException e) {
            stats = stats.withFailed();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }
}
