package io.callwarden.grafana;

/** Whom must we call back, and what did missed calls cost? Its panels wait for metrics of a later version. */
final class CallbacksBoard {
    private CallbacksBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "callbacks",
                        "Call-backs and money",
                        "Whom to call back, how soon it was done, and what missed calls cost. Its figures come with a later version of the agent.")
                .row(
                        "Whom must we call back?",
                        figure(
                                        "Call-backs overdue",
                                        "Callers who should have been called back by now.",
                                        "sum(callwarden_callbacks_pending{[S], state=\"overdue\"})")
                                .steps(Steps.GOOD.then(1, "orange"))
                                .word(0, "None", "green"),
                        figure(
                                        "Call-backs due",
                                        "Callers to be called back who can still be reached in time.",
                                        "sum(callwarden_callbacks_pending{[S], state=\"due\"})")
                                .steps(Steps.PLAIN),
                        figure(
                                        "Oldest open call-back",
                                        "How long the caller waits who waits longest for our call.",
                                        "time() - min(callwarden_callback_oldest_timestamp_seconds{[S]})")
                                .unit("dtdurations")
                                .decimals(0)
                                .steps(Steps.PLAIN),
                        figure(
                                        "Called back in time",
                                        "Share of closed call-backs that reached the caller within the target.",
                                        "sum(increase(callwarden_callbacks_closed_total{[S], result=\"reached_in_time\"}[$__range])) / sum(increase(callwarden_callbacks_closed_total{[S]}[$__range]))")
                                .unit("percentunit")
                                .decimals(0)
                                .steps(Steps.PLAIN),
                        figure(
                                        "Lost for good",
                                        "Callers nobody reached any more.",
                                        "round(sum(increase(callwarden_callers_lost_total{[S]}[$__range])))")
                                .steps(Steps.PLAIN),
                        figure(
                                        "Money at risk",
                                        "Expected sales to callers who wait for our call.",
                                        "sum by (currency) (callwarden_revenue_at_risk{[S]})")
                                .steps(Steps.PLAIN))
                .row(
                        "How did call-backs end?",
                        Panel.of(Look.COLUMNS, "Closed call-backs", "How they ended.")
                                .query(Query.range(
                                        "sum by (result) (increase(callwarden_callbacks_closed_total{[S]}[$__interval]))",
                                        "{{result}}"))
                                .interval("1h")
                                .decimals(0)
                                .waiting(),
                        Panel.of(
                                        Look.LINES,
                                        "From the missed call to ours",
                                        "Half of the call-backs, and nine of ten, came within this time.")
                                .query(Query.range(
                                        "histogram_quantile(0.5, sum by (le) (increase(callwarden_callback_seconds_bucket{[S]}[1d])))",
                                        "half"))
                                .query(Query.range(
                                        "histogram_quantile(0.9, sum by (le) (increase(callwarden_callback_seconds_bucket{[S]}[1d])))",
                                        "nine of ten"))
                                .unit("dtdurations")
                                .fromZero()
                                .waiting())
                .row(
                        "Lost and won back",
                        Panel.of(
                                        Look.COLUMNS,
                                        "Callers lost and won back",
                                        "Callers given up as lost, and those whom we reached or who called again.")
                                .query(Query.range(
                                        "sum(increase(callwarden_callers_lost_total{[S]}[$__interval]))", "lost"))
                                .query(Query.range(
                                        "sum by (how) (increase(callwarden_callers_recovered_total{[S]}[$__interval]))",
                                        "{{how}}"))
                                .interval("1h")
                                .decimals(0)
                                .waiting(),
                        Panel.of(Look.COLUMNS, "Money lost and won back", "Expected sales to those callers.")
                                .query(Query.range(
                                        "sum by (currency) (increase(callwarden_revenue_lost_total{[S]}[$__interval]))",
                                        "lost {{currency}}"))
                                .query(Query.range(
                                        "sum by (currency) (increase(callwarden_revenue_recovered_total{[S]}[$__interval]))",
                                        "won back {{currency}}"))
                                .interval("1h")
                                .waiting());
    }

    private static Panel figure(String title, String description, String expr) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.instant(expr, "__auto"))
                .waiting();
    }
}
