package io.callwarden.grafana;

import static io.callwarden.grafana.Thresholds.ANSWER_OBJECTIVE;
import static io.callwarden.grafana.Thresholds.FAST_BURN;
import static io.callwarden.grafana.Thresholds.MISSED_BUDGET;
import static io.callwarden.grafana.Thresholds.SLOW_BURN;

/** Panels and expressions that stand on several boards. */
final class Figures {
    /** Calls that count for the share of answered ones: inbound, a person was asked for, no short abandons. */
    private static final String ANSWERED =
            "sum(increase(callwarden_calls_total{[S], direction=\"inbound\", outcome=\"answered\"}[RANGE]))";

    private static final String MISSED = "sum(increase(callwarden_calls_missed_total{[S]}[RANGE]))";

    private Figures() {}

    static Panel waitingNow() {
        return Panel.of(
                        Look.FIGURE,
                        "Waiting in a queue now",
                        "Callers who stand in a queue at this moment and hear music.")
                .query(Query.range("sum(callwarden_queue_callers_waiting{[S]})", "waiting"))
                .option("graphMode", "none")
                .steps(Steps.GOOD.then(1, "yellow"))
                .word(0, "Nobody", "green");
    }

    static Panel longestWait() {
        return Panel.of(
                        Look.FIGURE,
                        "Longest wait now",
                        "How long the caller has waited who has waited longest. Orange from "
                                + Thresholds.WAIT_IN_TARGETS + " times the usual target of "
                                + Thresholds.DEFAULT_TARGET_SECONDS + " seconds.")
                .query(Query.range("max(callwarden_queue_longest_wait_seconds{[S]})", "longest wait"))
                .unit("dtdurations")
                .decimals(0)
                .option("graphMode", "none")
                .steps(waitSteps())
                .word(0, "No wait", "green");
    }

    static Steps waitSteps() {
        int target = Thresholds.DEFAULT_TARGET_SECONDS;
        return Steps.GOOD.then(target, "yellow").then(target * Thresholds.WAIT_IN_TARGETS, "orange");
    }

    /** Share of answered calls over a range such as {@code $__range}. */
    static String answeredShare(String range) {
        String share = ANSWERED + " / (" + ANSWERED + " + " + MISSED + ")";
        return share.replace("RANGE", range);
    }

    static Steps answeredSteps() {
        return Steps.starting("red")
                .then(1 - FAST_BURN * MISSED_BUDGET, "orange")
                .then(1 - SLOW_BURN * MISSED_BUDGET, "yellow")
                .then(ANSWER_OBJECTIVE, "green");
    }

    static Panel answered() {
        return Panel.of(
                        Look.FIGURE,
                        "Callers we spoke with",
                        "Of all callers who asked for a person in the shown time, the share that got one. Who hung up within seconds is left out.")
                .query(Query.instant(answeredShare("$__range"), "answered"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .steps(answeredSteps())
                .noNumber("No calls");
    }

    static Steps serviceLevelSteps() {
        return Steps.starting("orange").then(Thresholds.SERVICE_LEVEL, "green");
    }

    /** Answered within the target, of those who did not hang up at once; exact. */
    static String serviceLevel(String by, String range) {
        return ("sum" + by
                        + " (increase(callwarden_queue_service_level_calls_total{[S]QUEUE, result=\"within_target\"}[RANGE])) / sum"
                        + by
                        + " (increase(callwarden_queue_service_level_calls_total{[S]QUEUE, result=~\"within_target|over_target|missed\"}[RANGE]))")
                .replace("RANGE", range);
    }

    static Panel link() {
        return Panel.of(
                        Look.FIGURE,
                        "Is the PBX heard?",
                        "Whether Callwarden is connected to Asterisk. While it is not, every other figure stands still.")
                .query(Query.range("min(callwarden_ami_connected{[S]})", "connected"))
                .option("graphMode", "none")
                .steps(Steps.starting("red").then(1, "green"))
                .word(0, "Not connected", "red")
                .word(1, "Connected", "green");
    }

    static Panel trunks() {
        return Panel.of(
                        Look.FIGURE,
                        "Trunks that are down",
                        "Lines to the telephone company over which no call can come or go now.")
                .query(Query.range(
                        "count(callwarden_trunk_up{[S]} == 0) or 0 * count(callwarden_trunk_up{[S]})", "down"))
                .option("graphMode", "none")
                .steps(Steps.GOOD.then(1, "red"))
                .word(0, "None", "green");
    }
}
