package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls that ended from the threads of the PBXs, without ever blocking them, and writes them in batches on one thread of its own.
 * While the database does not take them, they wait in memory and the attempt is repeated; only beyond the backlog are the newest
 * lost, counted and said. To be closed before the store.
 */
public final class CallRecorder implements CallListener, AutoCloseable {
    /** Calls in one transaction. */
    static final int BATCH = 500;

    /** Time between two batches that are not full: few enough flushes of the disk, and far below a second. */
    static final Duration APART = Duration.ofMillis(100);

    /** After so long without calls it is checked that the latest are really there. */
    static final Duration IDLE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(CallRecorder.class);
    /** Far more than a server or a disk needs that will answer at all. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

    private final Backlog<Entry> backlog;
    private final Patience patience = new Patience();
    private final BatchWriter writer;
    private final AtomicLong dropped = new AtomicLong();
    private final LossLog losses;
    private final Thread thread;
    private volatile String death;

    /**
     * Begins to write.
     *
     * @param backlog most calls that wait in memory
     */
    public CallRecorder(CallStore store, int backlog, Clock clock) {
        this.backlog = new Backlog<>(backlog, BATCH);
        this.losses = new LossLog(clock, backlog);
        this.writer = new BatchWriter(store, patience, clock);
        this.thread = new Thread(this::run, "store-writer");
        // A database that hangs must not keep a stopping agent alive; close() waits as long as it may.
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((writerThread, failure) -> {
            death = "Calls are not written until the agent is restarted: " + failure;
            log.error("{}", death, failure);
        });
        thread.start();
    }

    @Override
    public void callEnded(Call call) {
        if (!backlog.offer(new Entry.Ended(call))) {
            dropped.incrementAndGet();
            losses.add();
        }
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        if (!backlog.offer(new Entry.Blind(interval))) {
            losses.add();
        }
    }

    /** A call that ended is not to be recorded, for a reason that was said. */
    public void leftOut() {
        dropped.incrementAndGet();
    }

    /** Tells {@code listener} how long each transaction took that wrote calls, from now on, on the writer's thread. */
    public void onEachWrite(Consumer<Duration> listener) {
        writer.onEachWrite(listener);
    }

    /** How it goes. Any thread. */
    public RecorderStats stats() {
        RecorderStats stats = writer.stats(dropped.get(), backlog.size(), backlog.capacity());
        return death == null ? stats : stats.withProblem(death);
    }

    /**
     * Whether its thread gets on. One that waits for a database which is away does: it tries and fails; one that died, or is held in a
     * single attempt for {@link #LONGEST_ATTEMPT}, does not.
     */
    public boolean moves() {
        return thread.isAlive() && writer.attempting().compareTo(LONGEST_ATTEMPT) < 0;
    }

    private void run() {
        try {
            boolean goOn = writer.prepare();
            while (goOn) {
                List<Entry> batch = backlog.take(IDLE, APART);
                goOn = batch.isEmpty() ? writer.confirm() && !backlog.isClosed() : writer.write(batch);
            }
        } catch (InterruptedException e) {
            // Nobody in the agent does this; if it happens, the agent is being ended.
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close(Duration)}, with five seconds. */
    @Override
    public void close() {
        close(PATIENCE_AT_END);
    }

    /**
     * Takes no more calls and writes those that wait.
     *
     * @param limit how long to try; what is not written then is lost, counted and said
     */
    public void close(Duration limit) {
        backlog.close();
        patience.stopSoon();
        join(limit);
        patience.stopNow();
        join(Patience.delay(1).multipliedBy(2));
        int lost = backlog.clear() + writer.inHand();
        if (thread.isAlive() || lost > 0) {
            dropped.addAndGet(lost);
            log.error("Stopped with {} call records not written: the database did not take them in time", lost);
        }
        losses.tell();
    }

    /** Without an interrupt: H2 would close its file. */
    private void join(Duration limit) {
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
