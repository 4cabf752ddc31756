package io.callwarden.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;

/** Whether the configuration could be read when it was last tried. Any thread. */
public final class ReloadMetrics {
    private static final double MILLIS = 1e3;

    private volatile boolean good = true;
    private volatile Instant lastGood;

    /** @param started when it was read for the first time */
    public ReloadMetrics(MeterRegistry registry, Instant started) {
        lastGood = started;
        Gauge.builder("callwarden.config.last.reload.successful", this, each -> each.good ? 1 : 0)
                .description(
                        "Whether the configuration could be used when it was last read; where not, the one before is in effect")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "callwarden.config.last.reload.success.timestamp",
                        this,
                        each -> each.lastGood.toEpochMilli() / MILLIS)
                .description("When the configuration was last read that is in effect")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** It was read and is in effect. */
    public void succeeded(Instant at) {
        lastGood = at;
        good = true;
    }

    /** It could not be used. */
    public void failed() {
        good = false;
    }
}
