package io.callwarden.grafana;

/** The wallboard: what happens this minute. */
final class LiveBoard {
    private LiveBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "live",
                        "Live",
                        "A wallboard: who waits, who is free, who talks. Open it with &kiosk at the end of the address.")
                .from("now-1h")
                .refresh("10s")
                .row(
                        "What is happening this minute?",
                        Figures.waitingNow(),
                        Figures.longestWait(),
                        free(),
                        talking(),
                        Figures.trunks(),
                        Figures.link())
                .row(
                        "Whom must we call back?",
                        CallbackFigures.overdue().size(6, 4),
                        CallbackFigures.due().size(6, 4),
                        CallbackFigures.oldest().size(6, 4),
                        CallbackFigures.wonBackToday().size(6, 4))
                .row("Queues", waitingByQueue(), waitByQueue(), members(), today())
                .row("Calls and people", calls(), PeopleBoard.states().size(12, 9));
    }

    private static Panel free() {
        return Panel.of(
                        Look.FIGURE,
                        "Employees free to answer",
                        "Logged in, reachable, not paused and not in a call. Where employees are not shown by name, members of queues are counted.")
                .query(Query.range(
                        "sum(callwarden_agent_state{[S], state=\"available\"}) or sum(callwarden_queue_members{[S], state=\"available\"})",
                        "free"))
                .steps(Steps.starting("orange").then(1, "green"))
                .word(0, "Nobody", "orange");
    }

    private static Panel talking() {
        return Panel.of(Look.FIGURE, "Talking now", "Calls in which two people talk, in, out and in the house.")
                .query(Query.range("sum(callwarden_calls_active{[S], state=\"talking\"})", "talking"))
                .steps(Steps.PLAIN)
                .word(0, "Nobody", "blue");
    }

    private static Panel waitingByQueue() {
        return Panel.of(Look.BARS_NOW, "Callers waiting", "Callers in each queue at this moment.")
                .query(Query.range("sum by (queue) (callwarden_queue_callers_waiting{[S]})", "{{queue}}"))
                .steps(Steps.GOOD.then(1, "yellow"))
                .between(0, 10)
                .decimals(0)
                .size(6, 7)
                .link(CallList.OF_THE_QUEUE);
    }

    private static Panel waitByQueue() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Longest wait, in targets of the queue",
                        "1 is the queue's own target; at " + Thresholds.WAIT_IN_TARGETS + " somebody is warned.")
                .query(Query.range(
                        "max by (queue) (callwarden_queue_longest_wait_seconds{[S]} / on (job, instance, pbx, queue) callwarden_queue_service_level_target_seconds{[S]})",
                        "{{queue}}"))
                .steps(Steps.GOOD.then(1, "yellow").then(Thresholds.WAIT_IN_TARGETS, "orange"))
                .between(0, 5)
                .decimals(1)
                .size(6, 7)
                .link(CallList.OF_THE_QUEUE);
    }

    private static Panel members() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Members of queues",
                        "What the members of all queues do at this moment; who is in two queues counts twice.")
                .query(Query.range("sum by (state) (callwarden_queue_members{[S]})", "{{state}}"))
                .steps(Steps.PLAIN)
                .decimals(0)
                .fromZero()
                .size(6, 7);
    }

    private static Panel today() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Answered within the target, since midnight",
                        "Service level of each queue today. Below " + Math.round(Thresholds.SERVICE_LEVEL * 100)
                                + " % over an hour somebody is warned.")
                .query(Query.instant(
                        Figures.serviceLevel(" by (queue)", "$__range").replace("QUEUE", ""), "{{queue}}"))
                .since("now/d")
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .steps(Figures.serviceLevelSteps())
                .noNumber("No calls")
                .size(6, 7)
                .link(CallList.OF_THE_QUEUE);
    }

    private static Panel calls() {
        return Panel.of(
                        Look.AREAS,
                        "Calls from outside",
                        "What callers were doing: hearing a menu, waiting in a queue, hearing it ring, talking.")
                .query(Query.range("sum by (state) (callwarden_calls_active{[S], direction=\"inbound\"})", "{{state}}"))
                .fromZero()
                .decimals(0)
                .size(12, 9)
                .link(CallList.ALL)
                .overrides(Colours.CALLS);
    }
}
