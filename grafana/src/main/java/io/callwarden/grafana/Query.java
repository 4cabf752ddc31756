package io.callwarden.grafana;

import java.util.Map;

/**
 * One query of a panel.
 *
 * @param expr PromQL; see {@link #of}
 * @param legend what a series is called, in Grafana's template
 * @param form what Grafana asks for
 */
record Query(String expr, String legend, Form form) {
    /** What Grafana asks for, and what it makes of the answer. */
    enum Form {
        /** The course over the shown time. */
        RANGE("time_series"),
        /** The value at the end of the shown time. */
        INSTANT("time_series"),
        /** The same as rows of a table. */
        TABLE("table"),
        /** Buckets of a histogram over the shown time. */
        HEATMAP("heatmap");

        private final String format;

        Form(String format) {
            this.format = format;
        }

        boolean isInstant() {
            return this == INSTANT || this == TABLE;
        }
    }

    /** Metrics of a PBX. */
    private static final String OF_A_PBX = "job=~\"$job\", instance=~\"$instance\", pbx=~\"$pbx\"";
    /** Metrics of the agent's process. */
    private static final String OF_THE_PROCESS = "job=~\"$job\", instance=~\"$instance\"";

    /**
     * PromQL with its selectors spelt out.
     *
     * @param template {@code [S]} stands for the matchers of job, instance and PBX, {@code [P]} for job and instance
     */
    static String of(String template) {
        return template.replace("[S]", OF_A_PBX).replace("[P]", OF_THE_PROCESS).strip();
    }

    static Query range(String template, String legend) {
        return new Query(of(template), legend, Form.RANGE);
    }

    static Query instant(String template, String legend) {
        return new Query(of(template), legend, Form.INSTANT);
    }

    static Query table(String template) {
        return new Query(of(template), "__auto", Form.TABLE);
    }

    static Query heatmap(String template) {
        return new Query(of(template), "{{le}}", Form.HEATMAP);
    }

    Map<String, Object> json(String refId) {
        return Json.object(
                "refId",
                refId,
                "datasource",
                Panel.DATA_SOURCE,
                "editorMode",
                "code",
                "expr",
                expr,
                "legendFormat",
                legend,
                "instant",
                form.isInstant(),
                "range",
                !form.isInstant(),
                "format",
                form.format);
    }
}
