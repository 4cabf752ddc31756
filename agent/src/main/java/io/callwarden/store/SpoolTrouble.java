package io.callwarden.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A time in which the disk does not take what waits: said at its beginning, once a minute, and at its end. Told by one thread, read by any. */
final class SpoolTrouble {
    private static final Logger log = LoggerFactory.getLogger(SpoolTrouble.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Path directory;
    private final Clock clock;
    private volatile String problem;
    private Instant nextLine = Instant.MIN;

    SpoolTrouble(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    void goesOn(Exception e) {
        // Those of this package and of the spool say it in a sentence; those of the system need their name.
        String reason = e.getClass().getName().startsWith("java.") ? e.toString() : e.getMessage();
        problem = "Calls cannot be kept in " + directory + ": " + reason;
        Instant now = clock.instant();
        if (!now.isBefore(nextLine)) {
            nextLine = now.plus(QUIET);
            log.error(
                    "{}. They go to the database by way of the memory, where store.backlog of them have room and are lost with the agent; make room"
                            + " on the disk, make data-dir writable, or raise store.spool-megabytes",
                    problem);
        }
    }

    void over() {
        if (problem != null) {
            problem = null;
            nextLine = Instant.MIN;
            log.info("Calls are kept in {} again", directory);
        }
    }

    /** One sentence; null while all is well. */
    String problem() {
        return problem;
    }
}
