package io.callwarden.grafana;

/** Which lines are dead: trunks to the outside, phones of employees? */
final class LinesBoard {
    private static final String TRUNK = "[S], trunk=~\"$trunk\"";

    private LinesBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "lines",
                        "Lines",
                        "Trunks to the outside and phones of employees: which are dead, which are full.")
                .variable(Variable.TRUNK)
                .row(
                        "Are all lines alive?",
                        Figures.trunks(),
                        unreachable(),
                        unreachableShare(),
                        busiestTrunk(),
                        answeredShare(),
                        channels())
                .row("Trunks", trunkStates(), load(), outcomes(), seizures(), registrations())
                .row("Phones", phones(), flapping(), phoneTable());
    }

    private static Panel unreachable() {
        return Panel.of(
                        Look.FIGURE,
                        "Phones unreachable",
                        "Phones that are not registered or do not answer. Somebody is warned from "
                                + Thresholds.UNREACHABLE_PHONES + " on, if they are more than "
                                + Math.round(Thresholds.UNREACHABLE_SHARE * 100) + " % of all.")
                .query(Query.range("sum(callwarden_extensions{[S], state=\"unreachable\"})", "unreachable"))
                .steps(Steps.GOOD.then(1, "yellow").then(Thresholds.UNREACHABLE_PHONES, "orange"))
                .word(0, "None", "green");
    }

    private static Panel unreachableShare() {
        return Panel.of(Look.FIGURE, "Share of phones unreachable", "Of all phones that the PBX knows.")
                .query(Query.range(
                        "sum(callwarden_extensions{[S], state=\"unreachable\"}) / sum(callwarden_extensions{[S]})",
                        "unreachable"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .steps(Steps.GOOD.then(Thresholds.UNREACHABLE_SHARE, "orange"));
    }

    private static String load(String by) {
        return "sum" + by + " (callwarden_trunk_channels{" + TRUNK + "}) / sum" + by
                + " (callwarden_trunk_channels_limit{" + TRUNK + "} > 0)";
    }

    private static Panel busiestTrunk() {
        return Panel.of(
                        Look.FIGURE,
                        "Fullest trunk",
                        "Share of the channels in use, of the trunk that has the fewest left. Trunks without a set limit are left out.")
                .query(Query.range("max(" + load(" by (pbx, trunk)") + ")", "load"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .steps(Steps.GOOD.then(Thresholds.TRUNK_LOAD, "orange"))
                .noNumber("No limit set");
    }

    private static Panel answeredShare() {
        return Panel.of(
                        Look.FIGURE,
                        "Calls over trunks answered",
                        "Share of all calls in and out that were answered, in the shown time.")
                .query(Query.instant(
                        "sum(increase(callwarden_trunk_calls_total{" + TRUNK
                                + ", outcome=\"answered\"}[$__range])) / sum(increase(callwarden_trunk_calls_total{"
                                + TRUNK + "}[$__range]))",
                        "answered"))
                .unit("percentunit")
                .decimals(0)
                .between(0, 1)
                .steps(Steps.PLAIN)
                .noNumber("No calls");
    }

    private static Panel channels() {
        return Panel.of(Look.FIGURE, "Channels in use", "Connections that Asterisk holds now, to phones and trunks.")
                .query(Query.range("sum(callwarden_channels_active{[S]})", "channels"))
                .steps(Steps.PLAIN)
                .decimals(0);
    }

    private static Panel trunkStates() {
        return Panel.of(
                        Look.STATES,
                        "Trunks up and down",
                        "Whether each trunk was registered, where it registers, and reachable.")
                .query(Query.range("min by (pbx, trunk) (callwarden_trunk_up{" + TRUNK + "})", "{{trunk}}"))
                .word(0, "Down", "red")
                .word(1, "Up", "green")
                .size(12, 8);
    }

    private static Panel load() {
        return Panel.of(
                        Look.LINES,
                        "Channels in use on each trunk",
                        "Calls over each trunk at one time, and its limit where one is set.")
                .query(Query.range("sum by (trunk) (callwarden_trunk_channels{" + TRUNK + "})", "{{trunk}}"))
                .query(Query.range(
                        "sum by (trunk) (callwarden_trunk_channels_limit{" + TRUNK + "} > 0)", "limit of {{trunk}}"))
                .fromZero()
                .decimals(0)
                .override(new FieldOverride(
                        "byRegexp",
                        "limit of .*",
                        Json.object(
                                "custom.lineStyle",
                                Json.object("fill", "dash", "dash", java.util.List.of(8, 6)),
                                "custom.fillOpacity",
                                0)))
                .size(12, 8);
    }

    private static Panel outcomes() {
        return Panel.of(
                        Look.COLUMNS,
                        "What became of calls over trunks",
                        "Congestion and failed are the telephone company's or the network's trouble, busy and no answer are not.")
                .query(Query.range(
                        "sum by (outcome) (increase(callwarden_trunk_calls_total{" + TRUNK + "}[$__interval])) > 0",
                        "{{outcome}}"))
                .interval("30m")
                .decimals(0)
                .size(10, 8)
                .link(CallList.ALL)
                .overrides(Colours.TRUNK_CALLS);
    }

    private static Panel seizures() {
        return Panel.of(
                        Look.LINES,
                        "Answered calls out, by hour",
                        "Share of the calls out that were answered, over one hour (answer-seizure ratio). A sudden fall means trouble beyond the PBX.")
                .query(Query.range(
                        "sum by (trunk) (increase(callwarden_trunk_calls_total{" + TRUNK
                                + ", direction=\"outbound\", outcome=\"answered\"}[1h])) / (sum by (trunk) (increase(callwarden_trunk_calls_total{"
                                + TRUNK + ", direction=\"outbound\"}[1h])) > 0)",
                        "{{trunk}}"))
                .unit("percentunit")
                .between(0, 1)
                .decimals(0)
                .size(8, 8);
    }

    private static Panel registrations() {
        return Panel.of(
                        Look.COLUMNS,
                        "Trunks registered and lost",
                        "Changes of registration with the telephone company.")
                .query(Query.range(
                        "sum by (to) (increase(callwarden_trunk_registration_changes_total{" + TRUNK
                                + "}[$__interval]))",
                        "{{to}}"))
                .interval("30m")
                .decimals(0)
                .overrides(Colours.REACHABILITY)
                .size(6, 8);
    }

    private static Panel phones() {
        return Panel.of(
                        Look.AREAS,
                        "Phones by reachability",
                        "Reachable, unreachable, or unknown where the phone does not register.")
                .query(Query.range("sum by (state) (callwarden_extensions{[S]})", "{{state}}"))
                .fromZero()
                .decimals(0)
                .size(8, 9)
                .overrides(Colours.REACHABILITY);
    }

    private static Panel flapping() {
        return Panel.of(
                        Look.COLUMNS,
                        "Phones lost and back",
                        "How often phones came and went. Many at once: the network or the power of a site.")
                .query(Query.range(
                        "sum by (to) (increase(callwarden_extension_changes_total{[S]}[$__interval]))", "{{to}}"))
                .interval("30m")
                .decimals(0)
                .size(8, 9)
                .overrides(Colours.REACHABILITY);
    }

    private static Panel phoneTable() {
        return Panel.of(Look.TABLE, "Phones", "Each phone, whether it can be reached, and since when.")
                .query(Query.table("min by (extension) (callwarden_extension_up{[S]})"))
                .query(Query.table("max by (extension) (callwarden_extension_since_timestamp_seconds{[S]}) * 1000"))
                .columns(Columns.by("extension", "Phone")
                        .then(
                                "State",
                                "mappings",
                                java.util.List.of(Json.object(
                                        "type",
                                        "value",
                                        "options",
                                        Json.object(
                                                "0", Json.object("text", "Unreachable", "color", "red", "index", 0),
                                                "1", Json.object("text", "Reachable", "color", "green", "index", 1)))),
                                "custom.cellOptions",
                                Json.object("type", "color-text"))
                        .then("Since", "unit", "dateTimeFromNow"))
                .size(8, 9);
    }
}
