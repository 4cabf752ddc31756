package io.callwarden.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was lost because the backlog was full, once a minute at most. Thread-safe. */
final class LossLog {
    private static final Logger log = LoggerFactory.getLogger(LossLog.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final AtomicLong lost = new AtomicLong();
    /** By the monotonic clock: the other one may be set meanwhile. */
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - QUIET.toNanos());

    private final int capacity;

    LossLog(int capacity) {
        this.capacity = capacity;
    }

    void add() {
        lost.incrementAndGet();
        long now = System.nanoTime();
        long last = lastLine.get();
        if (now - last >= QUIET.toNanos() && lastLine.compareAndSet(last, now)) {
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
