package io.callwarden;

import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.NoticeMetrics;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Notifications;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.Receiver;
import io.callwarden.recovery.Customers;
import io.callwarden.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Everybody who is told what happens, by whatever means, and the meters of that. */
final class ToldOthers {
    private final Notifications notifications;
    private final OpenParts parts;

    /**
     * Opens what is needed to tell; nobody is told yet.
     *
     * @param version of the agent, told to receivers
     * @param parts closes it
     */
    ToldOthers(Configuration config, Customers customers, String version, Clock clock, OpenParts parts) {
        this.parts = parts;
        Webhooks webhooks = parts.open(new Webhooks(config.webhooks(), version, clock));
        List<Receiver> receivers = Stream.concat(webhooks.receivers().stream(), config.mail().receivers(clock).stream())
                .toList();
        notifications = new Notifications(receivers, customers, config.prices(), config.outbox(), clock);
    }

    /** To be given to the store. */
    Announcer announcer() {
        return notifications.announcer();
    }

    void measure(Metrics metrics) {
        NoticeMetrics.register(metrics.registry(), notifications.stats());
    }

    /** Begins to bring what lies in the outbox; it ends before what was opened until now is closed. */
    void start(Outbox outbox) {
        parts.open(notifications).start(outbox);
    }

    void letTimePass() {
        notifications.letTimePass();
    }
}
