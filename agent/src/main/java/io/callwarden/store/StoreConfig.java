package io.callwarden.store;

import io.callwarden.config.Secret;
import java.nio.file.Path;

/**
 * Where calls are kept and how long.
 *
 * @param jdbcUrl {@code jdbc:postgresql:…} or {@code jdbc:h2:file:…}; null for a file {@code callwarden} in the data directory
 * @param user database user; null for the database's own default
 * @param password null for none
 * @param dataDir directory of the built-in database; made, for its owner only, where it is missing
 * @param retentionDays days after its start at which a call is deleted, 1 to 36,500; 0 keeps calls for ever
 * @param backlog calls kept in memory while the database or the disk does not take them, 1,000 to 1,000,000
 * @param spoolMegabytes of disk in the data directory for calls that wait for a PostgreSQL database, 16 to 100,000; 0 for none
 */
public record StoreConfig(
        String jdbcUrl,
        String user,
        Secret password,
        Path dataDir,
        int retentionDays,
        int backlog,
        int spoolMegabytes) {
    public static final int MAX_RETENTION_DAYS = 36_500;
    public static final int DEFAULT_RETENTION_DAYS = 730;
    public static final int MIN_BACKLOG = 1_000;
    public static final int MAX_BACKLOG = 1_000_000;
    public static final int DEFAULT_BACKLOG = 50_000;
    public static final int MIN_SPOOL_MEGABYTES = 16;
    public static final int MAX_SPOOL_MEGABYTES = 100_000;
    public static final int DEFAULT_SPOOL_MEGABYTES = 256;

    /** @throws IllegalArgumentException for a value out of its range; the message names it */
    public StoreConfig {
        checkRange("retention-days", retentionDays, 0, MAX_RETENTION_DAYS);
        checkRange("backlog", backlog, MIN_BACKLOG, MAX_BACKLOG);
        if (spoolMegabytes != 0) {
            checkRange("spool-megabytes", spoolMegabytes, MIN_SPOOL_MEGABYTES, MAX_SPOOL_MEGABYTES);
        }
    }

    /** With the default spool. */
    public StoreConfig(String jdbcUrl, String user, Secret password, Path dataDir, int retentionDays, int backlog) {
        this(jdbcUrl, user, password, dataDir, retentionDays, backlog, DEFAULT_SPOOL_MEGABYTES);
    }

    /** All defaults: H2 in this directory. */
    public static StoreConfig in(Path dataDir) {
        return new StoreConfig(null, null, null, dataDir, DEFAULT_RETENTION_DAYS, DEFAULT_BACKLOG);
    }

    /** Whether calls wait on the disk: the database is another machine's affair, and there is a place for them. */
    boolean spools() {
        return spoolMegabytes > 0 && dataDir != null && DatabaseUrl.of(this).engine() == DatabaseUrl.Engine.POSTGRESQL;
    }

    /** The same, with another retention. */
    public StoreConfig keeping(int days) {
        return new StoreConfig(jdbcUrl, user, password, dataDir, days, backlog, spoolMegabytes);
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: must be a number from %d to %d, found \"%d\"".formatted(name, least, most, value));
        }
    }
}
