package io.callwarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which the database does not work: said at its beginning, once a minute, and at its end. Told by one thread, read by any.
 */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final WaitingEntries waiting;
    private volatile String problem;
    private Instant since;
    private Instant nextLine;

    Outage(Clock clock, WaitingEntries waiting) {
        this.clock = clock;
        this.waiting = waiting;
    }

    void goesOn(StoreException e, int attempts, int callsInHand) {
        Instant now = clock.instant();
        if (problem == null) {
            since = now;
            nextLine = now.plus(QUIET);
            log.warn("{}. Calls wait {}; trying again", e.getMessage(), waiting.place());
        } else if (!now.isBefore(nextLine)) {
            nextLine = now.plus(QUIET);
            log.warn(
                    "Still no writing after {} attempts, {} calls wait {}: {}",
                    attempts,
                    waiting.size(),
                    waiting.place(),
                    e.getMessage());
        }
        log.debug("Attempt {} failed with {} calls in hand", attempts, callsInHand, e);
        problem = e.getMessage();
    }

    void over() {
        if (problem != null) {
            problem = null;
            log.info(
                    "The database works again after {} s; {} calls that waited are being written",
                    Duration.between(since, clock.instant()).toSeconds(),
                    waiting.size());
        }
    }

    /** One sentence; null while all is well. */
    String problem() {
        return problem;
    }
}
