package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches and does not let go of one before it is safe: what the database cannot take now is repeated, what it will never take is
 * told apart, said and left out. Used by one thread; its figures may be read from any.
 */
final class BatchWriter {
    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

    /** Batches that are written once more after a failure. */
    private static final int LATEST = 3;

    private static final Duration SUSPICIOUS = Duration.ofSeconds(10);

    private final CallStore store;
    private final Patience patience;
    private final Clock clock;
    private final Outage outage;

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong writingNanos = new AtomicLong();
    private final Deque<Batch> latest = new ArrayDeque<>();
    private boolean doubted;
    private volatile Consumer<Duration> writeTimes = took -> {};
    private long lastAttemptNanos;
    private volatile int inHand;
    /** By the monotonic clock: the other one may be set meanwhile. Null between attempts. */
    private volatile Long attemptSince;

    private volatile Instant lastWrite;

    BatchWriter(CallStore store, Patience patience, Outage outage, Clock clock) {
        this.store = store;
        this.patience = patience;
        this.clock = clock;
        this.outage = outage;
    }

    /** Tells {@code listener} how long each batch took that was written, on the writer's thread. */
    void onEachWrite(Consumer<Duration> listener) {
        writeTimes = listener;
    }

    /** Opens the database; false when it was given up. */
    boolean prepare() throws InterruptedException {
        return repeat(store::prepare);
    }

    /** False when it was given up; the batch is still in hand then. */
    boolean write(List<Offered> entries) throws InterruptedException {
        List<Call> calls = new ArrayList<>(entries.size());
        List<BlindInterval> intervals = new ArrayList<>();
        for (Offered offered : entries) {
            if (offered.entry() instanceof Entry.Ended ended) {
                calls.add(ended.call());
            } else if (offered.entry() instanceof Entry.Blind blind) {
                intervals.add(blind.interval());
            }
        }
        inHand = calls.size();
        boolean done = write(
                new Batch(calls, intervals, entries.get(entries.size() - 1).at()));
        inHand = done ? 0 : inHand;
        return done;
    }

    private boolean write(Batch batch) throws InterruptedException {
        try {
            return repeat(() -> writeAfterDoubt(batch)) && done(batch);
        } catch (BadRecordException e) {
            return batch.size() == 1 ? refuse(batch.calls(), e) : writeOneByOne(batch);
        }
    }

    private boolean writeOneByOne(Batch batch) throws InterruptedException {
        boolean done = true;
        for (Batch one : batch.split()) {
            done = done && write(one);
        }
        return done;
    }

    /**
     * Checks that the database still works after the latest batches; false when it was given up. H2 writes on threads of its own: when
     * the disk fills up it may say that a batch is safe, and only at the next statement that its file was closed meanwhile.
     */
    boolean confirm() throws InterruptedException {
        boolean confirmed = latest.isEmpty()
                || repeat(() -> writeAfterDoubt(latest.getLast().empty()));
        if (confirmed) {
            latest.clear();
        }
        return confirmed;
    }

    private void writeAfterDoubt(Batch batch) {
        if (doubted) {
            latest.forEach(before -> before.writeTo(store));
        }
        batch.writeTo(store);
    }

    private boolean done(Batch batch) {
        latest.add(batch);
        if (latest.size() > LATEST) {
            latest.remove();
        }
        batches.incrementAndGet();
        writeTimes.accept(Duration.ofNanos(lastAttemptNanos));
        lastWrite = clock.instant();
        // Last: whoever reads that a call is written reads also when.
        written.addAndGet(batch.calls().size());
        return true;
    }

    private boolean refuse(List<Call> calls, BadRecordException e) {
        refused.addAndGet(calls.size());
        String record =
                calls.isEmpty() ? "A blind interval" : "Call " + calls.get(0).id();
        log.error("{} is not recorded: {}. Please report this with the log", record, e.getMessage(), e);
        return true;
    }

    private boolean repeat(Runnable attempt) throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                attempt(attempt);
                doubted = false;
                outage.over();
                return true;
            } catch (BadRecordException e) {
                throw e;
            } catch (StoreException e) {
                doubted = true;
                outage.goesOn(e, ++failures, inHand);
                if (!patience.afterFailure(failures)) {
                    return false;
                }
                retries.incrementAndGet();
            }
        }
    }

    private void attempt(Runnable attempt) {
        long start = System.nanoTime();
        attemptSince = start;
        try {
            attempt.run();
        } finally {
            attemptSince = null;
            lastAttemptNanos = System.nanoTime() - start;
            writingNanos.addAndGet(lastAttemptNanos);
        }
    }

    /** For how long the attempt goes on that is being made now; zero between attempts. Any thread. */
    Duration attempting() {
        Long since = attemptSince;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    RecorderStats stats(long dropped, WaitingEntries waiting) {
        SpoolStats spool = waiting.spool();
        return new RecorderStats(
                written.get(),
                refused.get(),
                dropped + spool.damaged(),
                retries.get(),
                waiting.size(),
                waiting.capacity(),
                batches.get(),
                Duration.ofNanos(writingNanos.get()),
                lastWrite,
                problem(),
                waiting.oldest(),
                spool);
    }

    /** Why writing does not work now, one sentence; null while it works. */
    String problem() {
        if (outage.problem() == null) {
            Duration silence = attempting();
            return silence.compareTo(SUSPICIOUS) < 0
                    ? null
                    : "The database has not answered for " + silence.toSeconds() + " s";
        }
        return outage.problem();
    }
}
