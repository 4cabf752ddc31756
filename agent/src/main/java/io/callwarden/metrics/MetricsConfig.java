package io.callwarden.metrics;

import io.callwarden.config.Settings;

/**
 * How many names that come from a PBX may have series of their own, for each PBX; all further ones share those of {@code other}.
 *
 * @param maxExtensions phones
 * @param maxTrunks trunks
 */
public record MetricsConfig(int maxExtensions, int maxTrunks) {
    private static final int MAX = 10_000;

    /** Reads all of it. */
    public static MetricsConfig from(Settings settings) {
        return new MetricsConfig(
                settings.number("metrics.max-extensions", 500, 1, MAX),
                settings.number("metrics.max-trunks", 100, 1, MAX));
    }
}
