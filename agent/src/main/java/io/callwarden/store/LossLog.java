package io.callwarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was lost because the backlog was full, once a minute at most. Thread-safe. */
final class LossLog {
    private static final Logger log = LoggerFactory.getLogger(LossLog.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final AtomicLong lost = new AtomicLong();
    private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.MIN);
    private final Clock clock;
    private final int capacity;

    LossLog(Clock clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    void add() {
        lost.incrementAndGet();
        Instant now = clock.instant();
        Instant allowed = nextLine.get();
        if (!now.isBefore(allowed) && nextLine.compareAndSet(allowed, now.plus(QUIET))) {
            tell();
        }
    }

    /** Says what was not said yet. */
    void tell() {
        long count = lost.getAndSet(0);
        if (count > 0) {
            log.error(
                    "Lost {} call records: the database does not take them and the backlog is full ({}/{}); see the store's problem"
                            + " in the log and in health",
                    count,
                    capacity,
                    capacity);
        }
    }
}
