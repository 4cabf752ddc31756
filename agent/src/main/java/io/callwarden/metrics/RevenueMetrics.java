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
    private final Prices prices;
    private final Counter lost;
    private final Counter recovered;

    /**
     * Registers the meters of a PBX that this agent watches.
     *
     * @param open who waits, as it was counted last
     */
    public RevenueMetrics(MeterRegistry registry, String pbx, Prices prices, Supplier<OpenTasks> open) {
        this(registry, pbx, prices);
        Gauge.builder("callwarden.revenue.at.risk", () -> atRisk(open.get()))
                .description("What customers are expected to bring who were missed and not reached yet")
                .tags("pbx", pbx, "currency", prices.currency())
                .register(registry);
    }

    /** Registers the counters of a PBX that another agent watches: this one counts only what it did itself to its customers. */
    RevenueMetrics(MeterRegistry registry, String pbx, Prices prices) {
        this.pbx = pbx;
        this.prices = prices;
        lost = counter(registry, "lost", "What customers were expected to bring who were given up");
        recovered =
                counter(registry, "recovered", "What customers are expected to bring who were missed and then reached");
    }

    private Counter counter(MeterRegistry registry, String what, String help) {
        return Counter.builder("callwarden.revenue." + what)
                .description(help)
                .tags("pbx", pbx, "currency", prices.currency())
                .register(registry);
    }

    private double atRisk(OpenTasks open) {
        return open.of(pbx)
                .map(group ->
                        prices.of(group.did(), group.queue()).expected().multiply(BigDecimal.valueOf(group.count())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    @Override
    public void accept(List<TaskNews> news) {
        for (TaskNews each : news) {
            Task task = each.task();
            if (!task.pbx().equals(pbx)) {
                continue;
            }
            double value = prices.of(task.did(), task.queue()).expected().doubleValue();
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
