package io.callwarden.ami;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt to connect: a function of how many have failed, and of chance. */
final class Backoff {
    private static final long FIRST = 100;
    /** An attempt costs a packet; to be blind for longer than the network is away costs customers. */
    private static final long LONGEST = 1_600;

    private static final long REFUSED_FIRST = 60_000;
    private static final long REFUSED_LONGEST = 600_000;

    private Backoff() {}

    /**
     * After a lost connection or one that failed: 100 ms, then between half and all of 200 ms, 400 ms … 1.6 s, so that agents that lost
     * Asterisk together do not all come back together.
     *
     * @param failed attempts that failed before in a row, from 0
     */
    static Duration afterLoss(int failed, RandomGenerator random) {
        if (failed <= 0) {
            return Duration.ofMillis(FIRST);
        }
        long most = doubled(FIRST, failed, LONGEST);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** After a refused login: a minute and more, for fail2ban counts such attempts; never shorter than a minute. */
    static Duration afterRefusal(int refused, RandomGenerator random) {
        long least = doubled(REFUSED_FIRST, Math.max(0, refused), REFUSED_LONGEST);
        return Duration.ofMillis(least + random.nextLong(least / 10 + 1));
    }

    private static long doubled(long first, int times, long most) {
        return Math.min(most, first << Math.min(times, 16));
    }
}
