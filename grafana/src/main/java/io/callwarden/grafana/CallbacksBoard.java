package io.callwarden.grafana;

/** Whom must we call back, how soon was it done, and what did missed calls cost? */
final class CallbacksBoard {
    private static final String NO_PRICES = "No prices are set";

    private CallbacksBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "callbacks",
                        "Call-backs and money",
                        "Whom to call back, how soon it was done, and what missed calls cost.")
                .from("now-24h")
                .row(
                        "Whom must we call back?",
                        CallbackFigures.overdue(),
                        CallbackFigures.due(),
                        CallbackFigures.oldest(),
                        CallbackFigures.inTime(),
                        CallbackFigures.wonBack(),
                        lostCustomers())
                .row(
                        "What is it worth?",
                        CallbackFigures.atRisk().size(8, 4),
                        CallbackFigures.saved("$__range").size(8, 4),
                        CallbackFigures.lost("$__range").size(8, 4))
                .row("Who waits for our call?", pending(), attempts())
                .row("How soon were they reached?", untilTalk(), untilTry(), inTime())
                .row("How did call-backs end?", closed(), money());
    }

    private static Panel lostCustomers() {
        return Panel.of(
                        Look.FIGURE,
                        "Customers lost",
                        "Missed customers whose call-back ran out in the shown time, or was closed by hand, without anybody having reached them.")
                .query(Query.instant("round(sum(increase(callwarden_callers_lost_total{[S]}[$__range])))", "lost"))
                .decimals(0)
                .steps(Steps.PLAIN)
                .word(0, "None", "green");
    }

    private static Panel pending() {
        return Panel.of(
                        Look.AREAS,
                        "Call-backs that are open",
                        "Missed customers not reached yet: not tried, tried in vain, or overdue.")
                .query(pendingIn("overdue", "overdue"))
                .query(pendingIn("attempted", "tried in vain"))
                .query(pendingIn("open", "not tried"))
                .decimals(0)
                .fromZero()
                .link(CallList.CALLBACKS)
                .override(FieldOverride.coloured("overdue", "red"))
                .override(FieldOverride.coloured("tried in vain", "yellow"))
                .override(FieldOverride.coloured("not tried", "blue"));
    }

    private static Query pendingIn(String state, String legend) {
        return Query.range("sum(callwarden_callbacks_pending{[S], state=\"" + state + "\"})", legend);
    }

    private static Panel attempts() {
        return Panel.of(
                        Look.COLUMNS,
                        "Our calls to missed customers",
                        "Calls that we made to customers who were to be called back, and whether they answered.")
                .query(attemptsWith("reached", "answered"))
                .query(attemptsWith("not_reached", "not answered"))
                .interval("1h")
                .decimals(0)
                .override(FieldOverride.coloured("answered", "green"))
                .override(FieldOverride.coloured("not answered", "orange"));
    }

    private static Query attemptsWith(String result, String legend) {
        return Query.range(
                "sum(increase(callwarden_callback_attempts_total{[S], result=\"" + result + "\"}[$__interval]))",
                legend);
    }

    private static Panel untilTalk() {
        return quantiles(
                "From the missed call until we talked",
                "Half of the customers who were reached, and nine of ten, were reached within this time; over one day.",
                "callwarden_recovery_seconds");
    }

    private static Panel untilTry() {
        return quantiles(
                "From the missed call to our first try",
                "Half of the customers whom we called, and nine of ten, were called first within this time, answered or not; over one day.",
                "callwarden_callback_seconds");
    }

    private static Panel quantiles(String title, String description, String histogram) {
        return Panel.of(Look.LINES, title, description)
                .query(Query.range(quantile("0.5", histogram), "half"))
                .query(Query.range(quantile("0.9", histogram), "nine of ten"))
                .unit("dtdurations")
                .decimals(0)
                .fromZero()
                .size(8, 9)
                .override(FieldOverride.coloured("half", "green"))
                .override(FieldOverride.coloured("nine of ten", "orange"));
    }

    private static String quantile(String of, String histogram) {
        return "histogram_quantile(" + of + ", sum by (le) (increase(" + histogram + "_bucket{[S]}[1d])))";
    }

    private static Panel inTime() {
        return Panel.of(
                        Look.LINES,
                        "Reached in time",
                        "Share of the missed customers of one day that we talked to within the target, for each PBX.")
                .query(Query.range("max by (pbx) (callwarden:customers_reached_in_time:ratio24h{[S]})", "{{pbx}}"))
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .size(8, 9);
    }

    private static Panel closed() {
        return Panel.of(
                        Look.COLUMNS,
                        "How call-backs ended",
                        "We reached the customer or he called again, in time or late; the call-back ran out; or somebody closed it by hand.")
                .query(closedWith("reached_in_time", "we called in time"))
                .query(closedWith("caller_returned_in_time", "called again in time"))
                .query(closedWith("reached_late", "we called late"))
                .query(closedWith("caller_returned_late", "called again late"))
                .query(closedWith("expired", "never reached"))
                .query(closedWith("dismissed", "closed by hand"))
                .interval("1h")
                .decimals(0)
                .overrides(Colours.CALLBACKS);
    }

    private static Query closedWith(String result, String legend) {
        return Query.range(
                "sum(increase(callwarden_callbacks_closed_total{[S], result=\"" + result + "\"}[$__interval]))",
                legend);
    }

    private static Panel money() {
        return Panel.of(
                        Look.COLUMNS,
                        "Money saved and lost",
                        "Expected sales to customers who were reached after all, and to those who were not.")
                .query(Query.range(
                        "sum by (currency) (increase(callwarden_revenue_recovered_total{[S]}[$__interval]))",
                        "saved {{currency}}"))
                .query(Query.range(
                        "sum by (currency) (increase(callwarden_revenue_lost_total{[S]}[$__interval]))",
                        "lost {{currency}}"))
                .interval("1h")
                .unit("locale")
                .decimals(0)
                .noValue(NO_PRICES)
                .override(FieldOverride.likeColoured("saved .*", "green"))
                .override(FieldOverride.likeColoured("lost .*", "orange"));
    }
}
