package io.callwarden.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * One good backup.
 *
 * @param at when it was complete
 * @param took from the first byte to the proof that it can be opened
 */
public record Backup(Path file, long bytes, Contents contents, Instant at, Duration took) {
    /** One sentence for the operator. */
    public String words() {
        return "Backed up %s (schema %s) to %s: %d kB in %.1f s, opened as a copy and counted"
                .formatted(
                        contents.words(),
                        contents.schemaVersion(),
                        file,
                        Math.max(1, bytes / 1_000),
                        took.toMillis() / 1_000.0);
    }
}
