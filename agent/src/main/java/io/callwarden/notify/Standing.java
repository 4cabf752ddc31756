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
    private static final Duration LONGEST_REST = Duration.ofSeconds(20);

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY_WHILE_AWAY = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final String receiver;
    private final Backoff backoff;
    private final Clock clock;
    private int failures;
    private Instant restUntil = Instant.MIN;
    private Duration restFor = Duration.ZERO;
    private Instant latestFailure = Instant.MIN;
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

    /**
     * Attempts that were under way together and failed together are one failure: a receiver that is away for a moment must not be left alone
     * the longer, the more is sent to it at once.
     *
     * @param began when the attempt began
     * @param notBefore how long it wants to be left alone; null where it did not say
     */
    synchronized void failed(Instant began, String problem, Duration notBefore) {
        if (!began.isBefore(latestFailure)) {
            count(problem);
        }
        if (notBefore != null) {
            rest(notBefore);
        }
    }

    private void count(String problem) {
        latestFailure = clock.instant();
        failures++;
        if (failures == TOLERATED + 1) {
            log.warn("{} takes no notices: {}. They wait and are tried again", receiver, problem);
        }
        if (failures > TOLERATED) {
            rest(backoff.delay(failures - TOLERATED, LONGEST_REST));
        }
    }

    private void rest(Duration delay) {
        Instant until = clock.instant().plus(delay);
        if (until.isAfter(restUntil)) {
            restUntil = until;
            restFor = delay;
        }
    }

    /** How much longer it is to be left alone; zero or less for not at all. */
    synchronized Duration rest() {
        if (restUntil == Instant.MIN) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), restUntil);
        // Where the clock was set back meanwhile.
        return left.compareTo(restFor) > 0 ? restFor : left;
    }

    /**
     * How long a notice waits for its next attempt. One whose receiver takes nothing at all is not to blame for it, and is to go soon when
     * the receiver is back, which is left alone meanwhile all the same.
     *
     * @param attempts at this notice that failed, 1 or more
     */
    synchronized Duration delay(int attempts) {
        return backoff.delay(attempts, failures > TOLERATED ? LONGEST_DELAY_WHILE_AWAY : LONGEST_DELAY);
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
