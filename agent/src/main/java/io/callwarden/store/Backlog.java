package io.callwarden.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written: a queue with an end, many threads on one side and one on the other. The taker is not woken for every
 * entry but once a batch, which costs the givers less than a blocking queue does.
 */
final class Backlog<T> {
    private final int capacity;
    private final int batchSize;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    /** When the last batch was given, by the JVM's own clock. */
    private long givenAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    Backlog(int capacity, int batchSize) {
        this.capacity = capacity;
        this.batchSize = batchSize;
    }

    /** False where it is full or closed; never waits for room. */
    boolean offer(T entry) {
        lock.lock();
        try {
            if (closed || waiting.size() == capacity) {
                return false;
            }
            waiting.add(entry);
            if (waiting.size() == 1 || waiting.size() == batchSize) {
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a first entry, and then for a whole batch, but not longer than until so much time has passed since the batch before was given:
     * an entry that comes alone is given at once, and of many that come one after the other there are few batches.
     *
     * @param idle how long to wait for the first
     * @param apart time between two batches that are not full
     * @return the oldest entries; empty when none came in that time, or when it is closed and nothing is left
     */
    List<T> take(Duration idle, Duration apart) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long idleLeft = idle.toNanos();
            while (waiting.isEmpty() && !closed && idleLeft > 0) {
                idleLeft = changed.awaitNanos(idleLeft);
            }
            if (waiting.isEmpty()) {
                return List.of();
            }
            long left = apart.toNanos() - (System.nanoTime() - givenAt);
            while (waiting.size() < batchSize && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<T> batch = new ArrayList<>(Math.min(batchSize, waiting.size()));
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
            givenAt = System.nanoTime();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; wakes the taker. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest; null where it is empty. */
    T peek() {
        lock.lock();
        try {
            return waiting.peek();
        } finally {
            lock.unlock();
        }
    }

    int capacity() {
        return capacity;
    }

    /** Throws away what waits; says how much it was. */
    int clear() {
        lock.lock();
        try {
            int size = waiting.size();
            waiting.clear();
            return size;
        } finally {
            lock.unlock();
        }
    }
}
