package io.callwarden;

import io.prometheus.metrics.expositionformats.generated.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every metric of a scrape in protobuf, which says name, type and meaning without a parser of text. */
final class MetricCatalogue {
    /** What Prometheus asks for when it prefers protobuf. */
    static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private MetricCatalogue() {}

    /**
     * One metric.
     *
     * @param unit as its name says it; empty for a number of things
     * @param labels in alphabetical order
     */
    record Entry(String name, String type, String unit, List<String> labels, String help) {}

    /** The families of a page, as they came. */
    static List<Metrics.MetricFamily> families(byte[] page) throws IOException {
        List<Metrics.MetricFamily> families = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(page);
        for (Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(in);
                family != null;
                family = Metrics.MetricFamily.parseDelimitedFrom(in)) {
            families.add(family);
        }
        return families;
    }

    /** The entries of a page by name. */
    static List<Entry> entries(byte[] page) throws IOException {
        return families(page).stream()
                .map(MetricCatalogue::entry)
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    private static Entry entry(Metrics.MetricFamily family) {
        return new Entry(
                family.getName(),
                family.getType().name().toLowerCase(Locale.ROOT),
                unit(family.getName()),
                List.copyOf(labelSets(family).stream().findFirst().orElseThrow()),
                family.getHelp());
    }

    /** The sets of label names that its series have; more than one is a fault. */
    static List<Set<String>> labelSets(Metrics.MetricFamily family) {
        return family.getMetricList().stream()
                .map(metric -> (Set<String>) metric.getLabelList().stream()
                        .map(Metrics.LabelPair::getName)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .distinct()
                .toList();
    }

    private static String unit(String name) {
        String base = name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        if (base.endsWith("_timestamp_seconds") || base.endsWith("_start_time_seconds")) {
            return "seconds since 1970";
        }
        for (String unit : List.of("seconds", "bytes")) {
            if (base.endsWith("_" + unit)) {
                return unit;
            }
        }
        return "";
    }
}
