package io.callwarden.grafana;

import java.util.List;
import java.util.Map;

/** What every board marks in its graphs. */
final class Annotations {
    static final String PAGES =
            Query.of("ALERTS{alertname=~\"Pbx.*\", alertstate=\"firing\", page=\"true\", job=~\"$job\"}");
    static final String RESTARTS = Query.of("changes(callwarden_asterisk_start_timestamp_seconds{[S]}[2m]) > 0");

    static final List<Object> ALL = List.of(
            Json.object(
                    "builtIn",
                    1,
                    "datasource",
                    Json.object("type", "grafana", "uid", "-- Grafana --"),
                    "enable",
                    true,
                    "hide",
                    true,
                    "iconColor",
                    "rgba(0, 211, 255, 1)",
                    "name",
                    "Annotations & Alerts",
                    "type",
                    "dashboard"),
            mark("Pages", PAGES, "red", "{{alertname}}", "{{pbx}} {{queue}} {{trunk}}"),
            mark("Asterisk restarted", RESTARTS, "purple", "Asterisk restarted", "{{pbx}}"));

    private Annotations() {}

    private static Map<String, Object> mark(String name, String expr, String colour, String title, String text) {
        return Json.object(
                "name",
                name,
                "datasource",
                Panel.DATA_SOURCE,
                "enable",
                true,
                "hide",
                false,
                "iconColor",
                colour,
                "expr",
                expr,
                "titleFormat",
                title,
                "textFormat",
                text,
                "tagKeys",
                "",
                "useValueForTime",
                "false",
                "step",
                "60s");
    }
}
