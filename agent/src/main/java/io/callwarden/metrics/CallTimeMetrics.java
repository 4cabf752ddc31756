package io.callwarden.metrics;

import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long callers waited, phones rang and people talked. */
final class CallTimeMetrics {
    private static final double NANOS = 1e9;

    private final DistributionSummary waitAnswered;
    private final DistributionSummary waitLost;
    private final Map<Direction, DistributionSummary> ringAnswered = new EnumMap<>(Direction.class);
    private final Map<Direction, DistributionSummary> ringLost = new EnumMap<>(Direction.class);
    private final Map<Direction, DistributionSummary> talk = new EnumMap<>(Direction.class);
    private final Map<Direction, DistributionSummary> hold = new EnumMap<>(Direction.class);

    CallTimeMetrics(MeterRegistry registry, String pbx, double targetSeconds) {
        waitAnswered = wait(registry, pbx, targetSeconds, "answered");
        waitLost = wait(registry, pbx, targetSeconds, "lost");
        for (Direction direction : Direction.values()) {
            ringAnswered.put(direction, ring(registry, pbx, direction, "answered"));
            ringLost.put(direction, ring(registry, pbx, direction, "lost"));
            String[] tags = {"pbx", pbx, "direction", direction.label()};
            talk.put(
                    direction,
                    Buckets.register(registry, Buckets.talk(), "How long people talked, holds included", tags));
            hold.put(
                    direction,
                    Buckets.register(
                            registry,
                            Buckets.hold(),
                            "How long calls that were put on hold or parked stood there",
                            tags));
        }
    }

    private static DistributionSummary wait(MeterRegistry registry, String pbx, double target, String outcome) {
        return Buckets.register(
                registry,
                Buckets.wait(target),
                "How long inbound callers waited for a person, in a queue or not; short abandons left out",
                "pbx",
                pbx,
                "outcome",
                outcome);
    }

    private static DistributionSummary ring(MeterRegistry registry, String pbx, Direction direction, String outcome) {
        return Buckets.register(
                registry,
                Buckets.ring(),
                "How long phones rang before somebody answered or the ringing ended",
                "pbx",
                pbx,
                "direction",
                direction.label(),
                "outcome",
                outcome);
    }

    void record(Call call) {
        boolean answered = call.outcome() == Outcome.ANSWERED;
        Direction direction = call.direction();
        if (direction == Direction.INBOUND
                && !call.shortAbandon()
                && call.times().waited() != null) {
            (answered ? waitAnswered : waitLost).record(seconds(call.times().waited()));
        }
        if (!call.rang().isEmpty() && call.times().ring() != null) {
            (answered ? ringAnswered : ringLost)
                    .get(direction)
                    .record(seconds(call.times().ring()));
        }
        if (answered && call.times().talked() != null) {
            talk.get(direction).record(seconds(call.times().talked()));
        }
        Duration held = call.times().held();
        if (held != null && !held.isZero()) {
            hold.get(direction).record(seconds(held));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
