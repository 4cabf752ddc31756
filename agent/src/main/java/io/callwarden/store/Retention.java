package io.callwarden.store;

import io.callwarden.notify.Outbox;
import io.callwarden.notify.OutboxConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is in the database: counts its rows, and deletes calls that are older than they may be and notices that were
 * delivered or given up long ago: every hour, on a thread of its own, in transactions so small that the writer hardly notices. To be closed before the store.
 */
public final class Retention implements AutoCloseable {
    /** Every table that is counted. */
    public static final List<String> TABLES = List.of(
            "call",
            "ring",
            "queue_visit",
            "transfer",
            "blind_interval",
            "recovery_task",
            "recovery_change",
            "recovery_dismissal",
            "recovery_customer",
            "outbox");

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    /** Longer than a call that goes on, or waits to be written, can take. */
    private static final int LATE_CALL_DAYS = 30;

    private final CallStore store;
    private final Supplier<Keeping> keeps;
    private final Clock clock;
    private final AtomicLong deleted = new AtomicLong();
    private boolean newRound = true;
    /** Before which numbers are being masked; null between two rounds. */
    private Instant masking;
    /** In the last step. */
    private Keeping kept;

    private volatile Map<String, Long> rows = Map.of();
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
        this(store, Keeping.calls(days, OutboxConfig.DEFAULT.keep(), OutboxConfig.DEFAULT.keepGivenUp()), clock, FIRST);
    }

    /** As the other, where each kind has a time of its own; it is asked for in each step. */
    public Retention(CallStore store, Supplier<Keeping> keeps, Clock clock) {
        this(store, keeps, clock, FIRST);
    }

    Retention(CallStore store, Keeping keeping, Clock clock, Duration first) {
        this(store, () -> keeping, clock, first);
    }

    Retention(CallStore store, Supplier<Keeping> keeps, Clock clock, Duration first) {
        this.store = store;
        this.keeps = keeps;
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        next(first);
    }

    /** Rows of a table when they were last counted, once an hour; -1 before the first time. Any thread. */
    public long rows(String table) {
        return rows.getOrDefault(table, -1L);
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
            Keeping keeping = keeping();
            if (newRound) {
                lookAfterMonths(keeping);
            }
            boolean moreCalls = deleteSome(keeping);
            boolean moreNotices = forgetSome(Outbox.State.DELIVERED, keeping.delivered())
                    || forgetSome(Outbox.State.DEAD, keeping.givenUp());
            boolean moreNumbers = !moreCalls && maskSome(keeping);
            newRound = !moreCalls && !moreNotices && !moreNumbers;
            pause = newRound ? EVERY : BREATH;
            if (newRound) {
                masking = null;
                deleteRest(keeping);
                rows = store.rows();
            }
        } catch (StoreException e) {
            newRound = true;
            log.warn(
                    "The database cannot be looked after, so what is older than it may be is not deleted or masked yet: {}."
                            + " Trying again in an hour",
                    e.getMessage());
        }
        next(pause);
    }

    /** As it is set now. Where that was changed what was begun to be masked by the old is not gone on with. */
    private Keeping keeping() {
        Keeping now = keeps.get();
        if (!now.equals(kept)) {
            kept = now;
            newRound = true;
            masking = null;
        }
        return now;
    }

    /** What cannot be had at once is left: calls of the next months have room elsewhere, and old ones are deleted one by one. */
    private void lookAfterMonths(Keeping keeping) {
        try {
            store.makeMonths();
            if (keeping.callDays() > 0) {
                deleted.addAndGet(store.dropMonthsBefore(ago(keeping.callDays())));
            }
        } catch (StoreException e) {
            log.warn(
                    "Partitions of months cannot be looked after now, so those of the next are not made and old ones not dropped: {}."
                            + " Trying again in an hour",
                    e.getMessage());
        }
    }

    /** Whether there may be more to delete. */
    private boolean deleteSome(Keeping keeping) {
        if (keeping.callDays() == 0) {
            return false;
        }
        Instant oldest = ago(keeping.callDays());
        int count = store.deleteBefore(oldest, AT_ONCE);
        deleted.addAndGet(count);
        return count >= AT_ONCE;
    }

    /** Whether there may be more to mask; one moment counts for a whole round. */
    private boolean maskSome(Keeping keeping) {
        if (keeping.numberDays() == 0) {
            return false;
        }
        if (masking == null) {
            masking = ago(keeping.numberDays());
        }
        return store.maskBefore(masking, AT_ONCE) >= AT_ONCE;
    }

    private void deleteRest(Keeping keeping) {
        if (keeping.blindDays() > 0) {
            store.deleteBlindBefore(ago(keeping.blindDays()));
        }
        store.endForgettingBefore(ago(LATE_CALL_DAYS));
    }

    private Instant ago(int days) {
        return clock.instant().minus(days, ChronoUnit.DAYS);
    }

    private boolean forgetSome(Outbox.State state, Duration kept) {
        return store.outbox().forget(state, clock.instant().minus(kept), AT_ONCE) >= AT_ONCE;
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
