package io.callwarden.metrics;

import io.callwarden.config.Settings;

/**
 * What gets series.
 *
 * @param employees whether employees have any
 * @param maxEmployees of a PBX that have series of their own
 */
public record MetricsConfig(boolean employees, int maxEmployees) {
    private static final int MOST = 10_000;

    public static MetricsConfig from(Settings settings) {
        return new MetricsConfig(
                settings.truth("metrics.employees", true), settings.number("metrics.max-employees", 200, 0, MOST));
    }
}
