package io.callwarden.store;

import io.callwarden.spool.Spool;
import io.callwarden.spool.SpoolInUseException;
import io.callwarden.spool.SpoolRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Entries that wait on the disk for a database on another machine. All go there, whether the database works or not, within {@link CallRecorder#APART} and
 * on a thread of their own, and the writer takes them from there: so a call is safe whatever happens to the database, the line or the agent,
 * and there is no second way that only an outage would try. While the disk does not take them, they wait in memory, and the writer gets
 * them by hand when it is their turn.
 */
final class SpooledEntries implements WaitingEntries {
    private static final Logger log = LoggerFactory.getLogger(SpooledEntries.class);

    /** How long a batch that the disk did not take is offered to the writer before the disk is tried again. */
    private static final Duration BY_HAND = Duration.ofSeconds(1);

    private final Backlog<Offered> arriving;
    private final Path directory;
    private final long mostBytes;
    private final Clock clock;
    private final SpoolTrouble trouble;
    private final Thread saver = new Thread(this::save, "store-spool");
    private final AtomicInteger unreadable = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Null as long as the disk could not be read. */
    private volatile Spool spool;
    /** What was taken from those that arrive and is not on the disk. */
    private volatile List<Offered> saving = List.of();

    private boolean byHand;
    private boolean handed;
    private boolean givenUp;
    private boolean saved;
    /** Whether what was taken last came from the disk. */
    private boolean fromDisk;

    /**
     * Opens the spool and begins to fill it.
     *
     * @throws SpoolInUseException if another process has it
     */
    SpooledEntries(Path directory, long mostBytes, int capacity, Clock clock) {
        this.arriving = new Backlog<>(capacity, CallRecorder.BATCH);
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.trouble = new SpoolTrouble(directory, clock);
        try {
            open();
        } catch (IOException e) {
            trouble.goesOn(e);
        }
        saver.setDaemon(true);
        saver.start();
    }

    private Spool open() throws IOException {
        if (spool == null) {
            Spool opened = Spool.open(directory, mostBytes, EntryFormat.VERSION);
            if (opened.waiting() > 0) {
                log.info(
                        "{} calls wait in {} since {}; they are written to the database first",
                        opened.waiting(),
                        directory,
                        opened.oldest());
            }
            spool = opened;
        }
        return spool;
    }

    @Override
    public boolean offer(Entry entry) {
        return arriving.offer(new Offered(entry, clock.instant()));
    }

    private void save() {
        try {
            while (!arriving.isClosed() || arriving.size() > 0) {
                saving = arriving.take(CallRecorder.IDLE, CallRecorder.APART);
                boolean safe = saving.isEmpty();
                while (!safe) {
                    safe = append() || handOver();
                }
            }
        } catch (InterruptedException e) {
            // Nobody in the agent does this; if it happens, the agent is being ended.
            Thread.currentThread().interrupt();
        } finally {
            tell(() -> saved = true);
        }
    }

    private boolean append() {
        try {
            open().append(saving.stream()
                    .map(offered -> new SpoolRecord(offered.at(), EntryFormat.write(offered.entry())))
                    .toList());
            trouble.over();
            tell(() -> saving = List.of());
            return true;
        } catch (IOException | SpoolInUseException | JacksonException e) {
            trouble.goesOn(e);
            return false;
        }
    }

    /** True when the writer has written them, or there is no time left. */
    private boolean handOver() throws InterruptedException {
        lock.lock();
        try {
            byHand = true;
            changed.signalAll();
            long left = BY_HAND.toNanos();
            while (!saving.isEmpty() && !givenUp && (handed || left > 0)) {
                left = handed ? BY_HAND.toNanos() : left;
                left = changed.awaitNanos(left);
            }
            byHand = false;
            return saving.isEmpty() || givenUp;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Offered> take(Duration idle) throws InterruptedException {
        long left = idle.toNanos();
        lock.lock();
        try {
            while (onDisk() == 0 && !byHand && !saved && !givenUp && left > 0) {
                left = changed.awaitNanos(left);
            }
            fromDisk = onDisk() > 0;
            if (!fromDisk && byHand) {
                handed = true;
                return saving;
            }
        } finally {
            lock.unlock();
        }
        return fromDisk ? read() : nothing();
    }

    private long onDisk() {
        return spool == null ? 0 : spool.waiting();
    }

    private List<Offered> read() {
        List<Offered> entries = new ArrayList<>(CallRecorder.BATCH);
        for (SpoolRecord record : spool.read(CallRecorder.BATCH)) {
            try {
                entries.add(new Offered(EntryFormat.read(record.bytes()), record.at()));
            } catch (BadRecordException e) {
                unreadable.incrementAndGet();
                log.error(
                        "A call that waited in {} since {} is not recorded: {}. Please report this with the log",
                        directory,
                        record.at(),
                        e.getMessage());
            }
        }
        if (entries.isEmpty()) {
            spool.remove();
        }
        return entries;
    }

    private List<Offered> nothing() {
        if (spool != null) {
            spool.tidy();
        }
        return List.of();
    }

    @Override
    public void written() {
        if (fromDisk) {
            spool.remove();
        } else {
            tell(() -> {
                handed = false;
                saving = List.of();
            });
        }
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        arriving.close();
    }

    @Override
    public boolean isOver() {
        lock.lock();
        try {
            return givenUp || saved && onDisk() == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isSafe() {
        return arriving.size() == 0 && saving.isEmpty();
    }

    @Override
    public int end() {
        tell(() -> givenUp = true);
        try {
            saver.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int lost = arriving.clear() + saving.size();
        Spool opened = spool;
        if (opened != null) {
            if (opened.waiting() > 0) {
                log.info(
                        "{} calls wait in {} for the database; they are written when the agent runs again",
                        opened.waiting(),
                        directory);
            }
            close(opened);
        }
        return lost;
    }

    private void close(Spool opened) {
        try {
            opened.close();
        } catch (IOException e) {
            log.warn("The spool in {} did not close cleanly ({})", directory, e.toString());
        }
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, onDisk() + arriving.size() + saving.size());
    }

    @Override
    public int capacity() {
        return arriving.capacity();
    }

    @Override
    public Instant oldest() {
        Spool opened = spool;
        Instant onDisk = opened == null ? null : opened.oldest();
        if (onDisk != null) {
            return onDisk;
        }
        List<Offered> unsaved = saving;
        Offered oldest = unsaved.isEmpty() ? arriving.peek() : unsaved.get(0);
        return oldest == null ? null : oldest.at();
    }

    @Override
    public String place() {
        return "in " + directory;
    }

    @Override
    public SpoolStats spool() {
        Spool opened = spool;
        return new SpoolStats(
                onDisk(),
                opened == null ? 0 : opened.bytes(),
                mostBytes,
                (opened == null ? 0 : opened.damaged()) + unreadable.get(),
                trouble.problem());
    }
}
