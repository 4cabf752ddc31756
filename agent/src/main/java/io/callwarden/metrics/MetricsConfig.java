package io.callwarden.metrics;

import io.callwarden.config.Settings;

/**
 * What gets series of its own; names beyond a limit share those of {@code other}. Each limit is for one PBX.
 *
 * @param employees whether anything is told of single employees
 * @param maxEmployees employees
 * @param maxQueues queues
 * @param maxExtensions phones
 * @param maxTrunks trunks
 */
public record MetricsConfig(boolean employees, int maxEmployees, int maxQueues, int maxExtensions, int maxTrunks) {
    private static final int MOST = 10_000;
    private static final int MOST_QUEUES = 1_000;

    /** Reads all of it. */
    public static MetricsConfig from(Settings settings) {
        return new MetricsConfig(
                settings.truth("metrics.employees", true) & settings.truth("privacy.employee-figures", true),
                settings.number("metrics.max-employees", 200, 0, MOST),
                settings.number("metrics.max-queues", 100, 1, MOST_QUEUES),
                settings.number("metrics.max-extensions", 500, 1, MOST),
                settings.number("metrics.max-trunks", 100, 1, MOST));
    }
}
