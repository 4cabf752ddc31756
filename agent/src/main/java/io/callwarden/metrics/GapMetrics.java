package io.callwarden.metrics;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The times in which one PBX was not heard. Written by the PBX's thread. */
public final class GapMetrics implements CallListener {
    private static final double MILLIS = 1e3;

    private final Counter gaps;
    private final Counter seconds;
    private final Counter calls;

    public GapMetrics(MeterRegistry registry, String pbx) {
        gaps = counter(registry, pbx, "callwarden.ami.gaps", null, "Times in which the PBX was not heard");
        seconds = counter(
                registry,
                pbx,
                "callwarden.ami.gap",
                "seconds",
                "How long the PBX was not heard, all those times together");
        calls = counter(registry, pbx, "callwarden.ami.gap.calls", null, "Calls whose end was not seen in them");
    }

    private static Counter counter(MeterRegistry registry, String pbx, String name, String unit, String help) {
        return Counter.builder(name)
                .description(help)
                .baseUnit(unit)
                .tags("pbx", pbx, "result", "unhealed")
                .register(registry);
    }

    @Override
    public void callEnded(Call call) {
        // Of no interest here.
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        gaps.increment();
        seconds.increment(
                Math.max(0, Duration.between(interval.from(), interval.until()).toMillis() / MILLIS));
        calls.increment(interval.callsLost());
    }
}
