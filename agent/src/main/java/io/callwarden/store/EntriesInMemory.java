package io.callwarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Entries that wait in memory for a database on this machine. */
final class EntriesInMemory implements WaitingEntries {
    private final Backlog<Offered> backlog;
    private final Clock clock;
    private volatile List<Offered> taken = List.of();

    EntriesInMemory(int capacity, Clock clock) {
        this.backlog = new Backlog<>(capacity, CallRecorder.BATCH);
        this.clock = clock;
    }

    @Override
    public boolean offer(Entry entry) {
        return backlog.offer(new Offered(entry, clock.instant()));
    }

    @Override
    public List<Offered> take(Duration idle) throws InterruptedException {
        taken = backlog.take(idle, CallRecorder.APART);
        return taken;
    }

    @Override
    public void written() {
        taken = List.of();
    }

    @Override
    public void close() {
        backlog.close();
    }

    @Override
    public boolean isOver() {
        return backlog.isClosed() && backlog.size() == 0;
    }

    @Override
    public boolean isSafe() {
        return size() == 0;
    }

    @Override
    public int end() {
        return backlog.clear() + taken.size();
    }

    @Override
    public int size() {
        return backlog.size() + taken.size();
    }

    @Override
    public int capacity() {
        return backlog.capacity();
    }

    @Override
    public Instant oldest() {
        List<Offered> inHand = taken;
        Offered oldest = inHand.isEmpty() ? backlog.peek() : inHand.get(0);
        return oldest == null ? null : oldest.at();
    }

    @Override
    public String place() {
        return "in memory";
    }

    @Override
    public SpoolStats spool() {
        return SpoolStats.NONE;
    }
}
