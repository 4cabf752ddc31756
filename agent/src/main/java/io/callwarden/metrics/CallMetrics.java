package io.callwarden.metrics;

import static io.callwarden.call.Direction.INBOUND;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.Direction;
import io.callwarden.call.Transfer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the calls of one PBX. Written by the PBX's thread. Every series is there from the start: a counter that appears with
 * value 1 has no increase that Prometheus could see.
 */
public final class CallMetrics implements CallListener {
    private final Map<Direction, Counter> started = new EnumMap<>(Direction.class);
    private final EndedCounters ended;
    private final CallTimeMetrics times;
    private final Counter shortAbandons;
    private final Map<Transfer.Kind, Counter> transfersDone = new EnumMap<>(Transfer.Kind.class);
    private final Map<Transfer.Kind, Counter> transfersFailed = new EnumMap<>(Transfer.Kind.class);
    private volatile Instant lastMissed;

    /**
     * Registers the meters of one PBX.
     *
     * @param pbx its configured name
     * @param targetSeconds the service level's target, a bound of the histogram of waits
     */
    public CallMetrics(MeterRegistry registry, String pbx, double targetSeconds) {
        for (Direction direction : Direction.values()) {
            started.put(
                    direction,
                    Counter.builder("callwarden.calls.started")
                            .description("Calls that began")
                            .tags("pbx", pbx, "direction", direction.label())
                            .register(registry));
        }
        ended = new EndedCounters(registry, pbx);
        times = new CallTimeMetrics(registry, pbx, targetSeconds);
        shortAbandons = Counter.builder("callwarden.calls.abandoned.short")
                .description("Inbound callers who hung up within the short limit")
                .tag("pbx", pbx)
                .register(registry);
        for (Transfer.Kind kind : Transfer.Kind.values()) {
            transfersDone.put(kind, transfers(registry, pbx, kind, "done"));
            transfersFailed.put(kind, transfers(registry, pbx, kind, "failed"));
        }
        Gauge.builder("callwarden.last.missed.call.timestamp", this, CallMetrics::lastMissedSeconds)
                .description("When the last missed call ended; not a number before the first")
                .baseUnit("seconds")
                .tag("pbx", pbx)
                .strongReference(true)
                .register(registry);
    }

    private static Counter transfers(MeterRegistry registry, String pbx, Transfer.Kind kind, String result) {
        return Counter.builder("callwarden.transfers")
                .description("Transfers, and whether a person at the target then talked")
                .tags("pbx", pbx, "type", kind.label(), "result", result)
                .register(registry);
    }

    @Override
    public void callStarted(CallId id, Direction direction) {
        started.get(direction).increment();
    }

    @Override
    public void callEnded(Call call) {
        ended.count(call);
        times.record(call);
        if (call.shortAbandon() && call.direction() == INBOUND) {
            shortAbandons.increment();
        }
        for (Transfer transfer : call.transfers()) {
            (transfer.answered() ? transfersDone : transfersFailed)
                    .get(transfer.kind())
                    .increment();
        }
        if (call.missed() && call.times().endedAt() != null) {
            lastMissed = call.times().endedAt();
        }
    }

    private double lastMissedSeconds() {
        Instant last = lastMissed;
        return last == null ? Double.NaN : last.toEpochMilli() / 1000.0;
    }
}
