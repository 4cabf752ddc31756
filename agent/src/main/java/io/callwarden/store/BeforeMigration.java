package io.callwarden.store;

import io.callwarden.backup.Backup;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.BackupMaker;
import io.callwarden.backup.BackupNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs the embedded database up before its tables are changed, which cannot be taken back otherwise. */
final class BeforeMigration {
    private static final Logger log = LoggerFactory.getLogger(BeforeMigration.class);
    /** Upgrades that can be taken back. */
    private static final int KEPT = 3;

    private final EmbeddedDatabase database;
    private final Clock clock;

    BeforeMigration(EmbeddedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes the backup.
     *
     * @param from version of its tables now
     * @param to version that they are to have
     * @throws StoreException where it cannot be made; then the tables must stay as they are
     */
    void secure(String from, String to) {
        Instant now = clock.instant();
        try {
            Backup backup =
                    new BackupMaker(database, clock).make(database.folder().resolve(BackupNames.beforeSchema(to, now)));
            log.info(
                    "Before the tables are changed from version {} to {}, {} were backed up to {}; to go back to the version of before, restore that file",
                    from,
                    to,
                    backup.contents().words(),
                    backup.file());
        } catch (BackupException e) {
            throw new StoreException(
                    ("The tables of %s are not changed from version %s to %s, as they cannot be backed up before: %s."
                                    + " Until then calls wait in memory; the version of before works with these tables")
                            .formatted(database.file(), from, to, e.getMessage()),
                    e);
        }
        forgetOld();
    }

    private void forgetOld() {
        try {
            List<Path> all = BackupNames.allBeforeSchema(database.folder());
            for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
                Files.delete(old);
            }
        } catch (IOException e) {
            log.warn("Old backups in {} cannot be removed ({}): remove them yourself", database.folder(), e.toString());
        }
    }
}
