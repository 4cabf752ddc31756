package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The shape of Grafana's classic dashboard model, as far as the boards use it: a misspelt setting is one that Grafana ignores in silence. */
class ClassicModelTest {
    private static final int COLUMNS = 24;
    private static final Set<String> BOARD = Set.of(
            "uid",
            "title",
            "description",
            "tags",
            "schemaVersion",
            "version",
            "editable",
            "graphTooltip",
            "refresh",
            "time",
            "timezone",
            "fiscalYearStartMonth",
            "weekStart",
            "timepicker",
            "preload",
            "links",
            "annotations",
            "templating",
            "panels");
    private static final Set<String> PANEL = Set.of(
            "id",
            "type",
            "title",
            "description",
            "gridPos",
            "datasource",
            "fieldConfig",
            "options",
            "targets",
            "interval",
            "timeFrom",
            "hideTimeOverride",
            "transformations");
    private static final Set<String> ROW = Set.of("id", "type", "title", "collapsed", "gridPos", "panels");
    private static final Set<String> TARGET =
            Set.of("refId", "datasource", "editorMode", "expr", "legendFormat", "instant", "range", "format");
    private static final Set<String> FIELD =
            Set.of("unit", "decimals", "min", "max", "color", "thresholds", "mappings", "custom", "links", "noValue");
    private static final Set<String> TYPES =
            Set.of("row", "stat", "bargauge", "timeseries", "table", "state-timeline", "heatmap");
    private static final Set<String> TRANSFORMATIONS = Set.of("joinByField", "sortBy", "organize");

    static List<Board> boards() {
        return Board.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everySettingHasANameThatGrafanaKnows(Board board) {
        List<String> problems = new ArrayList<>();
        names(board.json(), BOARD, "the board", problems);
        for (JsonNode panel : board.json().path("panels")) {
            String title = panel.path("title").asString();
            boolean row = panel.path("type").asString().equals("row");
            names(panel, row ? ROW : PANEL, title, problems);
            if (!TYPES.contains(panel.path("type").asString())) {
                problems.add(title + ": type " + panel.path("type"));
            }
            names(panel.path("gridPos"), Set.of("x", "y", "w", "h"), title, problems);
            names(panel.path("fieldConfig"), Set.of("defaults", "overrides"), title, problems);
            names(panel.path("fieldConfig").path("defaults"), FIELD, title, problems);
            panel.path("targets").forEach(target -> names(target, TARGET, title, problems));
            panel.path("fieldConfig").path("overrides").forEach(override -> {
                names(override, Set.of("matcher", "properties"), title, problems);
                override.path("properties").forEach(property -> {
                    String id = property.path("id").asString();
                    if (!id.startsWith("custom.") && !FIELD.contains(id)) {
                        problems.add(title + ": no property " + id);
                    }
                });
            });
            panel.path("transformations").forEach(each -> {
                if (!TRANSFORMATIONS.contains(each.path("id").asString())) {
                    problems.add(title + ": no transformation " + each.path("id"));
                }
            });
        }
        assertThat(problems).isEmpty();
    }

    private static void names(JsonNode object, Set<String> known, String where, List<String> problems) {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(where + ": no setting " + name));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void stepsOfColourRise(Board board) {
        for (JsonNode panel : board.panels()) {
            JsonNode steps = panel.path("fieldConfig")
                    .path("defaults")
                    .path("thresholds")
                    .path("steps");
            assertThat(steps.path(0).path("value").isNull())
                    .as(panel.path("title").asString())
                    .isTrue();
            for (int i = 2; i < steps.size(); i++) {
                assertThat(steps.path(i).path("value").asDouble())
                        .as(panel.path("title").asString())
                        .isGreaterThan(steps.path(i - 1).path("value").asDouble());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panelsLieBesideEachOther(Board board) {
        Set<Integer> ids = new HashSet<>();
        Set<Integer> taken = new HashSet<>();
        for (JsonNode panel : board.json().path("panels")) {
            String title = panel.path("title").asString();
            assertThat(ids.add(panel.path("id").asInt()))
                    .as("own id of %s", title)
                    .isTrue();
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt())
                    .as("right edge of %s", title)
                    .isLessThanOrEqualTo(COLUMNS);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(taken.add(y * COLUMNS + x))
                            .as("place of %s", title)
                            .isTrue();
                }
            }
        }
    }
}
