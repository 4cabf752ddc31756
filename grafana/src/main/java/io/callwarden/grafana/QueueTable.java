package io.callwarden.grafana;

/** Every queue in one line. */
final class QueueTable {
    private QueueTable() {}

    static Panel panel() {
        return Panel.of(
                        Look.TABLE,
                        "Queues",
                        "Who waits now, who is free, and what became of the callers of the shown time. Service level: answered within the queue's own target.")
                .query(Query.table("sum by (queue) (callwarden_queue_callers_waiting{[S]})"))
                .query(Query.table("max by (queue) (callwarden_queue_longest_wait_seconds{[S]})"))
                .query(Query.table("sum by (queue) (callwarden_queue_members{[S], state=\"available\"})"))
                .query(
                        Query.table(
                                "round(sum by (queue) (increase(callwarden_queue_calls_total{[S], outcome=\"answered\"}[$__range])))"))
                .query(
                        Query.table(
                                "round(sum by (queue) (increase(callwarden_queue_calls_total{[S], outcome=\"abandoned\"}[$__range])))"))
                .query(Query.table(
                        Figures.serviceLevel(" by (queue)", "$__range").replace("QUEUE", "")))
                .columns(Columns.by("queue", "Queue")
                        .then("Waiting")
                        .then(
                                "Longest wait",
                                "unit",
                                "dtdurations",
                                "decimals",
                                0,
                                "thresholds",
                                Figures.waitSteps().json(),
                                "custom.cellOptions",
                                Json.object("type", "color-text"))
                        .then("Free")
                        .then("Answered")
                        .then("Gave up")
                        .then(
                                "Service level",
                                "unit",
                                "percentunit",
                                "decimals",
                                0,
                                "thresholds",
                                Figures.serviceLevelSteps().json(),
                                "custom.cellOptions",
                                Json.object("type", "color-text")))
                .link(CallList.OF_THE_ROW);
    }
}
