package io.callwarden.grafana;

/** How was the week, and when do we need more people? */
final class WeekBoard {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String CALLS = "callwarden_calls_started_total{[S], direction=\"inbound\"}";
    private static final String MISSED = "callwarden_calls_missed_total{[S]}";

    private WeekBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "week",
                        "Week",
                        "This week against last, and the hours of the week in which callers come and are lost.")
                .from("now-7d")
                .refresh("15m")
                .variable(Variable.AHEAD_OF_UTC)
                .row(
                        "How was the week?",
                        calls(),
                        change("Calls: change", CALLS, false),
                        missed(),
                        change("Missed: change", MISSED, true),
                        answered(),
                        busiest())
                .row(
                        "Were missed customers won back?",
                        recovered().size(6, 4),
                        CallbackFigures.saved("7d").size(6, 4),
                        CallbackFigures.lost("7d").size(6, 4),
                        reachedShare().size(6, 4),
                        ends())
                .row(
                        "This week and last",
                        against("Calls from outside, by hour", "Callers per hour.", CALLS),
                        against("Missed calls, by hour", "Missed callers per hour.", MISSED))
                .row(
                        "When do we need more people?",
                        byHour(
                                "Missed calls by hour and weekday",
                                "Missed calls of the last seven days; the warmer the colour, the more.",
                                MISSED,
                                "YlRd"),
                        byHour(
                                "Calls by hour and weekday",
                                "Calls from outside of the last seven days; the warmer the colour, the more.",
                                CALLS,
                                "blues"))
                .row("How much at once?", erlang(), trunks());
    }

    private static Panel figure(String title, String description, String expr) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.instant(expr, title))
                .option("graphMode", "none")
                .steps(Steps.PLAIN)
                .decimals(0);
    }

    private static Panel calls() {
        return figure(
                        "Calls from outside",
                        "Callers of the last seven days.",
                        "round(sum(increase(" + CALLS + "[7d])))")
                .link(CallList.ALL);
    }

    private static Panel missed() {
        return figure(
                        "Missed calls",
                        "Callers of the last seven days whom nobody spoke with.",
                        "round(sum(increase(" + MISSED + "[7d])))")
                .link(CallList.MISSED);
    }

    private static Panel change(String title, String counter, boolean moreIsWorse) {
        Panel panel = figure(
                        title,
                        "By how much the last seven days differ from the seven before.",
                        "sum(increase(" + counter + "[7d])) / (sum(increase(" + counter + "[7d] offset 1w)) > 0) - 1")
                .unit("percentunit")
                .noNumber("No week before");
        return moreIsWorse ? panel.steps(Steps.GOOD.then(0.1, "yellow")) : panel;
    }

    private static Panel answered() {
        return figure(
                        "Callers we spoke with",
                        "Of all who asked for a person in the last seven days.",
                        Figures.answeredShare("7d"))
                .unit("percentunit")
                .between(0, 1)
                .steps(Figures.answeredSteps())
                .noNumber("No calls");
    }

    private static Panel recovered() {
        return figure(
                        "Thank you! Won back",
                        "Missed customers of the last seven days whom somebody talked to after all: we called them, or they called again.",
                        "round(sum(increase(callwarden_callers_recovered_total{[S]}[7d])))")
                .steps(Steps.GOOD)
                .word(0, "None yet", "blue");
    }

    private static Panel reachedShare() {
        return figure(
                        "Reached in time",
                        "Of the missed customers whose call-back ended in the last seven days, the share that we talked to within the target.",
                        CallbackFigures.inTimeShare("7d"))
                .unit("percentunit")
                .between(0, 1)
                .noNumber("None ended");
    }

    private static Panel ends() {
        return Panel.of(
                        Look.COLUMNS,
                        "Missed customers, and what became of them",
                        "We called them, they called again, or nobody reached them; by the time at which it was settled. The line is how many were missed.")
                .query(Query.range(won("called_back"), "we called"))
                .query(Query.range(won("called_again"), "they called again"))
                .query(Query.range(
                        "sum(increase(callwarden_callers_lost_total{[S]}[$__interval]))", "nobody reached them"))
                .query(Query.range("sum(increase(callwarden_callbacks_opened_total{[S]}[$__interval]))", "missed"))
                .interval("6h")
                .decimals(0)
                .size(24, 8)
                .override(FieldOverride.coloured("we called", "green"))
                .override(FieldOverride.coloured("they called again", "semi-dark-green"))
                .override(FieldOverride.coloured("nobody reached them", "orange"))
                .override(FieldOverride.lineAmongColumns("missed", "blue"));
    }

    private static String won(String how) {
        return "sum(increase(callwarden_callers_recovered_total{[S], how=\"" + how + "\"}[$__interval]))";
    }

    private static Panel busiest() {
        return figure(
                "Calls in the busiest hour",
                "The most callers that came within one hour of the last seven days.",
                "round(max_over_time(sum(increase(" + CALLS + "[1h]))[7d:15m]))");
    }

    private static Panel against(String title, String description, String counter) {
        return Panel.of(Look.LINES, title, description + " The blue line is the same hour a week before.")
                .query(Query.range("sum(increase(" + counter + "[1h]))", "this week"))
                .query(Query.range("sum(increase(" + counter + "[1h] offset 1w))", "the week before"))
                .interval("1h")
                .fromZero()
                .decimals(0)
                .override(FieldOverride.coloured("this week", "orange"))
                .override(FieldOverride.dashed("the week before", "blue"));
    }

    /** A column for each weekday, a row for each hour; the hour that an increase tells of began an hour ago. */
    private static Panel byHour(String title, String description, String counter, String scheme) {
        Panel panel = Panel.of(Look.TABLE, title, description + " Hours begin at the time at the left.")
                .shaded(scheme)
                .fromZero()
                .decimals(0)
                .word(0, "", "transparent")
                .size(12, 26)
                .override(FieldOverride.named("Hour", "custom.cellOptions", Json.object("type", "auto")));
        Columns columns = Columns.by("hour", "Hour");
        String began = "vector(time() - 3600 + 3600 * $utc_offset)";
        for (int day = 0; day < DAYS.length; day++) {
            String ofTheDay =
                    "(sum(increase(" + counter + "[1h])) * on () group_left (hour) count_values(\"hour\", hour(" + began
                            + "))) and on () (day_of_week(" + began + ") == " + (day + 1) % DAYS.length + ")";
            String sums = "round(sum_over_time((" + ofTheDay + ")[7d:1h]))";
            panel.query(Query.table("label_replace(label_replace(" + sums
                    + ", \"hour\", \"0$1\", \"hour\", \"(.)\"), \"hour\", \"$1:00\", \"hour\", \"(.*)\")"));
            columns.then(DAYS[day]);
        }
        return panel.columns(columns);
    }

    private static Panel erlang() {
        return Panel.of(
                        Look.LINES,
                        "Calls at the same time",
                        "How many calls were talked at once on average, over one hour (load in Erlang), and at most.")
                .query(Query.range(
                        "avg_over_time(sum(callwarden_calls_active{[S], state=\"talking\"})[1h:5m])", "on average"))
                .query(Query.range(
                        "max_over_time(sum(callwarden_calls_active{[S], state=\"talking\"})[1h:5m])", "at most"))
                .interval("1h")
                .fromZero()
                .decimals(1);
    }

    private static Panel trunks() {
        return Panel.of(
                        Look.LINES,
                        "Most channels in use on each trunk",
                        "The highest number of calls over each trunk at one time, within one hour.")
                .query(Query.range("sum by (trunk) (max_over_time(callwarden_trunk_channels{[S]}[1h]))", "{{trunk}}"))
                .interval("1h")
                .fromZero()
                .decimals(0);
    }
}
