package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The rules of Grafana's dashboard-linter, and some of ours. */
class DashboardLintTest {
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern RATE = Pattern.compile("\\bi?rate\\(.*?\\[([^\\]]+)]");
    private static final Pattern COUNTER = Pattern.compile("([a-z_]*)\\(\\s*[a-z_]+_total\\{[^}]*}(\\[)?");
    private static final Set<String> UNITS = Set.of(
            "none",
            "locale",
            "percentunit",
            "s",
            "dtdurations",
            "bytes",
            "cps",
            "reqps",
            "dateTimeFromNow",
            "dateTimeAsIso");

    static List<Board> boards() {
        return Board.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void boardIsFoundLinkedAndNotEditable(Board board) {
        JsonNode json = board.json();
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(42);
        assertThat(board.file()).isEqualTo(board.uid() + ".json").startsWith("callwarden-");
        assertThat(json.path("editable").asBoolean(true)).isFalse();
        assertThat(json.path("tags").toString()).contains("\"callwarden\"");
        JsonNode link = json.path("links").path(0);
        assertThat(link.path("includeVars").asBoolean() && link.path("keepTime").asBoolean())
                .isTrue();
        assertThat(json.path("description").asString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void boardLetsChooseDataSourceJobInstanceAndPbx(Board board) {
        Map<String, JsonNode> variables = board.variables().stream()
                .collect(Collectors.toMap(each -> each.path("name").asString(), Function.identity()));
        assertThat(variables).containsKeys("datasource", "job", "instance", "pbx", "callwarden");
        assertThat(variables.get("datasource").path("label").asString()).isEqualTo("Data source");
        assertThat(variables.get("job").path("label").asString()).isEqualTo("Job");
        assertThat(variables.get("instance").path("label").asString()).isEqualTo("Instance");
        for (JsonNode variable : variables.values()) {
            if (variable.path("type").asString().equals("query")) {
                assertThat(variable.path("multi").asBoolean()).isTrue();
                assertThat(variable.path("allValue").asString()).isEqualTo(".+");
                assertThat(variable.path("refresh").asInt())
                        .as("reloads when the time changes")
                        .isEqualTo(2);
                assertThat(variable.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panelSaysWhatItShowsInWhichUnitAndFromWhere(Board board) {
        List<String> problems = new ArrayList<>();
        for (JsonNode panel : board.panels()) {
            String title = panel.path("title").asString();
            check(!title.isBlank(), board + ": a panel has no title", problems);
            check(
                    panel.path("description").asString().matches("[A-Z0-9].*\\."),
                    title + ": no sentence that describes it",
                    problems);
            check(
                    panel.path("datasource").path("uid").asString().equals("${datasource}"),
                    title + ": data source",
                    problems);
            check(
                    UNITS.contains(panel.path("fieldConfig")
                            .path("defaults")
                            .path("unit")
                            .asString()),
                    title + ": unit",
                    problems);
            check(!panel.path("targets").isEmpty(), title + ": no query", problems);
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everySelectorKeepsToTheChosenJobAndInstance(Board board) {
        List<String> problems = new ArrayList<>();
        for (String expr : board.expressions()) {
            Matcher selector = SELECTOR.matcher(expr);
            while (selector.find()) {
                boolean alerts = selector.group(1).equals("ALERTS");
                check(selector.group(2).contains("job=~\"$job\""), selector.group() + ": no job", problems);
                check(
                        alerts || selector.group(2).contains("instance=~\"$instance\""),
                        selector.group() + ": no instance",
                        problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void countersAreOnlyReadAsIncreaseOrRate(Board board) {
        List<String> problems = new ArrayList<>();
        for (String expr : board.expressions()) {
            Matcher rate = RATE.matcher(expr);
            while (rate.find()) {
                check(
                        rate.group(1).equals("$__rate_interval"),
                        rate.group() + ": rate over another time than $__rate_interval",
                        problems);
            }
            Matcher counter = COUNTER.matcher(expr);
            while (counter.find()) {
                boolean clamped = counter.group().contains("callwarden_series_clamped_total");
                check(
                        clamped
                                || counter.group(2) != null
                                        && Set.of("increase", "rate").contains(counter.group(1)),
                        counter.group() + ": bare counter",
                        problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    private static void check(boolean good, String problem, List<String> problems) {
        if (!good) {
            problems.add(problem);
        }
    }
}
