package io.callwarden.simulator;

import java.util.concurrent.CompletableFuture;

/** A run of playings that was asked for at once. Thread-safe. */
public final class Performance {

    private final Player player;
    private final Feed feed;
    private final double speed;
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Performance(Player player, Feed feed, double speed) {
        this.player = player;
        this.feed = feed;
        this.speed = speed;
    }

    /** Completes when the last event was sent or the performance was stopped; fails if what is to be played cannot be. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /** Breaks it off. The PBX forgets the calls that were going on, and nobody hears of their end. */
    public void stop() {
        player.stop(this);
    }

    /** Nanoseconds until the next event is due; 0 or less if it is. */
    long dueInNanos(long nowNanos) {
        if (Double.isInfinite(speed)) {
            return 0;
        }
        double elapsed = (feed.nextMicros() - feed.startMicros()) * 1_000.0 / speed;
        return startNanos + (long) elapsed - nowNanos;
    }

    boolean isAsFastAsPossible() {
        return Double.isInfinite(speed);
    }

    Feed feed() {
        return feed;
    }

    Gone abandon() {
        done.complete(null);
        return feed.abandon();
    }
}
