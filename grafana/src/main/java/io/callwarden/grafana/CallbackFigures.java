package io.callwarden.grafana;

/** Panels on call-backs and money that stand on several boards. */
final class CallbackFigures {
    private static final String CLOSED = "sum(increase(callwarden_callbacks_closed_total{[S]}[RANGE]))";
    private static final String IN_TIME =
            "sum(increase(callwarden_callbacks_closed_total{[S], result=~\"reached_in_time|caller_returned_in_time\"}[RANGE]))";
    private static final String NO_PRICES = "No prices are set";

    private CallbackFigures() {}

    static Panel overdue() {
        return Panel.of(
                        Look.FIGURE,
                        "Call-backs overdue",
                        "Missed customers whom nobody has talked to, and who should have been called back by now. Call them first.")
                .query(Query.range("sum(callwarden_callbacks_pending{[S], state=\"overdue\"})", "overdue"))
                .option("graphMode", "none")
                .decimals(0)
                .steps(Steps.GOOD.then(1, "red"))
                .word(0, "None", "green")
                .link(CallList.CALLBACKS);
    }

    static Panel due() {
        return Panel.of(
                        Look.FIGURE,
                        "Call-backs due",
                        "Missed customers to be called back who can still be reached in time, tried already or not.")
                .query(Query.range("sum(callwarden_callbacks_pending{[S], state=~\"open|attempted\"})", "due"))
                .option("graphMode", "none")
                .decimals(0)
                .steps(Steps.GOOD.then(1, "yellow"))
                .word(0, "None", "green")
                .link(CallList.CALLBACKS);
    }

    static Panel oldest() {
        return Panel.of(
                        Look.FIGURE,
                        "Longest without our call",
                        "How long ago the customer was missed who has waited longest to be reached.")
                .query(Query.range(
                        "time() - min(callwarden_callback_oldest_timestamp_seconds{[S]}) >= 0 or 0 * sum(callwarden_lost_callers{[S]})",
                        "oldest"))
                .option("graphMode", "none")
                .unit("dtdurations")
                .decimals(0)
                .steps(Steps.PLAIN)
                .word(0, "Nobody waits", "green")
                .link(CallList.CALLBACKS);
    }

    static Panel wonBack() {
        return wonBack("Thank you! Won back", "in the shown time");
    }

    static Panel wonBackToday() {
        return wonBack("Thank you! Won back today", "since midnight").since("now/d");
    }

    private static Panel wonBack(String title, String when) {
        return Panel.of(
                        Look.FIGURE,
                        title,
                        "Missed customers whom somebody talked to after all " + when
                                + ": we called them, or they called again.")
                .query(Query.instant(
                        "round(sum(increase(callwarden_callers_recovered_total{[S]}[$__range])))", "won back"))
                .decimals(0)
                .steps(Steps.GOOD)
                .word(0, "None yet", "blue");
    }

    static Panel inTime() {
        return Panel.of(
                        Look.FIGURE,
                        "Reached in time",
                        "Of the missed customers whose call-back ended in the shown time, the share that we talked to within the target.")
                .query(Query.instant(inTimeShare("$__range"), "in time"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .steps(Steps.PLAIN)
                .noNumber("None ended");
    }

    /** Share of customers reached in time over a range such as {@code $__range}. */
    static String inTimeShare(String range) {
        return (IN_TIME + " / " + CLOSED).replace("RANGE", range);
    }

    static Panel atRisk() {
        return money(
                        "Money at risk",
                        "Expected sales to missed customers whom nobody has reached yet.",
                        "sum by (currency) (callwarden_revenue_at_risk{[S]})")
                .steps(Steps.GOOD.then(1, "yellow"))
                .link(CallList.CALLBACKS);
    }

    static Panel lost(String range) {
        return money(
                        "Money lost",
                        "Expected sales to missed customers whom nobody reached before their call-back ran out.",
                        "sum by (currency) (increase(callwarden_revenue_lost_total{[S]}[" + range + "]))")
                .steps(Steps.PLAIN);
    }

    static Panel saved(String range) {
        return money(
                        "Money saved",
                        "Expected sales to missed customers whom somebody talked to after all.",
                        "sum by (currency) (increase(callwarden_revenue_recovered_total{[S]}[" + range + "]))")
                .steps(Steps.GOOD);
    }

    private static Panel money(String title, String description, String expr) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.instant(expr, "{{currency}}"))
                .option("graphMode", "none")
                .option("textMode", "value_and_name")
                .unit("locale")
                .decimals(0)
                .noValue(NO_PRICES);
    }
}
