package io.callwarden.notify;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.Customers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who is told: what they subscribed to goes into the outbox, and one courier for each takes it from there. To be started when
 * all else works, and closed before the store.
 */
public final class Notifications implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Outbox.Depth EMPTY = new Outbox.Depth(0, null, 0);

    private final Announcer announcer;
    private final Supplier<OutboxConfig> config;
    private final Clock clock;
    /** Of all there ever were: one who comes back goes on counting where he stopped. */
    private final Map<String, CourierStats> stats = new HashMap<>();
    /** They take no more, and bring what they have. */
    private final List<Courier> leaving = new ArrayList<>();

    private volatile List<Receiver> receivers;
    private volatile List<Courier> couriers = List.of();
    private final ScheduledExecutorService counter = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "outbox-counter");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Outbox outbox;
    private volatile Map<String, Outbox.Depth> depths = Map.of();

    /**
     * Does nothing yet.
     *
     * @param receivers each with a name of its own; none for nobody
     * @param customers tells whose call it is
     * @param prices what customers are worth; null where that is not known
     */
    public Notifications(
            List<Receiver> receivers, Customers customers, Prices prices, OutboxConfig config, Clock clock) {
        this(
                receivers,
                new Announcements(receivers.stream().map(Receiver::subscription).toList(), customers, prices),
                () -> config,
                clock);
    }

    /**
     * As the other, where who is told, and of what, may change.
     *
     * @param announcer knows what the receivers of the moment subscribed to
     * @param config asked for whenever it counts
     */
    public Notifications(List<Receiver> receivers, Announcer announcer, Supplier<OutboxConfig> config, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.announcer = announcer;
        this.config = config;
        this.clock = clock;
    }

    private synchronized CourierStats stats(Receiver receiver) {
        return stats.computeIfAbsent(
                receiver.subscription().receiver(),
                name -> new CourierStats(
                        name, () -> depths.getOrDefault(name, EMPTY), () -> outbox == null ? 0 : outbox.dropped(name)));
    }

    /** To be given to the store. */
    public Announcer announcer() {
        return announcer;
    }

    /** One for each receiver. */
    public List<CourierStats> stats() {
        return receivers.stream().map(this::stats).toList();
    }

    /** Begins to bring what lies in the outbox; to be called once. */
    public void start(Outbox from) {
        outbox = from;
        follow(receivers);
        from.onNew(() -> couriers.forEach(Courier::look));
        counter.scheduleWithFixedDelay(this::count, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * These are told from now on. One whose carrier is the same as before notices nothing; the others stop taking, bring what they have, and
     * leave what waits for them to whoever comes for the same receiver, or to its age.
     */
    public synchronized void follow(List<Receiver> now) {
        List<Courier> next = new ArrayList<>();
        for (Receiver receiver : now) {
            next.add(couriers.stream()
                    .filter(each -> each.carrier() == receiver.carrier())
                    .findFirst()
                    .orElseGet(() -> begin(receiver)));
        }
        leaving.removeIf(Courier::hasLeft);
        for (Courier courier : couriers) {
            if (!next.contains(courier)) {
                courier.leave();
                leaving.add(courier);
            }
        }
        receivers = List.copyOf(now);
        couriers = List.copyOf(next);
    }

    private Courier begin(Receiver receiver) {
        Courier courier =
                new Courier(receiver.carrier(), outbox, () -> config.get().giveUpAfter(), stats(receiver), clock);
        courier.start();
        return courier;
    }

    /**
     * Counts what waits up to now by the clock, and makes the couriers look for what is due by it; else both happen every few seconds. Comes
     * back when it has counted, and does not wait for the couriers. For one who moves the clock himself.
     */
    public void letTimePass() {
        couriers.forEach(Courier::look);
        try {
            CompletableFuture.runAsync(this::count, counter).join();
        } catch (RejectedExecutionException e) {
            log.debug("Closed while time was to pass", e);
        }
    }

    private void count() {
        try {
            depths = outbox.depths();
            giveUpTheForgotten();
        } catch (RuntimeException e) {
            // The couriers say that the outbox does not answer.
            log.debug("The outbox is not counted now", e);
        }
    }

    /** Nobody brings notices to a receiver that is not configured any more. */
    private void giveUpTheForgotten() {
        Instant now = clock.instant();
        depths.forEach((receiver, depth) -> {
            boolean known = receivers.stream()
                    .anyMatch(each -> each.subscription().receiver().equals(receiver));
            if (!known && depth.waiting() > 0) {
                outbox.giveUpOld(receiver, now.minus(config.get().giveUpAfter()), 0, now);
            }
        });
    }

    /** Takes seconds at most, however many couriers there are. */
    @Override
    public synchronized void close() {
        counter.shutdown();
        List<Courier> all = new ArrayList<>(couriers);
        all.addAll(leaving);
        all.forEach(Courier::stop);
        all.forEach(Courier::close);
    }
}
