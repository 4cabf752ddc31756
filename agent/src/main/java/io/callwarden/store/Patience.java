package io.callwarden.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long the writer waits between two attempts: 100 ms, then twice as long each time up to 5 s; every 100 ms while the agent is
 * stopping; and when it ends. Thread-safe.
 */
final class Patience {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** Waits before the next attempt; false when there shall be none. */
    boolean afterFailure(int failures) throws InterruptedException {
        if (stopping.await(delay(failures).toMillis(), TimeUnit.MILLISECONDS)) {
            return !over.await(SHORTEST.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    static Duration delay(int failures) {
        int doublings = Math.min(failures - 1, 10);
        Duration delay = SHORTEST.multipliedBy(1L << doublings);
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    void stopSoon() {
        stopping.countDown();
    }

    void stopNow() {
        stopping.countDown();
        over.countDown();
    }
}
