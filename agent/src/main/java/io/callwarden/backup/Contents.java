package io.callwarden.backup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a database holds, as far as it can be compared.
 *
 * @param schemaVersion of its tables, such as 2
 * @param rows of each table
 * @param latestCall when the latest call on record began; null where there is none
 */
public record Contents(String schemaVersion, Map<String, Long> rows, Instant latestCall) {
    /** In words, as {@code 12345 calls, the latest of 2026-11-23T09:30:00Z}. */
    public String words() {
        long calls = rows.getOrDefault("call", 0L);
        return latestCall == null
                ? "no calls"
                : "%d calls, the latest of %s".formatted(calls, latestCall.truncatedTo(ChronoUnit.SECONDS));
    }
}
