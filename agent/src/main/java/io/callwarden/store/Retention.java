package io.callwarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes calls that are older than they may be: every hour, on a thread of its own, in transactions so small that the writer hardly
 * notices. To be closed before the store.
 */
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final CallStore store;
    private final int days;
    private final Clock clock;
    private final AtomicLong deleted = new AtomicLong();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "store-retention");
        made.setDaemon(true);
        return made;
    });

    /**
     * Begins with the first round in a minute.
     *
     * @param days as in {@link StoreConfig}; 0 deletes nothing
     */
    public Retention(CallStore store, int days, Clock clock) {
        this(store, days, clock, FIRST);
    }

    Retention(CallStore store, int days, Clock clock, Duration first) {
        this.store = store;
        this.days = days;
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        if (days > 0) {
            next(first);
        }
    }

    /** Calls deleted since the agent started. */
    public long deleted() {
        return deleted.get();
    }

    private void next(Duration delay) {
        try {
            thread.schedule(this::step, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed while deleting old calls", e);
        }
    }

    private void step() {
        Duration pause = EVERY;
        try {
            Instant oldest = clock.instant().minus(days, ChronoUnit.DAYS);
            int count = store.deleteBefore(oldest, AT_ONCE);
            deleted.addAndGet(count);
            pause = count < AT_ONCE ? EVERY : BREATH;
        } catch (StoreException e) {
            log.warn("Calls older than {} days are not deleted yet: {}. Trying again in an hour", days, e.getMessage());
        }
        next(pause);
    }

    @Override
    public void close() {
        // Not shutdownNow: an interrupt would make H2 close its file.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("The database is still deleting old calls; not waiting for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
