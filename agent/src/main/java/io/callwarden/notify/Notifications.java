package io.callwarden.notify;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.Customers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private final List<Receiver> receivers;
    private final Announcer announcer;
    private final OutboxConfig config;
    private final Clock clock;
    private final List<CourierStats> stats = new ArrayList<>();
    private final List<Courier> couriers = new ArrayList<>();
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
        this.receivers = List.copyOf(receivers);
        this.announcer =
                new Announcements(receivers.stream().map(Receiver::subscription).toList(), customers, prices);
        this.config = config;
        this.clock = clock;
        for (Receiver receiver : receivers) {
            String name = receiver.subscription().receiver();
            stats.add(new CourierStats(
                    name, () -> depths.getOrDefault(name, EMPTY), () -> outbox == null ? 0 : outbox.dropped(name)));
        }
    }

    /** To be given to the store. */
    public Announcer announcer() {
        return announcer;
    }

    /** One for each receiver. */
    public List<CourierStats> stats() {
        return List.copyOf(stats);
    }

    /** Begins to bring what lies in the outbox; to be called once. */
    public void start(Outbox from) {
        outbox = from;
        for (int i = 0; i < receivers.size(); i++) {
            Courier courier = new Courier(receivers.get(i).carrier(), from, config.giveUpAfter(), stats.get(i), clock);
            couriers.add(courier);
            courier.start();
        }
        counter.scheduleWithFixedDelay(this::count, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
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
            boolean known = stats.stream().anyMatch(each -> each.receiver().equals(receiver));
            if (!known && depth.waiting() > 0) {
                outbox.giveUpOld(receiver, now.minus(config.giveUpAfter()), 0, now);
            }
        });
    }

    /** Takes seconds at most, however many couriers there are. */
    @Override
    public void close() {
        counter.shutdown();
        couriers.forEach(Courier::stop);
        couriers.forEach(Courier::close);
    }
}
