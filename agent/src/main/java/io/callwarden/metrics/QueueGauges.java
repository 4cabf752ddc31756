package io.callwarden.metrics;

import io.callwarden.queue.MemberState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * The queues of all PBXs as they stand at the moment of the scrape. Read together, so that the members of a queue add up; a gauge for
 * each figure would be read at a moment of its own. While a PBX is not heard nothing is certain, and each figure of it is not a number.
 */
final class QueueGauges implements MultiCollector {
    private static final double NANOS = 1e9;

    private final Supplier<List<LiveQueues>> pbxs;

    private QueueGauges(Supplier<List<LiveQueues>> pbxs) {
        this.pbxs = pbxs;
    }

    static void register(PrometheusRegistry registry, Supplier<List<LiveQueues>> pbxs) {
        registry.register(new QueueGauges(pbxs));
    }

    @Override
    public MetricSnapshots collect() {
        GaugeSnapshot.Builder waiting = gauge("callwarden_queue_callers_waiting", "Callers waiting now");
        GaugeSnapshot.Builder longest = gauge(
                "callwarden_queue_longest_wait_seconds",
                "How long the one who waits longest has waited; 0 where nobody waits");
        GaugeSnapshot.Builder members =
                gauge("callwarden_queue_members", "Members by what they do now; each is in one state, so they add up");
        GaugeSnapshot.Builder target = gauge(
                "callwarden_queue_service_level_target_seconds",
                "Within which time a call of the queue is to be answered");
        for (LiveQueues pbx : pbxs.get()) {
            String name = pbx.metrics().pbx();
            boolean current = pbx.board().current();
            pbx.now().forEach((queue, sum) -> {
                Labels labels = Labels.of("pbx", name, "queue", queue);
                waiting.dataPoint(point(labels, current ? sum.waiting() : Double.NaN));
                longest.dataPoint(point(labels, current ? sum.longest().toNanos() / NANOS : Double.NaN));
                for (MemberState state : MemberState.values()) {
                    members.dataPoint(
                            point(labels.add("state", state.label()), current ? sum.members(state) : Double.NaN));
                }
                if (sum.target() != null) {
                    target.dataPoint(point(labels, sum.target().toNanos() / NANOS));
                }
            });
        }
        return MetricSnapshots.of(waiting.build(), longest.build(), members.build(), target.build());
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
