package io.callwarden.grafana;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings of some columns or series only.
 *
 * @param matcher {@code byName} or {@code byRegexp}
 * @param which the name or the expression
 * @param properties Grafana's id of a setting to its value
 */
record FieldOverride(String matcher, String which, Map<String, Object> properties) {
    static FieldOverride named(String name, Object... properties) {
        return new FieldOverride("byName", name, Json.object(properties));
    }

    /** A series with one fixed colour. */
    static FieldOverride coloured(String name, String colour) {
        return named(name, "color", Json.object("mode", "fixed", "fixedColor", colour));
    }

    /** A series that is drawn as a line where the others are columns upon each other. */
    static FieldOverride lineAmongColumns(String name, String colour) {
        return named(
                name,
                "color",
                Json.object("mode", "fixed", "fixedColor", colour),
                "custom.drawStyle",
                "line",
                "custom.lineWidth",
                2,
                "custom.fillOpacity",
                0,
                "custom.stacking",
                Json.object("mode", "none", "group", "A"));
    }

    /** All series whose name is like the expression with one fixed colour. */
    static FieldOverride likeColoured(String expression, String colour) {
        return new FieldOverride(
                "byRegexp", expression, Json.object("color", Json.object("mode", "fixed", "fixedColor", colour)));
    }

    /** A series that is drawn as a dashed line without a ground. */
    static FieldOverride dashed(String name, String colour) {
        return named(
                name,
                "color",
                Json.object("mode", "fixed", "fixedColor", colour),
                "custom.lineStyle",
                Json.object("fill", "dash", "dash", List.of(8, 6)),
                "custom.fillOpacity",
                0);
    }

    Map<String, Object> json() {
        return Json.object(
                "matcher",
                Json.object("id", matcher, "options", which),
                "properties",
                properties.entrySet().stream()
                        .map(each -> Json.object("id", each.getKey(), "value", each.getValue()))
                        .collect(Collectors.toList()));
    }
}
