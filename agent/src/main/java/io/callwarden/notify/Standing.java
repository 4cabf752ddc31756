package io.callwarden.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a receiver from the latest attempts. One who fails again and again is left alone for a while, whatever else waits for
 * him; a single notice that he cannot take does not count for much. Says in the log when that begins and ends. Thread-safe.
 */
final class Standing {
    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    /** So many failures in a row may be the fault of single notices. */
    private static final int TOLERATED = 2;

    /** So many are the receiver's own. */
    private static final int AWAY = 10;

    /** Someone who comes back is to be noticed soon. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final String receiver;
    private final Backoff backoff;
    private final Clock clock;
    private int failures;
    private Instant restUntil = Instant.MIN;
    private Instant nextLine = Instant.MIN;
    private int untold;

    Standing(String receiver, Backoff backoff, Clock clock) {
        this.receiver = receiver;
        this.backoff = backoff;
        this.clock = clock;
    }

    synchronized void succeeded() {
        if (failures > TOLERATED) {
            log.info("{} takes notices again, after {} failures", receiver, failures);
        }
        failures = 0;
        restUntil = Instant.MIN;
    }

    /** @param notBefore how long it wants to be left alone; null where it did not say */
    synchronized void failed(String problem, Duration notBefore) {
        failures++;
        if (failures == TOLERATED + 1) {
            log.warn("{} takes no notices: {}. They wait and are tried again", receiver, problem);
        }
        if (failures > TOLERATED) {
            rest(backoff.delay(failures - TOLERATED, LONGEST_REST));
        }
        if (notBefore != null) {
            rest(notBefore);
        }
    }

    private void rest(Duration delay) {
        Instant until = clock.instant().plus(delay);
        restUntil = until.isAfter(restUntil) ? until : restUntil;
    }

    /** How much longer it is to be left alone; zero or less for not at all. */
    synchronized Duration rest() {
        return restUntil == Instant.MIN ? Duration.ZERO : Duration.between(clock.instant(), restUntil);
    }

    /** Whether the failures can hardly be the fault of single notices. */
    synchronized boolean isAway() {
        return failures >= AWAY;
    }

    /** Says that notices were given up, once a minute at most. */
    synchronized void gaveUp(int notices, String problem) {
        untold += notices;
        Instant now = clock.instant();
        if (untold > 0 && !now.isBefore(nextLine)) {
            log.error(
                    "Gave up {} notices to {}: {}. They are kept; look at them, and send them again, with: callwarden outbox",
                    untold,
                    receiver,
                    problem);
            untold = 0;
            nextLine = now.plus(BETWEEN_LINES);
        }
    }
}
