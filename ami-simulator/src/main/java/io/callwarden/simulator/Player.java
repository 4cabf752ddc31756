package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays performances into the PBX, each at its own pace, on one thread. Guarded by its own lock, which is taken before that of
 * {@link Pbx}, never after.
 */
final class Player implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Player.class);

    /** So many events between two looks at the clock and at who else wants to play. */
    private static final int BATCH = 256;

    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

    private final Pbx pbx;
    private final List<Performance> performances = new ArrayList<>();
    private final Thread thread = new Thread(this, "ami-simulator-player");
    private boolean closed;

    Player(Pbx pbx) {
        this.pbx = pbx;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized Performance play(Iterator<Scheduled> starts, PlayOptions options) {
        Feed feed = new Timeline(starts, startMicros(options), pbx.numbering(), pbx.settings(), options);
        return perform(feed, options);
    }

    synchronized Performance playVerbatim(Iterator<TimedMessage> messages, PlayOptions options) {
        return perform(new VerbatimFeed(messages, startMicros(options), pbx.settings()), options);
    }

    private long startMicros(PlayOptions options) {
        return options.startAt()
                .map(at -> at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .orElse(pbx.settings().nowMicros());
    }

    private Performance perform(Feed feed, PlayOptions options) {
        Performance performance = new Performance(this, feed, options.speed());
        performances.add(performance);
        notifyAll();
        return performance;
    }

    synchronized void stop(Performance performance) {
        performances.remove(performance);
        pbx.gone(performance.abandon());
        notifyAll();
    }

    /** Breaks off the calls that are going on; those that are still to come will come. */
    synchronized void abandonRunning() {
        performances.forEach(performance -> pbx.gone(performance.feed().abandonRunning()));
    }

    /** Does something while nothing is played. */
    synchronized void whileStill(Runnable action) {
        action.run();
    }

    @Override
    public void run() {
        try {
            boolean fast = true;
            while (awaitWork(fast)) {
                fast = playWhatIsDue();
                pbx.flush();
                if (fast) {
                    pbx.awaitRoom();
                }
            }
        } catch (InterruptedException e) {
            log.debug("The player was interrupted", e);
        }
    }

    /** False once closed. */
    private synchronized boolean awaitWork(boolean fast) throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            long wait = LONGEST_WAIT_NANOS;
            for (Performance performance : performances) {
                long due = performance.feed().isDone() ? 0 : performance.dueInNanos(now);
                wait = Math.min(wait, due);
            }
            if (wait <= 0 && !performances.isEmpty()) {
                return true;
            }
            wait(Math.max(0, wait) / 1_000_000, (int) (Math.max(1, wait) % 1_000_000));
        }
        return false;
    }

    /** Whether somebody plays as fast as possible. */
    private synchronized boolean playWhatIsDue() {
        boolean fast = false;
        for (Performance performance : List.copyOf(performances)) {
            try {
                fast |= performance.isAsFastAsPossible();
                Feed feed = performance.feed();
                for (int i = 0; i < BATCH && !feed.isDone() && performance.dueInNanos(System.nanoTime()) <= 0; i++) {
                    feed.step(pbx);
                }
                if (feed.isDone()) {
                    performances.remove(performance);
                    pbx.flush();
                    performance.done().complete(null);
                }
            } catch (RuntimeException e) {
                performances.remove(performance);
                log.error("A playing was broken off: {}", e.getMessage());
                performance.done().completeExceptionally(e);
            }
        }
        return fast;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            List.copyOf(performances).forEach(this::stop);
            notifyAll();
        }
        thread.interrupt();
    }
}
