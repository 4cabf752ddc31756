package io.callwarden;

import io.callwarden.MetricCatalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what docs/metrics.md says below its mark, and docs/metrics.json. */
final class MetricsDocument {
    /** What stands above it is written by hand. */
    static final String MARK = "<!-- What follows is made from a scrape: bin/metrics writes it anew. -->\n";

    private MetricsDocument() {}

    /** The tables, one chapter a subject. */
    static String tables(List<Entry> entries) {
        StringBuilder text = new StringBuilder(MARK);
        for (MetricSubject subject : MetricSubject.values()) {
            List<Entry> own = of(subject, entries);
            if (!own.isEmpty()) {
                text.append("\n## ")
                        .append(subject.title())
                        .append("\n\n")
                        .append(subject.introduction())
                        .append("\n\n| Name | Type | Unit | Labels | Meaning |\n| --- | --- | --- | --- | --- |\n");
                own.forEach(entry -> text.append(row(entry)));
            }
        }
        return text.toString();
    }

    /** The same for programs: subject, name, type, unit, labels, help of each. */
    static String json(List<Entry> entries) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (MetricSubject subject : MetricSubject.values()) {
            for (Entry entry : of(subject, entries)) {
                Map<String, Object> metric = new LinkedHashMap<>();
                metric.put("name", entry.name());
                metric.put("subject", subject.title());
                metric.put("type", entry.type());
                metric.put("unit", entry.unit());
                metric.put("labels", entry.labels());
                metric.put("help", entry.help());
                metrics.add(metric);
            }
        }
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(metrics)
                + "\n";
    }

    private static List<Entry> of(MetricSubject subject, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> MetricSubject.of(entry.name()) == subject)
                .toList();
    }

    private static String row(Entry entry) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        entry.name(),
                        entry.type(),
                        entry.unit(),
                        entry.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        entry.help().replace("|", "\\|"));
    }
}
