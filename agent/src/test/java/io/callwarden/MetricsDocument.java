package io.callwarden;

import io.callwarden.MetricCatalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the tables of docs/metrics.md, one a chapter, and docs/metrics.json. What else stands in a chapter is written by hand and stays. */
final class MetricsDocument {
    private static final String HEAD = "| Name | Type |";

    private MetricsDocument() {}

    /** The text with its tables made anew; a chapter that is missing is put at the end. */
    static String withTables(String text, List<Entry> entries) {
        String written = text;
        for (MetricSubject subject : MetricSubject.values()) {
            List<Entry> own = of(subject, entries);
            if (!own.isEmpty()) {
                written = withTable(written, subject, own);
            }
        }
        return written;
    }

    private static String withTable(String text, MetricSubject subject, List<Entry> entries) {
        String heading = "\n## " + subject.title() + "\n";
        int chapter = text.indexOf(heading);
        if (chapter < 0) {
            return text.stripTrailing() + "\n" + heading + "\n" + subject.introduction() + "\n\n" + table(entries);
        }
        int next = text.indexOf("\n## ", chapter + 1);
        int end = next < 0 ? text.length() : next;
        int table = text.indexOf(HEAD, chapter);
        if (table < 0 || table > end) {
            throw new IllegalStateException("The chapter \"" + subject.title() + "\" needs a line " + HEAD);
        }
        int after = table;
        while (after < text.length() && text.charAt(after) == '|') {
            after = text.indexOf('\n', after) + 1;
        }
        return text.substring(0, table) + table(entries) + text.substring(after);
    }

    private static String table(List<Entry> entries) {
        return "| Name | Type | Unit | Labels | Meaning |\n| --- | --- | --- | --- | --- |\n"
                + entries.stream().map(MetricsDocument::row).collect(Collectors.joining());
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
