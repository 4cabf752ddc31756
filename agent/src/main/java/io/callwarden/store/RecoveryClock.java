package io.callwarden.store;

import io.callwarden.recovery.OpenTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets time pass for the tasks of missed customers, every second on a thread of its own, so that one who becomes overdue or lost is noticed
 * within seconds; and keeps at hand how many wait, so that nobody else has to ask the database. A database that is away is tried again each
 * second. To be closed before the store.
 */
public final class RecoveryClock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecoveryClock.class);

    private static final Duration TICK = Duration.ofSeconds(1);
    /** A call that waits no longer than this waits for its turn, not for the database. */
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** Another agent on the same database changes tasks without a word to this one. */
    private static final int TICKS_BETWEEN_COUNTS = 5;
    /** Customers in one transaction. */
    private static final int AT_ONCE = 50;

    private final TaskStore tasks;
    private final UnaryOperator<Instant> completeUntil;
    private final Clock clock;
    private final AtomicBoolean outdated = new AtomicBoolean(true);
    private final CatchUp catchUp;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "recovery-clock");
        made.setDaemon(true);
        return made;
    });

    private int ticksSinceCount;
    private boolean away;
    private volatile OpenTasks open = OpenTasks.NONE;
    private volatile Consumer<OpenTasks> counted = all -> {};

    /** Begins with {@link #start}; takes for granted that all that was heard is on record. */
    public RecoveryClock(CallStore store, Clock clock) {
        this(store, UnaryOperator.identity(), clock);
    }

    /**
     * Begins with {@link #start}.
     *
     * @param completeUntil up to when, at most now, everything that was heard is on record; deadlines after it are not looked at yet
     */
    public RecoveryClock(CallStore store, UnaryOperator<Instant> completeUntil, Clock clock) {
        this.completeUntil = completeUntil;
        this.tasks = store.tasks();
        this.clock = clock;
        this.catchUp = new CatchUp(tasks);
        store.onTaskNews(news -> outdated.set(true));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins; to be called once, when all who are to hear the news of the store listen. */
    public void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who waits to be reached, as of some seconds ago at most; nobody until the database was first asked. Any thread. */
    public OpenTasks open() {
        return open;
    }

    /** Tells {@code listener} who waits, each time that it was counted; to be called before the start. */
    public void onCount(Consumer<OpenTasks> listener) {
        counted = listener;
    }

    /** Does at once, up to now by the clock, what else happens every second, and comes back when it is done. */
    public void letTimePass() {
        try {
            CompletableFuture.runAsync(() -> round(true), thread).join();
        } catch (RejectedExecutionException e) {
            log.debug("Closed while time was to pass", e);
        }
    }

    private void tick() {
        round(++ticksSinceCount >= TICKS_BETWEEN_COUNTS);
    }

    private void round(boolean count) {
        try {
            Instant now = clock.instant();
            Instant known = completeUntil.apply(now);
            passTime(known);
            if (!known.isBefore(now.minus(FRESH))) {
                catchUp.begin(known);
            }
            if (outdated.getAndSet(false) || count) {
                ticksSinceCount = 0;
                open = tasks.count(now);
                counted.accept(open);
            }
            if (away) {
                log.info("Deadlines of call-backs are watched again");
            }
            away = false;
        } catch (StoreException e) {
            outdated.set(true);
            if (!away) {
                log.warn("Deadlines of call-backs are not watched: {}. Trying again every second", e.getMessage());
            }
            away = true;
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            outdated.set(true);
            log.error("Deadlines of call-backs could not be watched this time; please report this with the log", e);
        }
    }

    private void passTime(Instant now) {
        while (!thread.isShutdown() && !tasks.passTime(now, AT_ONCE).isEmpty()) {
            // Goes on until no news is left.
        }
    }

    @Override
    public void close() {
        // Not shutdownNow: an interrupt would make H2 close its file.
        thread.shutdown();
        catchUp.close();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("The database is still busy with call-backs; not waiting for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
