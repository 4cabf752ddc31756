package io.callwarden.grafana;

/** How well are callers served in each queue? */
final class QueuesBoard {
    private static final String CALLS = "callwarden_queue_calls_total{[S], queue=~\"$queue\"";

    private QueuesBoard() {}

    static Dashboard board() {
        return Dashboard.named("queues", "Queues", "How well callers are served in each queue.")
                .variable(Variable.QUEUE)
                .row(
                        "Are callers served in time?",
                        offered(),
                        answered(),
                        gaveUp(),
                        shareGaveUp(),
                        serviceLevel(),
                        meanWait())
                .row("Service", serviceLevelOverTime(), abandonedOverTime())
                .row("Waiting", depth(), waitHeatmap())
                .row("What became of callers, and who was there", howTheyLeft(), members())
                .row("Each queue", QueueTable.panel().size(14, 9), unanswered());
    }

    private static Panel figure(String title, String description, String expr) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.instant(expr, title))
                .steps(Steps.PLAIN);
    }

    private static Panel offered() {
        return figure(
                "Callers in queues",
                "All that left a queue in the shown time, however they left it.",
                "round(sum(increase(" + CALLS + "}[$__range])))");
    }

    private static Panel answered() {
        return figure(
                "Answered",
                "Callers of queues who got a person.",
                "round(sum(increase(" + CALLS + ", outcome=\"answered\"}[$__range])))");
    }

    private static Panel gaveUp() {
        return figure(
                        "Gave up",
                        "Callers who hung up in a queue after more than a few seconds.",
                        "round(sum(increase(" + CALLS + ", outcome=\"abandoned\"}[$__range])))")
                .link(CallList.MISSED);
    }

    private static Panel shareGaveUp() {
        return figure(
                        "Share who gave up",
                        "Of those who did not hang up at once. Above " + Math.round(Thresholds.ABANDONED_SHARE * 100)
                                + " % over half an hour somebody is warned.",
                        "sum(increase(" + CALLS + ", outcome=\"abandoned\"}[$__range])) / sum(increase(" + CALLS
                                + ", outcome!~\"abandoned_short|moved|unknown\"}[$__range]))")
                .unit("percentunit")
                .decimals(1)
                .steps(Steps.GOOD.then(Thresholds.ABANDONED_SHARE, "orange"))
                .noNumber("No calls")
                .link(CallList.MISSED);
    }

    private static Panel serviceLevel() {
        return figure(
                        "Answered within the target",
                        "Service level: answered within the queue's own target, of all who did not hang up at once.",
                        Figures.serviceLevel("", "$__range").replace("QUEUE", ", queue=~\"$queue\""))
                .unit("percentunit")
                .decimals(0)
                .steps(Figures.serviceLevelSteps())
                .noNumber("No calls");
    }

    private static Panel meanWait() {
        return figure(
                        "Mean wait, if answered",
                        "How long those waited on average who got a person (average speed of answer).",
                        "sum(increase(callwarden_queue_wait_seconds_sum{[S], queue=~\"$queue\", outcome=\"answered\"}[$__range])) / sum(increase(callwarden_queue_wait_seconds_count{[S], queue=~\"$queue\", outcome=\"answered\"}[$__range]))")
                .unit("dtdurations")
                .decimals(0)
                .steps(Figures.waitSteps())
                .noNumber("No calls");
    }

    private static Panel serviceLevelOverTime() {
        return Panel.of(
                        Look.LINES,
                        "Answered within the target, by hour",
                        "Service level of each queue over one hour, and the level below which somebody is warned.")
                .query(Query.range(
                        "avg by (queue) (callwarden_queue:service_level:ratio1h{[S], queue=~\"$queue\"})", "{{queue}}"))
                .query(Query.range(Thresholds.SERVICE_LEVEL + " + 0 * sum(callwarden_ami_connected{[S]})", "warning"))
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .override(FieldOverride.dashed("warning", "orange"))
                .link(CallList.OF_THE_QUEUE);
    }

    private static Panel abandonedOverTime() {
        return Panel.of(
                        Look.LINES,
                        "Share who gave up, by half hour",
                        "Callers who gave up, of those who did not hang up at once, over half an hour.")
                .query(Query.range(
                        "avg by (queue) (callwarden_queue:abandoned:ratio30m{[S], queue=~\"$queue\"})", "{{queue}}"))
                .query(Query.range(Thresholds.ABANDONED_SHARE + " + 0 * sum(callwarden_ami_connected{[S]})", "warning"))
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .override(FieldOverride.dashed("warning", "orange"))
                .link(CallList.MISSED_IN_THE_QUEUE);
    }

    private static Panel depth() {
        return Panel.of(Look.LINES, "Callers waiting", "How many stood in each queue.")
                .query(Query.range(
                        "sum by (queue) (callwarden_queue_callers_waiting{[S], queue=~\"$queue\"})", "{{queue}}"))
                .fromZero()
                .decimals(0)
                .link(CallList.OF_THE_QUEUE);
    }

    private static Panel waitHeatmap() {
        return Panel.of(
                        Look.HEATMAP,
                        "How long callers waited",
                        "Each column is a piece of time, each row a length of wait up to the seconds at its left; the darker, the more callers.")
                .query(
                        Query.heatmap(
                                "sum by (le) (increase(callwarden_queue_wait_seconds_bucket{[S], queue=~\"$queue\"}[$__interval]))"))
                .interval("30m");
    }

    private static Panel howTheyLeft() {
        return Panel.of(
                        Look.COLUMNS,
                        "How callers left the queue",
                        "Answered, gave up, waited too long (timeout), pressed a key, were refused (full, empty) or were moved elsewhere.")
                .query(Query.range("sum by (outcome) (increase(" + CALLS + "}[$__interval])) > 0", "{{outcome}}"))
                .interval("30m")
                .decimals(0)
                .link(CallList.ALL)
                .overrides(Colours.QUEUE_EXITS);
    }

    private static Panel members() {
        return Panel.of(Look.AREAS, "Members of the queues", "What members did; the states add up to all members.")
                .query(Query.range("sum by (state) (callwarden_queue_members{[S], queue=~\"$queue\"})", "{{state}}"))
                .fromZero()
                .decimals(0)
                .overrides(Colours.PEOPLE);
    }

    private static Panel unanswered() {
        return Panel.of(
                        Look.COLUMNS,
                        "Rings that no member took",
                        "A phone rang for a caller in a queue, was not picked up, and the caller waited on.")
                .query(Query.range(
                        "sum by (queue) (increase(callwarden_queue_ring_no_answer_total{[S], queue=~\"$queue\"}[$__interval]))",
                        "{{queue}}"))
                .interval("30m")
                .decimals(0)
                .size(10, 9);
    }
}
