package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.cost.Prices;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.TaskNews;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every receiver what it subscribed to. What is told of one fact is the same whoever tells it and how often. Thread-safe. */
public final class Announcements implements Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    /** H2 keeps 1,048,576 in a column. */
    private static final int LONGEST_BODY = 1_000_000;

    private final Supplier<List<Subscription>> subscriptions;
    private final Customers customers;
    private final Supplier<Prices> prices;

    /**
     * For the receivers of one site.
     *
     * @param customers tells whose call it is
     * @param prices what customers are worth; null where that is not known
     */
    public Announcements(List<Subscription> subscriptions, Customers customers, Prices prices) {
        this(() -> subscriptions, customers, () -> prices);
    }

    /** As the other, where subscriptions and prices are asked for whenever they count. */
    public Announcements(Supplier<List<Subscription>> subscriptions, Customers customers, Supplier<Prices> prices) {
        this.subscriptions = subscriptions;
        this.customers = customers;
        this.prices = prices;
    }

    /** In the order in which the facts happened. */
    @Override
    public List<Notice> announce(List<Call> calls, List<TaskNews> news) {
        List<Subscription> told = subscriptions.get();
        if (told.isEmpty()) {
            return List.of();
        }
        List<Happening> happenings = new ArrayList<>();
        calls.forEach(call -> gather("call " + call.id(), () -> addCall(happenings, call)));
        Map<String, Call> atHand = calls.stream()
                .collect(Collectors.toMap(call -> call.id().toString(), Function.identity(), (one, other) -> one));
        news.forEach(each -> gather(
                "a change of task " + each.task().firstCall(),
                () -> happenings.add(Happening.of(each, atHand.get(each.change().call())))));
        // Of what the call itself and its task say of one moment, the call comes first: the task may know it less
        // finely.
        happenings.sort(Comparator.comparing(happening -> happening.at().truncatedTo(ChronoUnit.MILLIS)));
        List<Notice> notices = new ArrayList<>();
        happenings.forEach(each -> gather(each.key(), () -> addNotices(notices, told, each)));
        return notices;
    }

    private void addCall(List<Happening> happenings, Call call) {
        String customer = customers.of(call).orElse(null);
        happenings.add(Happening.of(Event.CALL_ENDED, call, customer));
        if (call.missed() || call.shortAbandon()) {
            happenings.add(Happening.of(Event.CALL_MISSED, call, customer));
        }
    }

    private void addNotices(List<Notice> notices, List<Subscription> subscriptions, Happening happening) {
        String body = null;
        for (Subscription subscription : subscriptions) {
            if (subscription.filter().passes(happening)) {
                body = body == null ? body(happening) : body;
                notices.add(new Notice(
                        subscription.receiver(),
                        happening.subject(),
                        happening.event(),
                        happening.key(),
                        happening.at(),
                        body,
                        subscription.quietFor(happening.event())));
            }
        }
    }

    private String body(Happening happening) {
        String body = EventJson.line(happening, prices.get());
        if (body.length() > LONGEST_BODY) {
            throw new IllegalArgumentException(
                    "it would take %d characters, and %d are the most".formatted(body.length(), LONGEST_BODY));
        }
        return body;
    }

    /** The record of a call must not fail because it cannot be told. */
    private static void gather(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("Nobody is told of {}: {}. Please report this with the log", what, e.toString(), e);
        }
    }
}
