package io.callwarden.metrics;

import io.callwarden.call.VoiceReport.HeardBy;
import io.callwarden.voice.LegQuality;
import io.callwarden.voice.VoiceListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How voice arrives on one PBX. Written by the PBX's thread. */
public final class VoiceMetrics implements VoiceListener {
    private static final int MAX_LINES = 600;

    private final Metrics metrics;
    private final MeterRegistry registry;
    private final List<Meter> all = new ArrayList<>();
    private final String pbx;
    private double poorMos;
    private final CappedNames names;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<HeardBy, Counter> packets = new EnumMap<>(HeardBy.class);
    private final Map<HeardBy, Counter> lost = new EnumMap<>(HeardBy.class);
    private final Map<Use, Counter> reports = new EnumMap<>(Use.class);
    private final Timer jitter;
    private final Timer roundTrip;
    private final DistributionDataPoint mos;
    private final Counter poor;

    /** The series of one label; all lines beyond the cap share one. */
    private static final class Line {
        private volatile double mos = Double.NaN;
        private final Counter poor;

        Line(VoiceMetrics metrics, String label) {
            poor = metrics.known(Counter.builder("callwarden.line.poor.quality")
                    .description("Legs of calls of a line with an estimated MOS below voice.poor-mos")
                    .tags("pbx", metrics.pbx, "line", label)
                    .register(metrics.registry));
            metrics.known(Gauge.builder("callwarden.line.mos", this, line -> line.mos)
                    .description("Estimated MOS of the line's last leg of a call; not a number before the first")
                    .tags("pbx", metrics.pbx, "line", label)
                    .strongReference(true)
                    .register(metrics.registry));
        }
    }

    /**
     * Registers the meters of one PBX.
     *
     * @param poorMos a MOS below it is poor; a bound of the histogram
     */
    public VoiceMetrics(Metrics metrics, String pbx, double poorMos) {
        this.metrics = metrics;
        registry = metrics.registry();
        this.pbx = pbx;
        this.poorMos = poorMos;
        names = new CappedNames(registry, pbx, "callwarden_line", MAX_LINES);
        packets.put(HeardBy.PBX, packets("local"));
        packets.put(HeardBy.LINE, packets("remote"));
        lost.put(HeardBy.PBX, lost("local"));
        lost.put(HeardBy.LINE, lost("remote"));
        for (Use use : Use.values()) {
            reports.put(
                    use,
                    known(Counter.builder("callwarden.rtcp.reports")
                            .description("RTCP reports, and what could be done with them")
                            .tags("pbx", pbx, "result", use.name().toLowerCase(Locale.ROOT))
                            .register(registry)));
        }
        jitter = known(Buckets.jitter()
                .description("Jitter as RTCP reports tell it")
                .tag("pbx", pbx)
                .register(registry));
        roundTrip = known(Buckets.roundTrip()
                .description("Time of voice from the PBX to a line and back")
                .tag("pbx", pbx)
                .register(registry));
        mos = metrics.mos(poorMos).labelValues(pbx);
        poor = known(Counter.builder("callwarden.calls.poor.quality")
                .description("Legs of calls with an estimated MOS below voice.poor-mos")
                .tag("pbx", pbx)
                .register(registry));
    }

    private <T extends Meter> T known(T meter) {
        all.add(meter);
        return meter;
    }

    /** From now on a MOS below it is poor; the histogram keeps its bounds. */
    public void follow(double newPoorMos) {
        poorMos = newPoorMos;
    }

    /** Nobody wants to know any more. */
    public void remove() {
        all.forEach(registry::remove);
        names.remove();
        metrics.forgetMos(pbx);
    }

    private Counter packets(String side) {
        return known(Counter.builder("callwarden.rtcp.packets")
                .description("Packets of voice that RTCP reports speak of, lost ones among them")
                .tags("pbx", pbx, "side", side)
                .register(registry));
    }

    private Counter lost(String side) {
        return known(Counter.builder("callwarden.rtcp.packets.lost")
                .description("Packets of voice that did not arrive, as RTCP reports tell it")
                .tags("pbx", pbx, "side", side)
                .register(registry));
    }

    @Override
    public void lineHeard(String name) {
        line(name);
    }

    private Line line(String name) {
        return lines.computeIfAbsent(
                names.label(name.substring(name.indexOf('/') + 1)), label -> new Line(this, label));
    }

    @Override
    public void received(HeardBy side, long sent, long missing) {
        packets.get(side).increment(sent);
        lost.get(side).increment(missing);
    }

    @Override
    public void jitter(double seconds) {
        jitter.record(nanos(seconds), TimeUnit.NANOSECONDS);
    }

    @Override
    public void roundTrip(double seconds) {
        roundTrip.record(nanos(seconds), TimeUnit.NANOSECONDS);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    @Override
    public void reported(Use use) {
        reports.get(use).increment();
    }

    @Override
    public void legEnded(LegQuality quality) {
        mos.observe(quality.mos());
        Line line = line(quality.line());
        line.mos = quality.mos();
        if (quality.mos() < poorMos) {
            poor.increment();
            line.poor.increment();
        }
    }
}
