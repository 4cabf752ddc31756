package io.callwarden.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failure: a second, then twice as long each time up to a limit, and up to a quarter more or less by chance, so
 * that many who failed together do not come back together. Thread-safe if the chance is.
 *
 * @param chance numbers from 0 to 1
 */
record Backoff(DoubleSupplier chance) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** So many doublings are beyond every limit. */
    private static final int MOST_DOUBLINGS = 20;

    /** @param failures in a row, 1 or more */
    Duration delay(int failures, Duration longest) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration delay = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis((long) (delay.toMillis() * (0.75 + chance.getAsDouble() / 2)));
    }
}
