package io.callwarden.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;

/**
 * Makes backups that are whole and proved, or none: each is written under another name, made into a database again, counted, and only then gets its
 * name. Any thread, several at a time.
 */
public final class BackupMaker {
    /** What is left for all others on that disk, above all for the calls. */
    private static final long RESERVE = 50_000_000;

    private final Backed database;
    private final Clock clock;

    /** @param database what is backed up */
    public BackupMaker(Backed database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes one; takes minutes for millions of calls.
     *
     * @param target its file, not there yet; a missing folder is made
     * @throws BackupException where it could not be made; then nothing is left of it
     */
    public Backup make(Path target) {
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Trouble.taken(file);
        }
        try {
            Ownership.makeFolder(folder);
            requireRoom(folder);
            try (Workshop workshop = Workshop.in(folder)) {
                return make(file, workshop);
            }
        } catch (IOException | BackupException e) {
            throw Trouble.in(folder, e);
        }
    }

    private Backup make(Path file, Workshop workshop) throws IOException {
        long began = System.nanoTime();
        Path script = workshop.file("backup");
        Contents written = database.writeTo(script);
        Contents read = database.copy(script, workshop.file("copy.mv.db"));
        if (!read.equals(written)) {
            throw new BackupException(
                    "The backup does not hold what the database held (%s instead of %s) and was thrown away: try again, and report it if it stays so"
                            .formatted(read, written));
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-------"));
        Ownership.give(script, file.getParent());
        long bytes = Files.size(script);
        Placing.asNew(script, file);
        return new Backup(file, bytes, written, clock.instant(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** The agent needs that disk too: a backup must not be what fills it. */
    private void requireRoom(Path folder) {
        long free = Trouble.free(folder);
        long needed = database.bytes() * 3 / 2 + RESERVE;
        if (free < needed) {
            throw new BackupException(
                    ("There is no room for a backup in %s: %d MB are free, and %d MB are needed while it is made and proved;"
                                    + " make room there, or name a file on another disk")
                            .formatted(folder, free / 1_000_000, needed / 1_000_000 + 1));
        }
    }
}
