package io.callwarden.metrics;

import io.callwarden.line.LineBoard;
import io.callwarden.line.Technology;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The channels of one PBX, and what of its lines could not be followed. */
public final class ChannelMetrics {
    private ChannelMetrics() {}

    /** Registers the meters of one PBX. */
    public static void register(MeterRegistry registry, String pbx, LineBoard board) {
        for (Technology technology : Technology.values()) {
            Gauge.builder("callwarden.channels.active", board, lines -> lines.channels(technology))
                    .description("Channels of Asterisk now, by technology")
                    .tags("pbx", pbx, "tech", technology.label())
                    .strongReference(true)
                    .register(registry);
        }
        FunctionCounter.builder("callwarden.lines.refused", board, LineBoard::refused)
                .description("Phones, trunks, addresses and channels that are not followed because there are too many")
                .tag("pbx", pbx)
                .register(registry);
    }
}
