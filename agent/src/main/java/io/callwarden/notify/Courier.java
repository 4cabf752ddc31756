package io.callwarden.notify;

import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Outbox.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the notices of one receiver from the outbox to it, on threads of its own: as soon as they are there, again after a failure, and
 * at least once. What it holds when it is closed is tried again by whoever works on the outbox next.
 */
final class Courier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private static final Duration LONGEST_WISH = Duration.ofDays(1);
    /** Beyond the longest attempt, for the outbox to be told of it. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** Other agents may put notices into the outbox; and clocks may jump. */
    private static final Duration IDLE = Duration.ofSeconds(5);
    /** Where what is due cannot be taken: it waits for one of its subject that is in hand or put off. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    /** For what is too old. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(3);
    /** Before a notice is too old: a receiver may be away just when the agent starts after a long time. */
    private static final int LEAST_ATTEMPTS = 10;

    private final Carrier carrier;
    private final String receiver;
    private final Outbox outbox;
    private final Supplier<Duration> giveUpAfter;
    private final Clock clock;
    private final CourierStats stats;
    private final Standing standing;
    private final Bell bell = new Bell();
    private final Persistence persistence;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicBoolean carrierClosed = new AtomicBoolean();
    private Instant nextLook = Instant.MIN;
    private long end;

    Courier(Carrier carrier, Outbox outbox, Supplier<Duration> giveUpAfter, CourierStats stats, Clock clock) {
        this.carrier = carrier;
        this.receiver = carrier.receiver();
        this.outbox = outbox;
        this.giveUpAfter = giveUpAfter;
        this.stats = stats;
        this.clock = clock;
        this.persistence = new Persistence(receiver, bell);
        this.standing = new Standing(
                receiver, new Backoff(() -> ThreadLocalRandom.current().nextDouble()), clock);
    }

    /** Begins; to be called once. */
    void start() {
        working.set(carrier.parallel());
        for (int i = 1; i <= carrier.parallel(); i++) {
            Thread thread = new Thread(this::work, "courier-" + receiver + "-" + i);
            // A receiver that hangs must not keep a stopping agent alive.
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work() {
        try {
            workUntilClosed();
        } finally {
            if (working.decrementAndGet() == 0) {
                closeCarrier();
            }
        }
    }

    private void workUntilClosed() {
        try {
            while (!bell.isClosed()) {
                Duration rest = standing.rest();
                if (rest.compareTo(Duration.ZERO) > 0) {
                    bell.rest(rest.compareTo(IDLE) < 0 ? rest : IDLE);
                } else {
                    takeAndCarry();
                }
            }
        } catch (InterruptedException e) {
            // Nobody in the agent does this; if it happens, the agent is being ended.
            Thread.currentThread().interrupt();
        }
    }

    private void takeAndCarry() throws InterruptedException {
        Duration hold = carrier.longest().plus(GRACE);
        List<Waiting> taken = persistence.ask(() -> take(hold)).orElse(List.of());
        if (taken.isEmpty()) {
            bell.await(untilDue());
            return;
        }
        if (carrier.parallel() > 1) {
            // There may be more, and it need not wait for this one.
            bell.ring();
        }
        if (bell.isClosed()) {
            persistence.run(() -> outbox.release(ids(taken), clock.instant()));
        } else {
            Instant began = clock.instant();
            account(taken, carry(taken), began);
        }
    }

    private List<Waiting> take(Duration hold) {
        return carrier.atOnce() == 1
                ? outbox.take(receiver, clock.instant(), hold, 1)
                : outbox.takeTogether(receiver, clock.instant(), carrier.gather(), hold, carrier.atOnce());
    }

    private Optional<Instant> nextDue() {
        return carrier.atOnce() == 1 ? outbox.nextDue(receiver) : outbox.nextDueTogether(receiver, carrier.gather());
    }

    private Duration untilDue() throws InterruptedException {
        Duration due = persistence
                .ask(this::nextDue)
                .flatMap(next -> next)
                .map(next -> Duration.between(clock.instant(), next))
                .orElse(IDLE);
        Duration atLeast = due.compareTo(BUSY) < 0 ? BUSY : due;
        return atLeast.compareTo(IDLE) < 0 ? atLeast : IDLE;
    }

    private Result carry(List<Waiting> notices) {
        long start = System.nanoTime();
        try {
            return carrier.carry(notices);
        } catch (RuntimeException e) {
            log.error(
                    "Notices to {} are tried again, for the attempt failed: {}. Please report this with the log",
                    receiver,
                    e.toString(),
                    e);
            return new Result.Later(
                    "the attempt failed in the agent: " + e.getClass().getSimpleName(), null);
        } finally {
            stats.attempted(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void account(List<Waiting> notices, Result result, Instant began) throws InterruptedException {
        List<Long> ids = ids(notices);
        if (result instanceof Result.Delivered) {
            persistence.run(() -> outbox.delivered(ids, clock.instant()));
            stats.delivered(ids.size());
            standing.succeeded();
        } else if (result instanceof Result.Never never) {
            persistence.run(() -> outbox.giveUp(ids, clock.instant(), never.problem()));
            stats.givenUp(ids.size());
            standing.gaveUp(ids.size(), never.problem());
        } else if (result instanceof Result.Later later && bell.isClosed()) {
            log.debug("Left for the next start: {}", later.problem());
            persistence.run(() -> outbox.release(ids, clock.instant()));
        } else if (result instanceof Result.Later later) {
            postpone(notices, later, began);
        }
    }

    private void postpone(List<Waiting> notices, Result.Later later, Instant began) throws InterruptedException {
        Duration wish = later.notBefore() == null || later.notBefore().compareTo(LONGEST_WISH) < 0
                ? later.notBefore()
                : LONGEST_WISH;
        standing.failed(began, later.problem(), wish);
        // Those who joined a batch later have seen less of what their receiver is like.
        int failures = notices.stream().mapToInt(Waiting::attempts).max().orElse(0) + 1;
        Duration delay = standing.delay(failures);
        Instant now = clock.instant();
        Instant next = now.plus(wish == null || wish.compareTo(delay) < 0 ? delay : wish);
        persistence.run(() -> outbox.postpone(ids(notices), next, later.problem()));
        stats.postponed(notices.size());
        giveUpOld(now, later.problem());
    }

    private void giveUpOld(Instant now, String problem) throws InterruptedException {
        synchronized (this) {
            if (now.isBefore(nextLook)) {
                return;
            }
            nextLook = now.plus(BETWEEN_LOOKS);
        }
        int leastAttempts = standing.isAway() ? 0 : LEAST_ATTEMPTS;
        int old = persistence
                .ask(() -> outbox.giveUpOld(receiver, now.minus(giveUpAfter.get()), leastAttempts, now))
                .orElse(0);
        stats.givenUp(old);
        standing.gaveUp(old, problem);
    }

    private static List<Long> ids(List<Waiting> notices) {
        return notices.stream().map(Waiting::id).toList();
    }

    /** Makes it look for what is due now, and comes back without waiting for that. */
    void look() {
        bell.ring();
    }

    Carrier carrier() {
        return carrier;
    }

    /** Takes no more. What is under way ends as it would, so that nothing is told twice; then the carrier is closed. Comes back at once. */
    void leave() {
        bell.close();
    }

    /** Whether nothing is under way any more. */
    boolean hasLeft() {
        return working.get() == 0;
    }

    /** Takes no more, and comes back without waiting for what is under way. */
    void stop() {
        bell.close();
        closeCarrier();
        if (end == 0) {
            end = System.nanoTime() + PATIENCE_AT_END.toNanos();
        }
    }

    private void closeCarrier() {
        if (!carrierClosed.getAndSet(true)) {
            carrier.close();
        }
    }

    /** Stops and comes back within seconds; an attempt that does not end by then is left to itself, and made again by the next start. */
    @Override
    public void close() {
        stop();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (threads.stream().anyMatch(Thread::isAlive)) {
            log.warn(
                    "An attempt to reach {} is still under way; its notices are tried again after the next start",
                    receiver);
        }
    }
}
