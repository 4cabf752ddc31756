package io.callwarden.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/**
 * Brings a backup back: made into a database and looked at before anything is touched, then put in the place of the present one, which is kept under
 * another name. The present one is never opened, so it may be damaged.
 */
public final class Restore {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Backed engine;
    private final Path database;
    private final Clock clock;

    /**
     * @param engine makes the database
     * @param database its file
     */
    public Restore(Backed engine, Path database, Clock clock) {
        this.engine = engine;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param kept where the database of before is now; null where there was none
     */
    public record Restored(Contents contents, Path kept) {}

    /**
     * Does it.
     *
     * @throws BackupException where it cannot be done; then nothing has changed
     */
    public Restored from(Path backup) {
        Path file = backup.toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw new BackupException(
                    "%s cannot be read by the user \"%s\": name the file of a backup, such as those in %s"
                            .formatted(file, System.getProperty("user.name"), database.resolveSibling("backups")));
        }
        Path folder = database.getParent();
        try {
            Ownership.makeFolder(folder);
            // An agent that starts meanwhile waits for the file, and then finds the restored one.
            Held held = Held.of(database);
            try (Workshop workshop = Workshop.in(folder)) {
                return put(file, workshop.file("restored.mv.db"));
            } finally {
                held.close();
            }
        } catch (IOException e) {
            throw Trouble.in(folder, e);
        }
    }

    private Restored put(Path backup, Path made) throws IOException {
        Contents contents = checked(backup, made);
        boolean present = Files.exists(database, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(made, present ? Files.getPosixFilePermissions(database) : OWNER_ONLY);
        Ownership.give(made, present ? database : database.getParent());
        Path kept =
                database.resolveSibling("callwarden-before-restore-" + BackupNames.time(clock.instant()) + ".mv.db");
        Placing.inPlaceOf(database, kept, made);
        return new Restored(contents, present ? kept : null);
    }

    private Contents checked(Path backup, Path made) {
        Contents contents;
        try {
            contents = engine.copy(backup, made);
        } catch (BackupException e) {
            throw Trouble.in(made.getParent().getParent(), e);
        }
        if (contents.schemaVersion().isEmpty()) {
            throw new BackupException("%s holds no calls of Callwarden's: name one of its backups".formatted(backup));
        }
        if (!engine.knows(contents.schemaVersion())) {
            throw new BackupException(
                    "%s was made by a newer version of Callwarden (its tables are of version %s): install that version, then restore it"
                            .formatted(backup, contents.schemaVersion()));
        }
        return contents;
    }

    /** That nobody has the present database open, and nobody will while this lasts. */
    private record Held(FileChannel channel) {
        static Held of(Path database) throws IOException {
            if (!Files.exists(database)) {
                return new Held(null);
            }
            FileChannel channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // This very program has it open; told below as of any other.
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                throw new BackupException(
                        "%s is in use by a running agent: stop it first, as by systemctl stop callwarden"
                                .formatted(database));
            }
            return new Held(channel);
        }

        void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
