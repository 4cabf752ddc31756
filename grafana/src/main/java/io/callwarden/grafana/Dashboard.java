package io.callwarden.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One board: rows of panels, placed from left to right and from top to bottom. Filled in by its author, then only read. */
final class Dashboard {
    private static final int COLUMNS = 24;
    private static final int SCHEMA = 42;

    private final String uid;
    private final String title;
    private final String description;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private String from = "now-12h";
    private String refresh = "1m";

    /** Panels under one heading. */
    record Row(String title, List<Panel> panels) {}

    private Dashboard(String uid, String title, String description) {
        this.uid = uid;
        this.title = title;
        this.description = description;
        variables.addAll(Variable.OF_EVERY_BOARD);
    }

    /**
     * A board without panels.
     *
     * @param name part of its uid and of its file's name
     */
    static Dashboard named(String name, String title, String description) {
        return new Dashboard("callwarden-" + name, "Callwarden / " + title, description);
    }

    /** Shows the time since then. */
    Dashboard from(String to) {
        from = to;
        return this;
    }

    Dashboard refresh(String every) {
        refresh = every;
        return this;
    }

    Dashboard variable(Variable variable) {
        variables.add(variable);
        return this;
    }

    Dashboard row(String heading, Panel... panels) {
        rows.add(new Row(heading, List.of(panels)));
        return this;
    }

    String uid() {
        return uid;
    }

    String title() {
        return title;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    Map<String, Object> json() {
        return Json.object(
                "uid",
                uid,
                "title",
                title,
                "description",
                description,
                "tags",
                List.of("callwarden", "telephony"),
                "schemaVersion",
                SCHEMA,
                "version",
                1,
                "editable",
                false,
                "graphTooltip",
                1,
                "refresh",
                refresh,
                "time",
                Json.object("from", from, "to", "now"),
                "timezone",
                "browser",
                "fiscalYearStartMonth",
                0,
                "weekStart",
                "monday",
                "timepicker",
                Json.object(),
                "preload",
                false,
                "links",
                List.of(LINK),
                "annotations",
                Json.object("list", Annotations.ALL),
                "templating",
                Json.object("list", variables.stream().map(Variable::json).toList()),
                "panels",
                placed());
    }

    private static final Map<String, Object> LINK = Json.object(
            "type",
            "dashboards",
            "title",
            "Callwarden",
            "tags",
            List.of("callwarden"),
            "asDropdown",
            true,
            "includeVars",
            true,
            "keepTime",
            true,
            "targetBlank",
            false,
            "icon",
            "external link",
            "tooltip",
            "The other boards",
            "url",
            "");

    private List<Object> placed() {
        List<Object> placed = new ArrayList<>();
        int y = 0;
        for (Row row : rows) {
            placed.add(heading(row.title(), placed.size() + 1, y));
            y++;
            int x = 0;
            int lowest = 0;
            for (Panel panel : row.panels()) {
                if (x + panel.width() > COLUMNS) {
                    x = 0;
                    y += lowest;
                    lowest = 0;
                }
                placed.add(panel.json(placed.size() + 1, x, y));
                x += panel.width();
                lowest = Math.max(lowest, panel.height());
            }
            y += lowest;
        }
        return placed;
    }

    private static Map<String, Object> heading(String title, int id, int y) {
        return Json.object(
                "id",
                id,
                "type",
                "row",
                "title",
                title,
                "collapsed",
                false,
                "gridPos",
                Json.object("x", 0, "y", y, "w", COLUMNS, "h", 1),
                "panels",
                List.of());
    }
}
