package io.callwarden.notify;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for work. A ring while nobody waits is kept for the next who would. Thread-safe. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean pending;
    private boolean closed;

    /** Wakes one who waits. */
    void ring() {
        lock.lock();
        try {
            pending = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody for good. */
    void close() {
        lock.lock();
        try {
            closed = true;
            rung.signalAll();
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

    /** Waits until it rings or is closed, at most so long. */
    void await(Duration atMost) throws InterruptedException {
        await(atMost, true);
    }

    /** Waits until it is closed, at most so long. */
    void rest(Duration atMost) throws InterruptedException {
        await(atMost, false);
    }

    private void await(Duration atMost, boolean wakeable) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!closed && !(wakeable && pending) && left > 0) {
                left = rung.awaitNanos(left);
            }
            if (wakeable) {
                pending = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
