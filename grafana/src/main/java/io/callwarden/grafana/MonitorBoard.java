package io.callwarden.grafana;

/** Does the monitor itself tell the truth? For the sysadmin. */
final class MonitorBoard {
    private static final int FORECAST_SECONDS = 4 * 86_400;

    private MonitorBoard() {}

    static Dashboard board() {
        return Dashboard.named(
                        "monitor",
                        "Monitor",
                        "Whether Callwarden itself is well: the link to Asterisk, the store, whom it tells, the process.")
                .row("Can the other boards be believed?", up(), Figures.link(), lag(), blind(), unwritten(), disk())
                .row("What comes from Asterisk", events(), unread(), pings())
                .row("Times in which the PBX was not heard", gaps(), disconnects(), asterisk())
                .row("The store", writes(), writeTimes(), size())
                .row(
                        "Do those who are to be told hear of it?",
                        ReceiverPanels.waiting(),
                        ReceiverPanels.oldest(),
                        ReceiverPanels.dead(),
                        ReceiverPanels.dropped(),
                        ReceiverPanels.deliveries(),
                        ReceiverPanels.pending(),
                        ReceiverPanels.times())
                .row("The process", cpu(), memory(), collections(), http(), clamped(), builds());
    }

    private static Panel up() {
        return Panel.of(Look.FIGURE, "Is Callwarden running?", "Whether Prometheus reaches the agent.")
                .query(Query.range("min(up{[P]})", "up"))
                .option("graphMode", "none")
                .steps(Steps.starting("red").then(1, "green"))
                .word(0, "Not reached", "red")
                .word(1, "Running", "green");
    }

    private static Panel lag() {
        return Panel.of(
                        Look.FIGURE,
                        "Events come late by",
                        "From an event in Asterisk to its reading, the longest of the last minute. Above "
                                + Thresholds.LAG_SECONDS + " s somebody is warned.")
                .query(Query.range("max(callwarden_ami_event_lag_seconds{[S]})", "lag"))
                .unit("s")
                .steps(Steps.GOOD.then(1, "yellow").then(Thresholds.LAG_SECONDS, "orange"))
                .noNumber("Not known");
    }

    private static Panel blind() {
        return Panel.of(
                        Look.FIGURE,
                        "PBX not heard for",
                        "All blind times of the shown time together; calls that ended in them are unknown.")
                .query(Query.instant("sum(increase(callwarden_ami_gap_seconds_total{[S]}[$__range]))", "blind"))
                .unit("dtdurations")
                .decimals(0)
                .steps(Steps.GOOD.then(1, "yellow"))
                .word(0, "Never", "green");
    }

    private static Panel unwritten() {
        return Panel.of(Look.FIGURE, "Calls not yet on disk", "Calls in memory that a power cut would lose.")
                .query(Query.range("sum(callwarden_store_queue{[P]})", "calls"))
                .steps(Steps.GOOD.then(1_000, "yellow"))
                .word(0, "None", "green");
    }

    private static Panel disk() {
        return Panel.of(
                        Look.FIGURE,
                        "Free disk in four days",
                        "What is left of the disk if it fills as it did in the last six hours. Red below zero, yellow below 5 GB.")
                .query(Query.instant(
                        "predict_linear(callwarden_store_disk_free_bytes{[P]}[6h], " + FORECAST_SECONDS + ")", "free"))
                .unit("bytes")
                .decimals(0)
                .steps(Steps.starting("orange").then(0, "yellow").then(Thresholds.DISK_FREE_BYTES, "green"));
    }

    private static Panel events() {
        String events = "callwarden_ami_events_total{[S]}";
        return Panel.of(
                        Look.AREAS,
                        "Events from Asterisk",
                        "Events a second, by kind; the eight most frequent kinds of the shown time.")
                .query(Query.range(
                        "sum by (event) (rate(" + events + "[$__rate_interval])) and topk(8, sum by (event) (increase("
                                + events + "[$__range] @ end())))",
                        "{{event}}"))
                .unit("cps")
                .fromZero()
                .size(12, 9);
    }

    private static Panel unread() {
        return Panel.of(
                        Look.LINES,
                        "Not understood",
                        "Events of unknown kinds and lines that could not be read. A few unknown ones do no harm; unreadable ones are followed by a new look at the PBX.")
                .query(Query.range(
                        "sum(increase(callwarden_ami_unknown_events_total{[S]}[$__rate_interval]))", "unknown events"))
                .query(Query.range(
                        "sum(increase(callwarden_ami_malformed_total{[S]}[$__rate_interval]))", "unreadable"))
                .decimals(0)
                .fromZero()
                .size(6, 9);
    }

    private static Panel pings() {
        return Panel.of(
                        Look.LINES,
                        "Ping of Asterisk",
                        "How long Asterisk took to answer, nine of ten pings over one hour.")
                .query(Query.range(
                        "histogram_quantile(0.9, sum by (le) (increase(callwarden_ami_ping_seconds_bucket{[S]}[1h])))",
                        "nine of ten"))
                .unit("s")
                .fromZero()
                .size(6, 9);
    }

    private static Panel gaps() {
        return Panel.of(
                        Look.COLUMNS,
                        "Seconds in which the PBX was not heard",
                        "Healed: calls of that time are known all the same.")
                .query(Query.range(
                        "sum by (result) (increase(callwarden_ami_gap_seconds_total{[S]}[$__interval]))", "{{result}}"))
                .interval("10m")
                .unit("s")
                .size(8, 7)
                .override(FieldOverride.coloured("unhealed", "orange"))
                .override(FieldOverride.coloured("healed", "green"));
    }

    private static Panel disconnects() {
        return Panel.of(Look.COLUMNS, "Connections", "Logins by result, and connections lost.")
                .query(Query.range(
                        "sum by (result) (increase(callwarden_ami_connects_total{[S]}[$__interval]))",
                        "login {{result}}"))
                .query(Query.range(
                        "sum by (reason) (increase(callwarden_ami_disconnects_total{[S]}[$__interval]))", "{{reason}}"))
                .interval("10m")
                .decimals(0)
                .size(8, 7)
                .override(FieldOverride.coloured("login ok", "green"))
                .override(FieldOverride.coloured("login failed", "orange"))
                .override(FieldOverride.coloured("login refused", "red"));
    }

    private static Panel asterisk() {
        return Panel.of(Look.TABLE, "PBXs", "The version of each Asterisk and when it was started.")
                .query(Query.table("max by (pbx, version) (callwarden_asterisk_info{[S]})"))
                .query(Query.table("max by (pbx) (callwarden_asterisk_start_timestamp_seconds{[S]}) * 1000"))
                .columns(Columns.by("pbx", "PBX")
                        .with("version", "Asterisk")
                        .then("")
                        .then("Started", "unit", "dateTimeAsIso"))
                .size(8, 7);
    }

    private static Panel writes() {
        return Panel.of(
                        Look.COLUMNS,
                        "Calls written",
                        "By result. Retries mean that the database was away for a while; what was given up is lost.")
                .query(Query.range(
                        "sum by (result) (increase(callwarden_store_writes_total{[P]}[$__interval]))", "{{result}}"))
                .interval("10m")
                .decimals(0)
                .size(8, 7)
                .override(FieldOverride.coloured("ok", "green"))
                .override(FieldOverride.coloured("error", "orange"))
                .override(FieldOverride.coloured("dropped", "red"))
                .override(FieldOverride.coloured("refused", "dark-red"));
    }

    private static Panel writeTimes() {
        return Panel.of(Look.LINES, "Time to write", "Nine transactions of ten took no longer, over one hour.")
                .query(Query.range(
                        "histogram_quantile(0.9, sum by (le) (increase(callwarden_store_write_seconds_bucket{[P]}[1h])))",
                        "nine of ten"))
                .unit("s")
                .fromZero()
                .size(8, 7);
    }

    private static Panel size() {
        return Panel.of(Look.LINES, "Database and disk", "Size of the built-in database, and free space where it lies.")
                .query(Query.range("sum(callwarden_store_size_bytes{[P]})", "database"))
                .query(Query.range("min(callwarden_store_disk_free_bytes{[P]})", "free disk"))
                .unit("bytes")
                .fromZero()
                .size(8, 7);
    }

    private static Panel cpu() {
        return Panel.of(Look.LINES, "CPU", "How much of one core the agent uses.")
                .query(Query.range(
                        "sum by (instance) (rate(process_cpu_seconds_total{[P]}[$__rate_interval]))", "{{instance}}"))
                .unit("percentunit")
                .fromZero()
                .size(8, 7);
    }

    private static Panel memory() {
        return Panel.of(Look.LINES, "Memory", "Heap in use and its limit.")
                .query(Query.range("sum(jvm_memory_used_bytes{[P], area=\"heap\"})", "in use"))
                .query(Query.range("sum(jvm_memory_max_bytes{[P], area=\"heap\"})", "limit"))
                .unit("bytes")
                .fromZero()
                .override(FieldOverride.dashed("limit", "orange"))
                .size(8, 7);
    }

    private static Panel collections() {
        return Panel.of(
                        Look.LINES,
                        "Time in garbage collection",
                        "Share of the time in which the agent stood still to clear its memory.")
                .query(Query.range(
                        "sum by (gc) (rate(jvm_gc_collection_seconds_sum{[P]}[$__rate_interval]))", "{{gc}}"))
                .unit("percentunit")
                .fromZero()
                .size(8, 7);
    }

    private static Panel http() {
        return Panel.of(Look.LINES, "Requests", "Requests to the agent's pages a second, by path and answer.")
                .query(Query.range(
                        "sum by (path, code) (rate(callwarden_http_requests_total{[P]}[$__rate_interval])) > 0",
                        "{{path}} {{code}}"))
                .unit("reqps")
                .fromZero()
                .size(8, 7);
    }

    private static Panel clamped() {
        return Panel.of(
                        Look.BARS_NOW,
                        "Names beyond the cap",
                        "Queues, employees or lines that share the series «other» because there are more of them than max-… allows.")
                .query(Query.instant("sum by (metric) (callwarden_series_clamped_total{[S]})", "{{metric}}"))
                .decimals(0)
                .fromZero()
                .steps(Steps.GOOD.then(1, "yellow"))
                .size(6, 7);
    }

    private static Panel builds() {
        return Panel.of(
                        Look.TABLE,
                        "Versions",
                        "Which Callwarden runs on which Java, and how often it was started anew in the shown time.")
                .query(Query.table("max by (instance, version, revision, java) (callwarden_build_info{[P]})"))
                .query(Query.table("max by (instance) (changes(process_start_time_seconds{[P]}[$__range]))"))
                .columns(Columns.by("instance", "Instance")
                        .with("version", "Version")
                        .with("java", "Java")
                        .hide("revision")
                        .then("")
                        .then("Restarts"))
                .size(10, 7);
    }
}
