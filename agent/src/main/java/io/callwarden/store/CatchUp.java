package io.callwarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tasks up to date once after the start, in the background and without telling anybody: makes them from calls that were recorded
 * before there were tasks, and tells those anew that a talk kept from being opened whose record was never written because the agent was
 * killed in the middle of it.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** No talk lasts longer. */
    private static final Duration LONGEST_TALK = Duration.ofDays(1);

    private final TaskStore tasks;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean complained;
    private volatile boolean closed;

    CatchUp(TaskStore tasks) {
        this.tasks = tasks;
    }

    /** Begins the first time, and again where it failed; to be called when all that time changed up to {@code now} was told. */
    void begin(Instant now) {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> run(now), "recovery-catch-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(Instant now) {
        try {
            int made = tasks.makeOnce(now);
            if (made > 0) {
                log.info("Made the call-backs of {} customers from calls recorded before", made);
            }
            int corrected = tasks.tellAnew(now.minus(LONGEST_TALK), now);
            if (corrected > 0) {
                log.info("Corrected the call-backs of {} customers whose talk was not recorded", corrected);
            }
        } catch (StoreException e) {
            if (!closed && !complained) {
                log.warn("Call-backs of before the start are not complete: {}. Trying again", e.getMessage());
            }
            complained = true;
            begun.set(closed);
        }
    }

    /** What it is at ends with the database's connections, and is begun anew at the next start. */
    @Override
    public void close() {
        closed = true;
    }
}
