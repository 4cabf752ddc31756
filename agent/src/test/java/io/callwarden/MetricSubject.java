package io.callwarden;

import java.util.List;

/** The chapters of docs/metrics.md, in that order; a metric belongs to the first one that has its prefix. */
enum MetricSubject {
    QUALITY(
            "Voice quality",
            "From the RTCP reports of phones and trunks, where they send any.",
            "callwarden_rtcp_",
            "callwarden_call_mos",
            "callwarden_calls_poor_quality",
            "callwarden_line_"),
    CALLS(
            "Calls",
            "Outcome and stage are those of the call's record, as docs/calls.md explains them.",
            "callwarden_call_",
            "callwarden_calls_",
            "callwarden_last_missed_call_",
            "callwarden_transfers_"),
    QUEUES(
            "Queues",
            "For each queue that the PBX shows, from the moment it is known until a day after it is gone.",
            "callwarden_queue_"),
    EMPLOYEES(
            "Employees",
            "For each member of a queue; off with `metrics.employees: false`, and beyond `metrics.max-employees` all"
                    + " together as `other`.",
            "callwarden_agent_"),
    LOST_CALLERS(
            "Lost callers",
            "Customers whose call was missed, until somebody talked with them; `pbx` is where they were missed first."
                    + " Money only where `money.average-sale` or a price of a queue or number is set.",
            "callwarden_callback",
            "callwarden_caller",
            "callwarden_lost_",
            "callwarden_recovery_",
            "callwarden_revenue_"),
    TELLING(
            "Telling others",
            "For each webhook and each list of e-mail addresses; `target` is its name in the configuration. Of the agent as a whole.",
            "callwarden_webhook_",
            "callwarden_mail_",
            "callwarden_notices_"),
    LINES(
            "Extensions and trunks",
            "Whether phones and trunks can be reached, and what the trunks carry.",
            "callwarden_extension",
            "callwarden_trunk_",
            "callwarden_channels_",
            "callwarden_lines_"),
    LINK(
            "The link to Asterisk",
            "Whether the PBX is heard at all. Look here first when a board is empty.",
            "callwarden_ami_",
            "callwarden_asterisk_"),
    STORE("The store", "Of the agent as a whole: it writes the calls of all PBXs.", "callwarden_store_"),
    ITSELF("The agent itself", "Of the agent as a whole, unless there is a label `pbx`.", "callwarden_"),
    JAVA(
            "The Java machine",
            "Those of the Prometheus client for Java, as any other Java program has them.",
            "jvm_",
            "process_");

    private final String title;
    private final String introduction;
    private final List<String> prefixes;

    MetricSubject(String title, String introduction, String... prefixes) {
        this.title = title;
        this.introduction = introduction;
        this.prefixes = List.of(prefixes);
    }

    /** The chapter of a metric; one that belongs to none fails. */
    static MetricSubject of(String metric) {
        for (MetricSubject subject : values()) {
            if (subject.prefixes.stream().anyMatch(metric::startsWith)) {
                return subject;
            }
        }
        throw new IllegalArgumentException(metric + " belongs to no chapter: add its prefix to MetricSubject");
    }

    String title() {
        return title;
    }

    String introduction() {
        return introduction;
    }
}
