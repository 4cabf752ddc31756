package io.callwarden.grafana;

import java.util.Map;

/**
 * A link from a panel to a list of the agent's own: of the calls of the time that the board shows, or of the open call-backs.
 *
 * @param title what one sees there
 * @param url its address
 */
record CallList(String title, String url) {
    private static final String CALLS =
            "${callwarden:raw}/api/calls?format=table&limit=1000&from=${__from:date:iso}&to=${__to:date:iso}";

    static final CallList MISSED = calls("List the missed calls", "&missed=true");
    static final CallList ALL = calls("List the calls", "");
    /** What is still to be done, whatever time the board shows. */
    static final CallList CALLBACKS = new CallList("Whom to call back", "${callwarden:raw}/callbacks");

    static final CallList OF_THE_QUEUE = calls("List the calls of this queue", "&queue=${__field.labels.queue}");
    static final CallList MISSED_IN_THE_QUEUE =
            calls("List the missed calls of this queue", "&missed=true&queue=${__field.labels.queue}");
    static final CallList OF_THE_ROW = calls("List the calls of this queue", "&queue=${__data.fields.Queue}");

    /**
     * Calls of the time that the board shows.
     *
     * @param query further words of {@code /api/calls}, beginning with an ampersand
     */
    static CallList calls(String title, String query) {
        return new CallList(title, CALLS + query);
    }

    /** Calls with this outcome. */
    static CallList ended(String outcome) {
        return calls("List these calls", "&direction=inbound&outcome=" + outcome);
    }

    Map<String, Object> json() {
        return Json.object("title", title, "url", url, "targetBlank", true);
    }
}
