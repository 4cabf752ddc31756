package io.callwarden.metrics;

import io.callwarden.config.Settings;

/**
 * How much is exported.
 *
 * @param maxQueues queues of a PBX with series of their own
 */
public record MetricsConfig(int maxQueues) {
    private static final int MOST_QUEUES = 1_000;

    public static MetricsConfig from(Settings settings) {
        return new MetricsConfig(settings.number("metrics.max-queues", 100, 1, MOST_QUEUES));
    }
}
