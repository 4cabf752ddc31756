package io.callwarden.grafana;

import java.util.List;
import java.util.Map;

/** What one may choose at the top of a board. */
record Variable(String name, Map<String, Object> json) {
    private static final String KNOWN_BY = "callwarden_ami_connected";

    /** Of every board. */
    static final List<Variable> OF_EVERY_BOARD = List.of(
            dataSource(),
            values("job", "Job", KNOWN_BY),
            values("instance", "Instance", KNOWN_BY + "{job=~\"$job\"}"),
            values("pbx", "PBX", KNOWN_BY + "{job=~\"$job\", instance=~\"$instance\"}"),
            text("callwarden", "Callwarden's own pages", "http://127.0.0.1:9686", "For the links to lists of calls."));

    private static final String OF_A_PBX = "{job=~\"$job\", instance=~\"$instance\", pbx=~\"$pbx\"}";
    static final Variable QUEUE = values("queue", "Queue", "callwarden_queue_callers_waiting" + OF_A_PBX);
    static final Variable TRUNK = values("trunk", "Trunk", "callwarden_trunk_up" + OF_A_PBX);
    static final Variable AGENT = values("agent", "Employee", "callwarden_agent_state" + OF_A_PBX);
    /** PromQL knows only UTC. */
    static final Variable AHEAD_OF_UTC = text(
            "utc_offset",
            "Hours ahead of UTC",
            "0",
            "So that the hours in the tables are those of the house, such as 3 or -5.");

    private static Variable dataSource() {
        return new Variable(
                "datasource",
                Json.object(
                        "name",
                        "datasource",
                        "label",
                        "Data source",
                        "type",
                        "datasource",
                        "query",
                        "prometheus",
                        "current",
                        Json.object(),
                        "hide",
                        0,
                        "includeAll",
                        false,
                        "multi",
                        false,
                        "options",
                        List.of(),
                        "refresh",
                        1,
                        "regex",
                        "",
                        "skipUrlSync",
                        false));
    }

    private static Variable values(String name, String label, String selector) {
        String query = "label_values(" + selector + ", " + name + ")";
        return new Variable(
                name,
                Json.object(
                        "name",
                        name,
                        "label",
                        label,
                        "type",
                        "query",
                        "datasource",
                        Panel.DATA_SOURCE,
                        "query",
                        Json.object("query", query, "refId", "StandardVariableQuery"),
                        "definition",
                        query,
                        "refresh",
                        2,
                        "includeAll",
                        true,
                        "multi",
                        true,
                        "allValue",
                        ".+",
                        "current",
                        Json.object("text", List.of("All"), "value", List.of("$__all")),
                        "sort",
                        1,
                        "hide",
                        0,
                        "options",
                        List.of(),
                        "regex",
                        "",
                        "skipUrlSync",
                        false));
    }

    private static Variable text(String name, String label, String value, String description) {
        Map<String, Object> chosen = Json.object("text", value, "value", value);
        return new Variable(
                name,
                Json.object(
                        "name", name,
                        "label", label,
                        "description", description,
                        "type", "textbox",
                        "query", value,
                        "current", chosen,
                        "options", List.of(Json.object("text", value, "value", value, "selected", true)),
                        "hide", 0,
                        "skipUrlSync", false));
    }
}
