package io.callwarden.grafana.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which metrics there are, and which labels they have: those of docs/metrics.md and what the rules record. */
final class Catalogue {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(callwarden_\\w+)` \\|(.*)\\|$");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    Catalogue() throws IOException {
        ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .forEach(row -> labels.put(row.group(1), labelsOf(row.group(2))));
        // Of Prometheus itself, and of its client for Java.
        labels.put("up", Set.of());
        labels.put("process_start_time_seconds", Set.of());
        labels.put("jvm_memory_used_bytes", Set.of("area"));
        for (Rule recorded : Rule.recordings()) {
            labels.put(recorded.name(), Set.of("pbx", "queue"));
        }
    }

    /** The last cell but one of a row. */
    private static Set<String> labelsOf(String cells) {
        String[] all = cells.split(" \\| ?");
        return Pattern.compile("`(\\w+)`")
                .matcher(all[all.length - 2])
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
    }

    /** The labels of a metric, or of the histogram of which it is a part; empty where there is none. */
    Optional<Set<String>> labels(String metric) {
        return Optional.ofNullable(
                labels.getOrDefault(metric, labels.get(metric.replaceFirst("_(bucket|count|sum)$", ""))));
    }

    boolean has(String metric) {
        return labels(metric).isPresent();
    }
}
