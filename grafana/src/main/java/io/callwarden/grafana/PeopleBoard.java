package io.callwarden.grafana;

import java.util.List;

/** Who is there, and who carries the load? */
final class PeopleBoard {
    private static final String AGENT = "[S], agent=~\"$agent\"";

    /** States by the number that stands for each in the timeline. */
    private static final List<State> STATES = List.of(
            new State("logged_out", "Logged out", "#444a52"),
            new State("available", "Free", "green"),
            new State("ringing", "Ringing", "yellow"),
            new State("in_call", "In a call", "blue"),
            new State("wrapup", "After-work", "purple"),
            new State("paused", "Paused", "orange"),
            new State("unavailable", "Unreachable", "red"));

    private record State(String label, String text, String colour) {}

    private PeopleBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "people",
                        "People",
                        "Who is there and who carries the load. Empty where metrics.employees is off.")
                .variable(Variable.AGENT)
                .row(
                        "Is there somebody to answer?",
                        count(
                                "Free now",
                                "Employees who could take a call now.",
                                "available",
                                Steps.starting("orange").then(1, "green")),
                        count("In a call now", "Employees who talk.", "in_call", Steps.PLAIN),
                        count("Paused now", "Employees who paused themselves or were paused.", "paused", Steps.PLAIN),
                        count(
                                "Unreachable now",
                                "Employees who are logged in and whose phone cannot be reached.",
                                "unavailable",
                                Steps.GOOD.then(1, "yellow")),
                        answered(),
                        notTaken())
                .row("Who was there", states().size(24, 9))
                .row("Who carries the load", table(), occupancy())
                .row("Rings and pauses", outcomes(), pauses());
    }

    private static Panel count(String title, String description, String state, Steps steps) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.range("sum(callwarden_agent_state{" + AGENT + ", state=\"" + state + "\"})", title))
                .steps(steps)
                .word(0, "Nobody", steps.base());
    }

    private static Panel answered() {
        return Panel.of(
                        Look.FIGURE,
                        "Rings answered",
                        "Times a phone rang for an employee and was picked up, in the shown time.")
                .query(Query.instant(
                        "round(sum(increase(callwarden_agent_calls_total{" + AGENT
                                + ", outcome=\"answered\"}[$__range])))",
                        "answered"))
                .steps(Steps.PLAIN);
    }

    private static Panel notTaken() {
        return Panel.of(
                        Look.FIGURE,
                        "Rings not taken",
                        "Times a phone rang for an employee and was not picked up or was declined, in the shown time.")
                .query(Query.instant(
                        "round(sum(increase(callwarden_agent_calls_total{" + AGENT
                                + ", outcome!=\"answered\"}[$__range])))",
                        "not taken"))
                .steps(Steps.PLAIN);
    }

    /** Which employee was in which state. */
    static Panel states() {
        StringBuilder sum = new StringBuilder();
        Panel panel = Panel.of(
                Look.STATES,
                "What employees were doing",
                "Each line is an employee; the colour says whether he was free, in a call, paused or not there.");
        for (int code = 0; code < STATES.size(); code++) {
            State state = STATES.get(code);
            panel.word(code, state.text(), state.colour());
            if (code > 0) {
                sum.append(code > 1 ? " + " : "")
                        .append(code)
                        .append(" * max by (pbx, agent) (callwarden_agent_state{[S], state=\"")
                        .append(state.label())
                        .append("\"})");
            }
        }
        return panel.query(Query.range(sum.toString(), "{{agent}}")).link(CallList.ALL);
    }

    private static Panel table() {
        return Panel.of(
                        Look.TABLE,
                        "Employees",
                        "Rings and time of each employee in the shown time. Busy: share of the logged-in time that was spent talking.")
                .query(Query.table("round(sum by (agent) (increase(callwarden_agent_calls_total{" + AGENT
                        + ", outcome=\"answered\"}[$__range])))"))
                .query(Query.table("round(sum by (agent) (increase(callwarden_agent_calls_total{" + AGENT
                        + ", outcome=\"no_answer\"}[$__range])))"))
                .query(Query.table("round(sum by (agent) (increase(callwarden_agent_calls_total{" + AGENT
                        + ", outcome=\"declined\"}[$__range])))"))
                .query(Query.table(
                        "sum by (agent) (increase(callwarden_agent_talk_seconds_total{" + AGENT + "}[$__range]))"))
                .query(Query.table(
                        "sum by (agent) (increase(callwarden_agent_paused_seconds_total{" + AGENT + "}[$__range]))"))
                .query(Query.table("sum by (agent) (increase(callwarden_agent_talk_seconds_total{" + AGENT
                        + "}[$__range])) / sum by (agent) (increase(callwarden_agent_logged_in_seconds_total{" + AGENT
                        + "}[$__range]) > 0)"))
                .columns(Columns.by("agent", "Employee")
                        .then("Answered")
                        .then("Not answered")
                        .then("Declined")
                        .then("Talked", "unit", "dtdurations", "decimals", 0)
                        .then("Paused", "unit", "dtdurations", "decimals", 0)
                        .then("Busy", "unit", "percentunit", "decimals", 0))
                .size(14, 9);
    }

    private static Panel occupancy() {
        return Panel.of(
                        Look.LINES,
                        "Busy, by hour",
                        "Share of their logged-in time that the shown employees spent talking, over one hour. Who does not log in is left out.")
                .query(Query.range(
                        "sum(increase(callwarden_agent_talk_seconds_total{" + AGENT
                                + "}[1h]) and on (job, instance, pbx, agent) (increase(callwarden_agent_logged_in_seconds_total{"
                                + AGENT + "}[1h]) > 0)) / sum(increase(callwarden_agent_logged_in_seconds_total{"
                                + AGENT + "}[1h]))",
                        "talking"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .size(10, 9);
    }

    private static Panel outcomes() {
        return Panel.of(Look.COLUMNS, "What became of rings", "Answered, not answered, declined.")
                .query(Query.range(
                        "sum by (outcome) (increase(callwarden_agent_calls_total{" + AGENT + "}[$__interval]))",
                        "{{outcome}}"))
                .interval("30m")
                .decimals(0)
                .overrides(Colours.RINGS);
    }

    private static Panel pauses() {
        return Panel.of(
                        Look.COLUMNS,
                        "Time paused, by reason",
                        "How long employees were paused, all together, by the reason that was given.")
                .query(Query.range(
                        "sum by (reason) (increase(callwarden_agent_paused_seconds_total{" + AGENT + "}[$__interval]))",
                        "{{reason}}"))
                .interval("30m")
                .unit("dtdurations")
                .decimals(0);
    }
}
