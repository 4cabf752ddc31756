package io.callwarden.report;

import io.callwarden.cost.Loss;
import io.callwarden.cost.Price;
import io.callwarden.cost.Prices;
import io.callwarden.recovery.Step;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom the company missed in some days, what became of them, and what that is worth. A customer counts once a day, as the last of his tasks
 * that began on it stands. Each day and each price is rounded down to whole sales of its own; longer times are sums of their days.
 * Steps may be given in any order. One thread.
 */
public final class MissedCustomers {
    private final Days days;
    private final Prices prices;
    private final Instant now;
    private final Map<LocalDate, Map<String, Step>> latest = new TreeMap<>();

    /** Of a day, all whom one price is set for. */
    private static final class Group {
        private long recovered;
        private long lost;
        private long open;

        private void count(TaskState state) {
            switch (state) {
                case RECOVERED -> recovered++;
                case LOST -> lost++;
                case OPEN, ATTEMPTED, OVERDUE -> open++;
            }
        }
    }

    /**
     * @param prices null where nothing is priced
     * @param now as of which they stand
     */
    public MissedCustomers(Days days, Prices prices, Instant now) {
        this.days = days;
        this.prices = prices;
        this.now = now;
    }

    /** Takes the opening of a task into account; one of another day is left out. */
    public void opened(Step step) {
        if (days.contain(step.began())) {
            latest.computeIfAbsent(days.of(step.began()), day -> new HashMap<>())
                    .merge(step.task().customer(), step, MissedCustomers::later);
        }
    }

    private static Step later(Step one, Step other) {
        int order = one.began().compareTo(other.began());
        if (order == 0) {
            order = one.task().firstCall().compareTo(other.task().firstCall());
        }
        return order < 0 ? other : one;
    }

    /** All of these days together. */
    public Cost cost(long missedCalls) {
        Cost sum = new Cost(days.first(), days.last(), missedCalls, 0, 0, 0, money(0), money(0), money(0));
        for (Map<String, Step> day : latest.values()) {
            Map<Price, Group> groups = new HashMap<>();
            for (Step step : day.values()) {
                Task task = step.task();
                groups.computeIfAbsent(price(task), price -> new Group()).count(state(task));
            }
            for (Map.Entry<Price, Group> group : groups.entrySet()) {
                sum = sum.plus(cost(group.getKey(), group.getValue()));
            }
        }
        return sum;
    }

    /** That a task has expired is written down a little later; it is lost all the same. */
    private TaskState state(Task task) {
        boolean expired = task.closing() == null && !now.isBefore(task.expiresAt());
        return expired ? TaskState.LOST : task.state(now);
    }

    private Price price(Task task) {
        return prices == null ? null : prices.of(task.did(), task.queue());
    }

    private Cost cost(Price price, Group group) {
        return new Cost(
                days.first(),
                days.last(),
                0,
                group.recovered,
                group.lost,
                group.open,
                loss(price, group.lost),
                loss(price, group.recovered),
                loss(price, group.open));
    }

    private static Loss loss(Price price, long customers) {
        return price == null ? null : price.loss(customers);
    }

    private Loss money(long customers) {
        return prices == null ? null : prices.usual().loss(customers);
    }
}
