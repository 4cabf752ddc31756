package io.callwarden;

import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.NoticeMetrics;
import io.callwarden.notify.Announcements;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Notifications;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.Receiver;
import io.callwarden.recovery.Customers;
import io.callwarden.webhook.Webhooks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everybody who is told what happens, by whatever means, and the meters of that. */
final class ToldOthers {
    private final Webhooks webhooks;
    private final Notifications notifications;
    private final NoticeMetrics metrics;
    private final Clock clock;
    private final OpenParts parts;
    private Map<String, Receiver> receivers;

    /**
     * Opens what is needed to tell; nobody is told yet.
     *
     * @param version of the agent, told to receivers
     * @param parts closes it
     */
    ToldOthers(
            RunningConfiguration config,
            Customers customers,
            String version,
            Metrics metrics,
            Clock clock,
            OpenParts parts) {
        this.clock = clock;
        this.parts = parts;
        webhooks = parts.open(new Webhooks(List.of(), version, clock));
        receivers = receivers(config.get(), Map.of());
        notifications = new Notifications(
                List.copyOf(receivers.values()),
                new Announcements(
                        config.made(Configuration::subscriptions, subscriptions -> subscriptions),
                        customers,
                        () -> config.get().prices()),
                () -> config.get().outbox(),
                clock);
        this.metrics = new NoticeMetrics(metrics.registry());
        this.metrics.follow(notifications.stats());
    }

    /** Each by its name; of those that are kept the same object. */
    private Map<String, Receiver> receivers(Configuration config, Map<String, Receiver> kept) {
        Map<String, Receiver> all = new LinkedHashMap<>();
        try {
            config.webhooks().forEach(webhook -> put(all, kept, webhook.receiver(), () -> webhooks.receiver(webhook)));
            config.mail()
                    .lists()
                    .forEach(list ->
                            put(all, kept, list.receiver(), () -> config.mail().receiver(list, clock)));
            return all;
        } catch (RuntimeException e) {
            all.keySet().removeAll(kept.keySet());
            all.values().forEach(receiver -> receiver.carrier().close());
            throw e;
        }
    }

    private static void put(
            Map<String, Receiver> all, Map<String, Receiver> kept, String name, Supplier<Receiver> make) {
        Receiver known = kept.get(name);
        all.put(name, known == null ? make.get() : known);
    }

    /** Gets ready to tell those of another configuration; those whose settings are the same notice nothing. */
    Runnable prepare(Configuration next, Change change) {
        Map<String, Receiver> kept = new LinkedHashMap<>(receivers);
        kept.keySet().removeIf(name -> isTouched(name, change));
        Map<String, Receiver> now = receivers(next, kept);
        return () -> {
            receivers = now;
            notifications.follow(List.copyOf(now.values()));
            metrics.follow(notifications.stats());
        };
    }

    private static boolean isTouched(String receiver, Change change) {
        int colon = receiver.indexOf(':');
        String kind = receiver.substring(0, colon);
        String name = receiver.substring(colon + 1);
        return change.touches("notify." + kind + "s." + name + ".")
                || kind.equals("mail") && change.touches("notify.mail.");
    }

    /** To be given to the store. */
    Announcer announcer() {
        return notifications.announcer();
    }

    /** Begins to bring what lies in the outbox; it ends before what was opened until now is closed. */
    void start(Outbox outbox) {
        parts.open(notifications).start(outbox);
    }

    void letTimePass() {
        notifications.letTimePass();
    }
}
