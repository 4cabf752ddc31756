package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls that ended from the threads of the PBXs, without ever blocking them, and writes them in batches on one thread of its own.
 * While the database does not take them, they wait, in memory or on the disk, and the attempt is repeated; only beyond the room for them are
 * the newest lost, counted and said. To be closed before the store.
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
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Folder in the data directory. */
    static final String SPOOL = "spool";

    private final WaitingEntries waiting;
    private final Patience patience = new Patience();
    private final BatchWriter writer;
    private final AtomicLong dropped = new AtomicLong();
    private final LossLog losses;
    private final Thread thread;
    private volatile String death;

    /**
     * Begins to write, with what waits in memory.
     *
     * @param backlog most calls that wait there
     */
    public CallRecorder(CallStore store, int backlog, Clock clock) {
        this(store, new EntriesInMemory(backlog, clock), clock);
    }

    CallRecorder(CallStore store, WaitingEntries waiting, Clock clock) {
        this.waiting = waiting;
        this.losses = new LossLog(waiting.capacity());
        this.writer = new BatchWriter(store, patience, new Outage(waiting), clock);
        this.thread = new Thread(this::run, "store-writer");
        // A database that hangs must not keep a stopping agent alive; close() waits as long as it may.
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((writerThread, failure) -> {
            death = "Calls are not written until the agent is restarted: " + failure;
            log.error("{}", death, failure);
        });
        thread.start();
    }

    /**
     * Begins to write: what a database on another machine does not take waits on the disk, and so does what an earlier agent left there.
     *
     * @throws RuntimeException if another agent has the same data directory; the message says so
     */
    public static CallRecorder of(CallStore store, StoreConfig config, Clock clock) {
        return new CallRecorder(
                store,
                config.spools()
                        ? new SpooledEntries(
                                config.dataDir().resolve(SPOOL),
                                (long) config.spoolMegabytes() << 20,
                                config.backlog(),
                                clock)
                        : new EntriesInMemory(config.backlog(), clock),
                clock);
    }

    @Override
    public void callEnded(Call call) {
        if (!waiting.offer(new Entry.Ended(call))) {
            dropped.incrementAndGet();
            losses.add();
        }
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        if (!waiting.offer(new Entry.Blind(interval))) {
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
        RecorderStats stats = writer.stats(dropped.get(), waiting);
        return death == null ? stats : stats.withProblem(death);
    }

    /**
     * Whether its thread gets on. One that waits for a database which is away does: it tries and fails; one that died, or is held in a
     * single attempt for {@link #LONGEST_ATTEMPT}, does not.
     */
    public boolean moves() {
        return thread.isAlive() && writer.attempting().compareTo(LONGEST_ATTEMPT) < 0;
    }

    /**
     * Up to when everything that this agent heard is in the database: now, or when the oldest call that waits was offered. Deadlines must not pass beyond,
     * for who was missed may have been reached in one of those calls. Any thread.
     */
    public Instant completeUntil(Instant now) {
        Instant oldest = waiting.oldest();
        return oldest == null || oldest.isAfter(now) ? now : oldest;
    }

    private void run() {
        try {
            boolean goOn = writer.prepare();
            while (goOn) {
                List<Offered> batch = waiting.take(IDLE);
                goOn = batch.isEmpty() ? writer.confirm() && !waiting.isOver() : writer.write(batch);
                if (goOn && !batch.isEmpty()) {
                    waiting.written();
                }
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
     * @param limit how long to try; what is not written then is lost, counted and said, but for what waits on the disk
     */
    public void close(Duration limit) {
        waiting.close();
        patience.stopSoon();
        boolean ended = join(limit);
        patience.stopNow();
        if (!ended) {
            join(Patience.delay(1).multipliedBy(2));
        }
        int lost = waiting.end();
        if (lost > 0) {
            dropped.addAndGet(lost);
            log.error("Stopped with {} call records not written: the database did not take them in time", lost);
        }
        losses.tell();
    }

    /** Without an interrupt: H2 would close its file. Comes back early where the database does not work and nothing depends on it. */
    private boolean join(Duration limit) {
        long begun = System.nanoTime();
        try {
            while (thread.isAlive() && System.nanoTime() - begun < limit.toNanos() && !isPointless()) {
                thread.join(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private boolean isPointless() {
        return writer.problem() != null && waiting.isSafe();
    }
}
