package io.callwarden.grafana;

/** Could people hear each other? */
final class VoiceBoard {
    private static final double GOOD_MOS = 4.0;
    private static final double FAIR_MOS = 3.6;

    private VoiceBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "voice",
                        "Voice quality",
                        "Whether people could hear each other: what the phones and trunks reported (RTCP). Empty where voice-quality is off.")
                .row("Could people hear each other?", poorShare(), typical(), worst(), loss(), jitter(), roundTrip())
                .row("Over time", quality(), poorCalls())
                .row("Why: the network", losses(), delays())
                .row("Which line", lines(), poorLines());
    }

    private static String poorShare(String range) {
        return "sum(increase(callwarden_calls_poor_quality_total{[S]}[RANGE])) / (sum(increase(callwarden_call_mos_count{[S]}[RANGE])) > 0)"
                .replace("RANGE", range);
    }

    private static Panel poorShare() {
        return Panel.of(
                        Look.FIGURE,
                        "Calls hard to understand",
                        "Share of the calls of the shown time whose estimated quality was poor. Above "
                                + Math.round(Thresholds.POOR_SHARE * 100) + " % somebody is warned.")
                .query(Query.instant(poorShare("$__range"), "poor"))
                .unit("percentunit")
                .decimals(1)
                .steps(Steps.GOOD.then(Thresholds.POOR_SHARE, "orange"))
                .noNumber("No calls")
                .link(CallList.ALL);
    }

    private static String mos(String quantile, String range) {
        return "histogram_quantile(" + quantile + ", sum by (le) (increase(callwarden_call_mos_bucket{[S]}[" + range
                + "])))";
    }

    private static Panel mosFigure(String title, String description, String quantile) {
        return Panel.of(Look.FIGURE, title, description)
                .query(Query.instant(mos(quantile, "$__range"), "MOS"))
                .decimals(1)
                .between(1, 5)
                .steps(Steps.starting("orange").then(FAIR_MOS, "yellow").then(GOOD_MOS, "green"))
                .noNumber("No calls");
    }

    private static Panel typical() {
        return mosFigure(
                "Usual quality",
                "Half of the calls were at least as good: 4.4 is the best a telephone gives, below 3.6 many complain (MOS, estimated).",
                "0.5");
    }

    private static Panel worst() {
        return mosFigure("Worst tenth", "One call of ten was worse than this (MOS, estimated).", "0.1");
    }

    private static String lost(String range) {
        return "sum(increase(callwarden_rtcp_packets_lost_total{[S]}[RANGE])) / (sum(increase(callwarden_rtcp_packets_total{[S]}[RANGE])) > 0)"
                .replace("RANGE", range);
    }

    private static Panel loss() {
        return Panel.of(Look.FIGURE, "Sound lost on the way", "Share of the packets of sound that never arrived.")
                .query(Query.instant(lost("$__range"), "lost"))
                .unit("percentunit")
                .decimals(2)
                .steps(Steps.PLAIN)
                .noNumber("No calls");
    }

    private static Panel jitter() {
        return Panel.of(
                        Look.FIGURE,
                        "Jitter, nine of ten",
                        "How unevenly packets arrived; nine reports of ten were better.")
                .query(Query.instant(quantile("0.9", "callwarden_rtcp_jitter_seconds", "$__range"), "jitter"))
                .unit("s")
                .decimals(1)
                .steps(Steps.PLAIN)
                .noNumber("No calls");
    }

    private static Panel roundTrip() {
        return Panel.of(
                        Look.FIGURE,
                        "Round trip, nine of ten",
                        "Time to the other side and back; above 0.3 s people talk into each other.")
                .query(Query.instant(quantile("0.9", "callwarden_rtcp_round_trip_seconds", "$__range"), "round trip"))
                .unit("s")
                .decimals(1)
                .steps(Steps.PLAIN)
                .noNumber("No calls");
    }

    private static String quantile(String of, String histogram, String range) {
        return "histogram_quantile(" + of + ", sum by (le) (increase(" + histogram + "_bucket{[S]}[" + range + "])))";
    }

    private static Panel quality() {
        return Panel.of(Look.LINES, "Estimated quality", "MOS over one hour: half of the calls, and the worst tenth.")
                .query(Query.range(mos("0.5", "1h"), "usual"))
                .query(Query.range(mos("0.1", "1h"), "worst tenth"))
                .between(1, 5)
                .decimals(1)
                .override(FieldOverride.coloured("usual", "green"))
                .override(FieldOverride.coloured("worst tenth", "orange"));
    }

    private static Panel poorCalls() {
        return Panel.of(
                        Look.LINES,
                        "Calls hard to understand, by hour",
                        "Share of calls whose estimated quality was poor, over one hour.")
                .query(Query.range(poorShare("1h"), "poor"))
                .query(Query.range(Thresholds.POOR_SHARE + " + 0 * sum(callwarden_ami_connected{[S]})", "warning"))
                .unit("percentunit")
                .decimals(0)
                .fromZero()
                .override(FieldOverride.dashed("warning", "orange"));
    }

    private static Panel losses() {
        return Panel.of(
                        Look.LINES,
                        "Sound lost, by side",
                        "Share of the packets lost over one hour: local is what Asterisk did not get, remote what the other side did not get.")
                .query(Query.range(
                        "sum by (side) (increase(callwarden_rtcp_packets_lost_total{[S]}[1h])) / (sum by (side) (increase(callwarden_rtcp_packets_total{[S]}[1h])) > 0)",
                        "{{side}}"))
                .unit("percentunit")
                .decimals(2)
                .fromZero();
    }

    private static Panel delays() {
        return Panel.of(Look.LINES, "Jitter and round trip", "Nine reports of ten were better, over one hour.")
                .query(Query.range(quantile("0.9", "callwarden_rtcp_jitter_seconds", "1h"), "jitter"))
                .query(Query.range(quantile("0.9", "callwarden_rtcp_round_trip_seconds", "1h"), "round trip"))
                .unit("s")
                .fromZero();
    }

    private static Panel lines() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Quality of the last call of each line",
                        "The ten lines that were worst at their last call (MOS, estimated).")
                .query(Query.instant("bottomk(10, min by (line) (callwarden_line_mos{[S]}))", "{{line}}"))
                .decimals(1)
                .between(1, 5)
                .steps(Steps.starting("orange").then(FAIR_MOS, "yellow").then(GOOD_MOS, "green"));
    }

    private static Panel poorLines() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Lines with poor calls",
                        "The ten lines with the most calls that were hard to understand, in the shown time.")
                .query(Query.instant(
                        "topk(10, round(sum by (line) (increase(callwarden_line_poor_quality_total{[S]}[$__range]))))",
                        "{{line}}"))
                .decimals(0)
                .fromZero()
                .steps(Steps.GOOD.then(1, "yellow"));
    }
}
