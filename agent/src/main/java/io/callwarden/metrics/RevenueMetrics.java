package io.callwarden.metrics;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the missed customers of one PBX are expected to bring: conversion times average sale of each, unrounded. Told the news of the store,
 * on the thread that wrote it; the gauge reads what was counted last.
 */
public final class RevenueMetrics implements Consumer<List<TaskNews>> {
    private final String pbx;
    private final MeterRegistry registry;
    private final String currency;
    private final Supplier<Prices> prices;
    /** Null where another agent tells it. */
    private Gauge atRisk;

    private final Counter lost;
    private final Counter recovered;

    /**
     * Registers the meters of a PBX that this agent watches.
     *
     * @param currency of the prices
     * @param prices in effect; null, and nothing is counted, when they were just taken out of the configuration
     * @param open who waits, as it was counted last
     */
    public RevenueMetrics(
            MeterRegistry registry, String pbx, String currency, Supplier<Prices> prices, Supplier<OpenTasks> open) {
        this(registry, pbx, currency, prices);
        atRisk = Gauge.builder("callwarden.revenue.at.risk", () -> atRisk(open.get()))
                .description("What customers are expected to bring who were missed and not reached yet")
                .tags("pbx", pbx, "currency", currency)
                .register(registry);
    }

    /** Registers the counters of a PBX that another agent watches: this one counts only what it did itself to its customers. */
    RevenueMetrics(MeterRegistry registry, String pbx, String currency, Supplier<Prices> prices) {
        this.registry = registry;
        this.pbx = pbx;
        this.currency = currency;
        this.prices = prices;
        lost = counter("lost", "What customers were expected to bring who were given up");
        recovered = counter("recovered", "What customers are expected to bring who were missed and then reached");
    }

    private Counter counter(String what, String help) {
        return Counter.builder("callwarden.revenue." + what)
                .description(help)
                .tags("pbx", pbx, "currency", currency)
                .register(registry);
    }

    /** Nothing is priced any more, or in another currency. */
    public void remove() {
        if (atRisk != null) {
            registry.remove(atRisk);
        }
        registry.remove(lost);
        registry.remove(recovered);
    }

    private double atRisk(OpenTasks open) {
        Prices now = prices.get();
        if (now == null) {
            return Double.NaN;
        }
        return open.of(pbx)
                .map(group -> now.of(group.did(), group.queue()).expected().multiply(BigDecimal.valueOf(group.count())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    @Override
    public void accept(List<TaskNews> news) {
        Prices now = prices.get();
        if (now == null) {
            return;
        }
        for (TaskNews each : news) {
            Task task = each.task();
            if (!task.pbx().equals(pbx)) {
                continue;
            }
            double value = now.of(task.did(), task.queue()).expected().doubleValue();
            switch (each.change().kind()) {
                case RECOVERED_BY_CALLBACK, RECOVERED_BY_CALLER -> recovered.increment(value);
                case EXPIRED, DISMISSED -> lost.increment(value);
                case OPENED, MISSED_AGAIN, ATTEMPTED, OVERDUE -> {
                    // Still at risk.
                }
            }
        }
    }
}
