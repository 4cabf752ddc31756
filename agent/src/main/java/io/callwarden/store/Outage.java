package io.callwarden.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which the database does not work: said at its beginning, once a minute, and at its end. Told by one thread, read by any.
 */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final WaitingEntries waiting;
    private volatile String problem;
    /** Both by the monotonic clock: the other one may be set meanwhile. */
    private long since;

    private long lastLine;

    Outage(WaitingEntries waiting) {
        this.waiting = waiting;
    }

    void goesOn(StoreException e, int attempts, int callsInHand) {
        long now = System.nanoTime();
        if (problem == null) {
            since = now;
            lastLine = now;
            log.warn("{}. Calls wait {}; trying again", e.getMessage(), waiting.place());
        } else if (now - lastLine >= QUIET.toNanos()) {
            lastLine = now;
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
            log.info(
                    "The database works again after {} s; {} calls that waited are being written",
                    Duration.ofNanos(System.nanoTime() - since).toSeconds(),
                    waiting.size());
            // Only then, as at the beginning: what the agent shows stands in the log already.
            problem = null;
        }
    }

    /** One sentence; null while all is well. */
    String problem() {
        return problem;
    }
}
