package io.callwarden.grafana;

import java.util.Map;

/**
 * A link from a panel to the agent's own list of calls, for the time that the board shows.
 *
 * @param title what one sees there
 * @param query further words of {@code /api/calls}, beginning with an ampersand
 */
record CallList(String title, String query) {
    private static final String CALLS =
            "${callwarden:raw}/api/calls?format=table&limit=1000&from=${__from:date:iso}&to=${__to:date:iso}";

    static final CallList MISSED = new CallList("List the missed calls", "&missed=true");
    static final CallList ALL = new CallList("List the calls", "");
    static final CallList OF_THE_QUEUE = new CallList("List the calls of this queue", "&queue=${__field.labels.queue}");
    static final CallList MISSED_IN_THE_QUEUE =
            new CallList("List the missed calls of this queue", "&missed=true&queue=${__field.labels.queue}");
    static final CallList OF_THE_ROW = new CallList("List the calls of this queue", "&queue=${__data.fields.Queue}");

    /** Calls with this outcome. */
    static CallList ended(String outcome) {
        return new CallList("List these calls", "&direction=inbound&outcome=" + outcome);
    }

    Map<String, Object> json() {
        return Json.object("title", title, "url", CALLS + query, "targetBlank", true);
    }
}
