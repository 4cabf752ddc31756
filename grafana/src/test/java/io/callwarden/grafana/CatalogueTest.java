package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every metric and every label that a board asks for is one of the catalogue in docs/metrics.json, or recorded by the rules. */
class CatalogueTest {
    private static final Pattern RECORD = Pattern.compile("(?m)^ +- record: (\\S+)$");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Set<String> EVERYWHERE = Set.of("job", "instance", "le");
    private static final Set<String> NOT_OURS = Set.of("up", "ALERTS");

    private static final Map<String, Set<String>> CATALOGUE = new HashMap<>();

    @BeforeAll
    static void readTheCatalogue() throws IOException {
        for (JsonNode metric :
                new JsonMapper().readTree(Path.of("../docs/metrics.json").toFile())) {
            Set<String> labels = new HashSet<>();
            metric.path("labels").forEach(label -> labels.add(label.asString()));
            CATALOGUE.put(metric.path("name").asString(), labels);
        }
        try (Stream<Path> rules = Files.list(Path.of("rules"))) {
            for (Path file :
                    rules.filter(each -> each.toString().endsWith(".yml")).toList()) {
                Matcher recorded = RECORD.matcher(Files.readString(file));
                while (recorded.find()) {
                    CATALOGUE.put(recorded.group(1), Set.of("pbx", "queue"));
                }
            }
        }
        assertThat(CATALOGUE).hasSizeGreaterThan(50);
    }

    static List<Board> boards() {
        return Board.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyMetricAndLabelIsInTheCatalogue(Board board) {
        Set<String> problems = new TreeSet<>();
        for (JsonNode panel : board.panels()) {
            panel.path("targets").forEach(target -> check(target.path("expr").asString(), problems));
        }
        assertThat(problems).isEmpty();
    }

    private static void check(String expr, Set<String> problems) {
        Set<String> labels = new HashSet<>(EVERYWHERE);
        Matcher selector = SELECTOR.matcher(expr);
        List<String> made = new ArrayList<>(List.of("hour"));
        while (selector.find()) {
            Set<String> known = labelsOf(selector.group(1));
            if (known == null) {
                problems.add("no metric " + selector.group(1));
                continue;
            }
            labels.addAll(known);
            Matcher matcher = MATCHER.matcher(selector.group(2));
            while (matcher.find()) {
                if (!known.contains(matcher.group(1)) && !EVERYWHERE.contains(matcher.group(1))) {
                    problems.add(selector.group(1) + " has no label " + matcher.group(1));
                }
            }
        }
        Matcher by = BY.matcher(expr);
        while (by.find()) {
            for (String label : by.group(1).split(", *")) {
                if (!labels.contains(label) && !made.contains(label)) {
                    problems.add("no label " + label + " in " + expr);
                }
            }
        }
    }

    /** Null for a metric that there is not. */
    private static Set<String> labelsOf(String name) {
        if (NOT_OURS.contains(name) || name.startsWith("jvm_") || name.startsWith("process_")) {
            return Set.of("area", "gc");
        }
        Set<String> own = CATALOGUE.get(name);
        return own != null ? own : CATALOGUE.get(name.replaceFirst("_(bucket|sum|count)$", ""));
    }
}
