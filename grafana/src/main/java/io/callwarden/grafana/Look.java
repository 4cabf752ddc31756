package io.callwarden.grafana;

import java.util.List;
import java.util.Map;

/** How a panel shows its figures: Grafana's type of panel with the settings that all panels of that look share. */
enum Look {
    /** One big figure on a coloured ground. */
    FIGURE("stat"),
    /** A bar for each of several things, with the value beside it. */
    BARS_NOW("bargauge"),
    /** Lines over time. */
    LINES("timeseries"),
    /** Columns over time, upon each other. */
    COLUMNS("timeseries"),
    /** Areas over time, upon each other. */
    AREAS("timeseries"),
    /** Rows and columns. */
    TABLE("table"),
    /** Which state each of several things was in. */
    STATES("state-timeline"),
    /** Buckets of a histogram over time. */
    HEATMAP("heatmap");

    private final String type;

    Look(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** Whether the colour tells good from bad, not one series from another. */
    boolean colouredByValue() {
        return switch (this) {
            case FIGURE, BARS_NOW, TABLE, STATES -> true;
            case LINES, COLUMNS, AREAS, HEATMAP -> false;
        };
    }

    Map<String, Object> options() {
        return switch (this) {
            case FIGURE ->
                Json.object(
                        "reduceOptions", LAST,
                        "colorMode", "background",
                        "graphMode", "area",
                        "textMode", "auto",
                        "justifyMode", "center",
                        "orientation", "auto",
                        "wideLayout", true);
            case BARS_NOW ->
                Json.object(
                        "reduceOptions",
                        LAST,
                        "orientation",
                        "horizontal",
                        "displayMode",
                        "basic",
                        "valueMode",
                        "color",
                        "namePlacement",
                        "auto",
                        "showUnfilled",
                        true,
                        "sizing",
                        "auto",
                        "minVizHeight",
                        16,
                        "maxVizHeight",
                        40,
                        "minVizWidth",
                        8);
            case LINES -> series(legend("table", "max", "lastNotNull"));
            case AREAS -> series(legend("list"));
            case COLUMNS -> series(legend("list", "sum"));
            case TABLE -> Json.object("showHeader", true, "cellHeight", "sm");
            case STATES ->
                Json.object(
                        "mergeValues",
                        true,
                        "showValue",
                        "auto",
                        "alignValue",
                        "left",
                        "rowHeight",
                        0.8,
                        "legend",
                        Json.object("displayMode", "list", "placement", "bottom", "showLegend", true),
                        "tooltip",
                        Json.object("mode", "single", "sort", "none"));
            case HEATMAP ->
                Json.object(
                        "calculate", false,
                        "cellGap", 1,
                        "color", Json.object("mode", "scheme", "scheme", "Oranges", "steps", 64, "reverse", false),
                        "yAxis", Json.object("axisPlacement", "left", "unit", "s"),
                        "rowsFrame", Json.object("layout", "auto"),
                        "legend", Json.object("show", true),
                        "tooltip", Json.object("mode", "single", "yHistogram", false));
        };
    }

    Map<String, Object> custom() {
        return switch (this) {
            case FIGURE, BARS_NOW -> Json.object();
            case LINES -> drawn("line", 2, 8, "none");
            case AREAS -> drawn("line", 1, 60, "normal");
            case COLUMNS -> drawn("bars", 0, 85, "normal");
            case TABLE -> Json.object("align", "auto", "minWidth", 72, "cellOptions", Json.object("type", "auto"));
            case STATES -> Json.object("fillOpacity", 85, "lineWidth", 0);
            case HEATMAP -> Json.object("hideFrom", Json.object("legend", false, "tooltip", false, "viz", false));
        };
    }

    private static final Map<String, Object> LAST =
            Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false);

    private static Map<String, Object> series(Map<String, Object> legend) {
        return Json.object("legend", legend, "tooltip", Json.object("mode", "multi", "sort", "desc"));
    }

    private static Map<String, Object> legend(String form, String... calculations) {
        return Json.object(
                "displayMode", form, "placement", "bottom", "calcs", List.of(calculations), "showLegend", true);
    }

    private static Map<String, Object> drawn(String style, int line, int fill, String stacking) {
        return Json.object(
                "drawStyle",
                style,
                "lineWidth",
                line,
                "fillOpacity",
                fill,
                "showPoints",
                "never",
                "spanNulls",
                false,
                "stacking",
                Json.object("mode", stacking, "group", "A"));
    }
}
