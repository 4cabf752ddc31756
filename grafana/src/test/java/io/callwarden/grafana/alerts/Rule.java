package io.callwarden.grafana.alerts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One rule of Prometheus as it stands in a file.
 *
 * @param group the group it is in
 * @param kind {@code record} or {@code alert}
 * @param name what it records, or the alert's name
 * @param holds how long the condition must hold, as written; null where it fires at once
 */
record Rule(
        String group,
        String kind,
        String name,
        String expression,
        String holds,
        Map<String, String> labels,
        Map<String, String> annotations) {
    static final Path FOLDER = Path.of("rules");
    static final Path RECORDING = FOLDER.resolve("callwarden-recording.yml");
    static final Path ALERTS = FOLDER.resolve("callwarden-alerts.yml");

    static final YAMLMapper YAML = new YAMLMapper();

    static List<Rule> recordings() {
        return in(RECORDING);
    }

    static List<Rule> alerts() {
        return in(ALERTS);
    }

    static List<Rule> in(Path file) {
        return stream(YAML.readTree(file).path("groups"))
                .flatMap(group -> stream(group.path("rules"))
                        .map(rule -> of(group.path("name").asString(), rule)))
                .toList();
    }

    private static Rule of(String group, JsonNode rule) {
        String kind = rule.has("alert") ? "alert" : "record";
        return new Rule(
                group,
                kind,
                rule.path(kind).asString(),
                rule.path("expr").asString(),
                rule.has("for") ? rule.path("for").asString() : null,
                texts(rule.path("labels")),
                texts(rule.path("annotations")));
    }

    private static Map<String, String> texts(JsonNode node) {
        return node.properties().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    boolean isPage() {
        return "true".equals(labels.get("page"));
    }

    @Override
    public String toString() {
        return name;
    }
}
