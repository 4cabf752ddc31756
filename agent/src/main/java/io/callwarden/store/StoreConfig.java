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
 * @param backlog calls kept in memory while the database does not take them, 1,000 to 1,000,000
 */
public record StoreConfig(String jdbcUrl, String user, Secret password, Path dataDir, int retentionDays, int backlog) {
    public static final int MAX_RETENTION_DAYS = 36_500;
    public static final int DEFAULT_RETENTION_DAYS = 730;
    public static final int MIN_BACKLOG = 1_000;
    public static final int MAX_BACKLOG = 1_000_000;
    public static final int DEFAULT_BACKLOG = 50_000;

    /** @throws IllegalArgumentException for a value out of its range; the message names it */
    public StoreConfig {
        checkRange("retention-days", retentionDays, 0, MAX_RETENTION_DAYS);
        checkRange("backlog", backlog, MIN_BACKLOG, MAX_BACKLOG);
    }

    /** All defaults: H2 in this directory. */
    public static StoreConfig in(Path dataDir) {
        return new StoreConfig(null, null, null, dataDir, DEFAULT_RETENTION_DAYS, DEFAULT_BACKLOG);
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: must be a number from %d to %d, found \"%d\"".formatted(name, least, most, value));
        }
    }
}
