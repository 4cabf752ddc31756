package io.callwarden.metrics;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.PbxFacts;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.Supplier;

/** Which Asterisk each PBX is: the version is known only after the login and may change while the agent runs. */
final class AsteriskInfo implements Collector {
    static final String NAME = "callwarden_asterisk";

    private final Supplier<List<AmiLink>> links;

    private AsteriskInfo(Supplier<List<AmiLink>> links) {
        this.links = links;
    }

    static void register(PrometheusRegistry registry, Supplier<List<AmiLink>> links) {
        registry.register(new AsteriskInfo(links));
    }

    @Override
    public MetricSnapshot collect() {
        InfoSnapshot.Builder info = InfoSnapshot.builder()
                .name(NAME)
                .help("Which Asterisk a PBX runs; always 1, absent before the first login");
        for (AmiLink link : links.get()) {
            link.facts()
                    .map(PbxFacts::asteriskVersion)
                    .filter(version -> !version.isEmpty())
                    .ifPresent(version -> info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                            .labels(Labels.of("pbx", link.pbx(), "version", version))
                            .build()));
        }
        return info.build();
    }
}
