package io.callwarden.metrics;

import io.callwarden.call.Direction;
import io.callwarden.line.Line;
import io.callwarden.line.TrunkOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** How trunks stand and what went over them. Told by the PBX's thread, read by the scrape. */
final class TrunkMetrics {
    private final MeterRegistry registry;
    private final String pbx;
    private final CappedNames names;
    private final Map<String, LineSeries> series = new HashMap<>();

    TrunkMetrics(MeterRegistry registry, String pbx, int max) {
        this.registry = registry;
        this.pbx = pbx;
        names = new CappedNames(registry, pbx, "callwarden_trunk", max);
    }

    void add(Line trunk) {
        // Its calls so far are behind it before the first scrape can see the series.
        String label = names.label(trunk.name());
        LineSeries known = series.get(label);
        if (known != null) {
            known.add(trunk);
            return;
        }
        LineSeries own = new LineSeries();
        own.add(trunk);
        series.put(label, own);
        register(own, Tags.of("pbx", pbx, "trunk", label));
    }

    void remove(Line trunk) {
        String label = names.label(trunk.name());
        LineSeries own = series.get(label);
        if (own != null && own.remove(trunk)) {
            own.unregister();
            series.remove(label);
            names.release(trunk.name());
        }
    }

    private void register(LineSeries own, Tags tags) {
        gauge(
                own,
                tags,
                "callwarden.trunk.up",
                "Whether calls can go over this trunk: 1, 0, or not a number where that is not known",
                each -> each.worst(Line::up));
        gauge(
                own,
                tags,
                "callwarden.trunk.channels",
                "Channels of this trunk in use now",
                each -> each.sum(Line::channels));
        gauge(
                own,
                tags,
                "callwarden.trunk.channels.limit",
                "How many channels it has by the configuration; 0 where that is not set",
                each -> each.sum(Line::channelLimit));
        for (TrunkOutcome outcome : TrunkOutcome.values()) {
            calls(own, tags, Direction.INBOUND, outcome);
            calls(own, tags, Direction.OUTBOUND, outcome);
        }
        registrationChanges(own, tags.and("to", "registered"), line -> line.registrationChanges(true));
        registrationChanges(own, tags.and("to", "unregistered"), line -> line.registrationChanges(false));
    }

    private void gauge(LineSeries own, Tags tags, String name, String help, ToDoubleFunction<LineSeries> value) {
        keep(
                own,
                Gauge.builder(name, own, value)
                        .description(help)
                        .tags(tags)
                        .strongReference(true)
                        .register(registry));
    }

    private void calls(LineSeries own, Tags tags, Direction direction, TrunkOutcome outcome) {
        boolean inbound = direction == Direction.INBOUND;
        keep(
                own,
                FunctionCounter.builder(
                                "callwarden.trunk.calls", own, each -> each.sum(line -> line.calls(inbound, outcome)))
                        .description("Calls over this trunk that are over, by who called and what became of them")
                        .tags(tags.and("direction", direction.label(), "outcome", outcome.label()))
                        .register(registry));
    }

    private void registrationChanges(LineSeries own, Tags tags, ToIntFunction<Line> count) {
        keep(
                own,
                FunctionCounter.builder("callwarden.trunk.registration.changes", own, each -> each.sum(count))
                        .description("How often its registration with the provider began to stand, or fell")
                        .tags(tags)
                        .register(registry));
    }

    private void keep(LineSeries own, Meter meter) {
        own.keep(() -> registry.remove(meter));
    }
}
