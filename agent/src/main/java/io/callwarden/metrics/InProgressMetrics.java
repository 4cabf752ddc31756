package io.callwarden.metrics;

import io.callwarden.call.CallsInProgress;
import io.callwarden.call.Direction;
import io.callwarden.call.LiveState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Calls in progress, by direction and state. */
public final class InProgressMetrics {
    private InProgressMetrics() {}

    /** Registers the gauges of one PBX. */
    public static void register(MeterRegistry registry, String pbx, CallsInProgress inProgress) {
        for (Direction direction : Direction.values()) {
            for (LiveState state : LiveState.values()) {
                Gauge.builder("callwarden.calls.active", inProgress, calls -> calls.count(direction, state))
                        .description("Calls in progress now")
                        .tags("pbx", pbx, "direction", direction.label(), "state", state.label())
                        .strongReference(true)
                        .register(registry);
            }
        }
    }
}
