package io.callwarden.grafana;

/** Whom do we lose, now and against the usual? */
final class MissedCallsBoard {
    private MissedCallsBoard() {}

    static Dashboard board() {
        return Dashboard.named("missed", "Missed calls", "Who did not get through: now, against the usual, and why.")
                .row(
                        "Are we losing callers right now?",
                        Figures.waitingNow(),
                        Figures.longestWait(),
                        missedNow(),
                        Figures.answered().link(CallList.MISSED),
                        missedInRange(),
                        lastMissed())
                .row(
                        "Are they called back?",
                        CallbackFigures.overdue(),
                        CallbackFigures.due(),
                        CallbackFigures.oldest(),
                        CallbackFigures.atRisk(),
                        CallbackFigures.inTime(),
                        CallbackFigures.wonBack())
                .row("More than usual?", againstTheUsual(), answeredOverTime())
                .row("How were they lost?", outcomes(), stages(), tooEarly())
                .row("How long did callers wait?", waits(), queues());
    }

    private static Panel missedNow() {
        return Panel.of(
                        Look.FIGURE,
                        "Missed in ten minutes",
                        "Callers whom nobody spoke with in the last ten minutes. Red where the spike alert may page.")
                .query(Query.range("round(sum(callwarden:calls_missed:increase10m{[S]}))", "missed"))
                .steps(Steps.GOOD.then(1, "yellow").then(Thresholds.MISSED_IN_TEN_MINUTES, "red"))
                .word(0, "None", "green")
                .link(CallList.MISSED);
    }

    private static Panel missedInRange() {
        return Panel.of(
                        Look.FIGURE,
                        "Missed in the shown time",
                        "All missed calls of the time that the board shows. Who hung up within seconds is not among them.")
                .query(Query.instant("round(sum(increase(callwarden_calls_missed_total{[S]}[$__range])))", "missed"))
                .steps(Steps.PLAIN)
                .link(CallList.MISSED);
    }

    private static Panel lastMissed() {
        return Panel.of(Look.FIGURE, "Last missed call", "When the last caller was lost.")
                .query(Query.instant("max(callwarden_last_missed_call_timestamp_seconds{[S]}) * 1000", "last"))
                .unit("dateTimeFromNow")
                .option("graphMode", "none")
                .steps(Steps.PLAIN)
                .noNumber("None yet")
                .link(CallList.MISSED);
    }

    private static Panel againstTheUsual() {
        return Panel.of(
                        Look.LINES,
                        "Missed calls in ten minutes, against the usual",
                        "The usual is what was missed at this hour of this weekday in the last two weeks. Above the dashed line, and from "
                                + Thresholds.MISSED_IN_TEN_MINUTES + " on, somebody is paged.")
                .query(Query.range("sum(callwarden:calls_missed:increase10m{[S]})", "missed"))
                .query(Query.range("sum(callwarden:calls_missed:usual10m{[S]})", "usual"))
                .query(Query.range(
                        ("clamp_min(sum(callwarden:calls_missed:usual10m{[S]}) + WIDTH * sqrt(sum(callwarden:calls_missed:usual10m{[S]}) + 1), LEAST)")
                                .replace("WIDTH", Integer.toString(Thresholds.SPIKE_WIDTH))
                                .replace("LEAST", Integer.toString(Thresholds.MISSED_IN_TEN_MINUTES)),
                        "a page from here"))
                .fromZero()
                .size(14, 9)
                .override(FieldOverride.coloured("missed", "red"))
                .override(FieldOverride.coloured("usual", "blue"))
                .override(FieldOverride.dashed("a page from here", "orange"))
                .link(CallList.MISSED);
    }

    private static Panel answeredOverTime() {
        return Panel.of(
                        Look.LINES,
                        "Share of callers we missed, by hour",
                        "Missed calls of those that asked for a person, over one hour. Above "
                                + percent(Thresholds.SLOW_BURN) + " for hours it warns, above "
                                + percent(Thresholds.FAST_BURN) + " it pages.")
                .query(Query.range(
                        "sum(increase(callwarden_calls_missed_total{[S]}[1h])) / (sum(increase(callwarden_calls_missed_total{[S]}[1h])) + sum(increase(callwarden_calls_total{[S], direction=\"inbound\", outcome=\"answered\"}[1h])))",
                        "missed"))
                .query(Query.range(
                        Double.toString(Thresholds.SLOW_BURN * Thresholds.MISSED_BUDGET)
                                + " + 0 * sum(callwarden_ami_connected{[S]})",
                        "warning"))
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .size(10, 9)
                .override(FieldOverride.coloured("missed", "red"))
                .override(FieldOverride.dashed("warning", "orange"))
                .link(CallList.MISSED);
    }

    private static String percent(int burn) {
        return Math.round(burn * Thresholds.MISSED_BUDGET * 100) + " %";
    }

    private static Panel outcomes() {
        return Panel.of(
                        Look.COLUMNS,
                        "How missed calls ended",
                        "Abandoned: the caller gave up. Unanswered: nobody picked up until the PBX gave up. Busy, unreachable, voicemail: as they say.")
                .query(Query.range(
                        "sum by (outcome) (increase(callwarden_calls_missed_total{[S]}[$__interval])) > 0",
                        "{{outcome}}"))
                .interval("30m")
                .decimals(0)
                .size(10, 8)
                .link(CallList.calls("List these calls", "&missed=true&outcome=${__field.labels.outcome}"))
                .overrides(Colours.OUTCOMES);
    }

    private static Panel stages() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Where missed callers were last",
                        "Ringing phones, in a queue, in voicemail, parked or in a conference, in the shown time.")
                .query(Query.instant(
                        "round(sum by (stage) (increase(callwarden_calls_missed_total{[S]}[$__range]))) > 0",
                        "{{stage}}"))
                .steps(Steps.PLAIN)
                .decimals(0)
                .fromZero()
                .size(6, 8)
                .link(CallList.MISSED);
    }

    private static Panel tooEarly() {
        return Panel.of(
                        Look.COLUMNS,
                        "Gone before anybody could answer",
                        "Callers who left in a menu or an announcement, and callers who hung up within seconds. They are not counted as missed.")
                .query(Query.range(
                        "sum(increase(callwarden_calls_lost_before_asking_total{[S]}[$__interval]))",
                        "before a person was asked for"))
                .query(Query.range(
                        "sum(increase(callwarden_calls_abandoned_short_total{[S]}[$__interval]))", "hung up at once"))
                .interval("30m")
                .decimals(0)
                .size(8, 8)
                .override(FieldOverride.coloured("before a person was asked for", "purple"))
                .override(FieldOverride.coloured("hung up at once", "yellow"));
    }

    private static Panel waits() {
        return Panel.of(
                        Look.LINES,
                        "Wait for a person",
                        "Half of the callers, and nine of ten, waited no longer than this, over one hour; lost callers apart.")
                .query(Query.range(quantile("0.5", "answered"), "answered, half"))
                .query(Query.range(quantile("0.9", "answered"), "answered, nine of ten"))
                .query(Query.range(quantile("0.5", "lost"), "lost, half"))
                .unit("s")
                .fromZero()
                .size(12, 9)
                .override(FieldOverride.coloured("lost, half", "red"))
                .link(CallList.ALL);
    }

    private static String quantile(String of, String outcome) {
        return "histogram_quantile(" + of
                + ", sum by (le) (increase(callwarden_call_wait_seconds_bucket{[S], outcome=\"" + outcome
                + "\"}[1h])))";
    }

    private static Panel queues() {
        return QueueTable.panel().size(12, 9);
    }
}
