package io.callwarden.notify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How it goes with one receiver, since the agent started. Notices are counted, not attempts: several may travel in one. Any thread. */
public final class CourierStats {
    private final String receiver;
    private final Supplier<Outbox.Depth> depth;
    private final LongSupplier dropped;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong postponed = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private volatile Consumer<Duration> attempts = took -> {};

    CourierStats(String receiver, Supplier<Outbox.Depth> depth, LongSupplier dropped) {
        this.receiver = receiver;
        this.depth = depth;
        this.dropped = dropped;
    }

    /** As in {@link Notice#receiver}. */
    public String receiver() {
        return receiver;
    }

    /** Notices that were delivered. */
    public long delivered() {
        return delivered.get();
    }

    /** Times that a notice was not delivered and put off. */
    public long postponed() {
        return postponed.get();
    }

    /** Notices that were given up. */
    public long givenUp() {
        return givenUp.get();
    }

    /** Notices that were never put into the outbox, because too many were waiting. */
    public long dropped() {
        return dropped.getAsLong();
    }

    /** How full the outbox was when it was last counted, some seconds ago. Answers at once. */
    public Outbox.Depth depth() {
        return depth.get();
    }

    /** Tells {@code listener} how long each attempt took from now on, whatever became of it, on the threads that made them. */
    public void onEachAttempt(Consumer<Duration> listener) {
        attempts = listener;
    }

    void attempted(Duration took) {
        attempts.accept(took);
    }

    void delivered(int notices) {
        delivered.addAndGet(notices);
    }

    void postponed(int notices) {
        postponed.addAndGet(notices);
    }

    void givenUp(int notices) {
        givenUp.addAndGet(notices);
    }
}
