package io.callwarden.grafana;

/** Do those who are to be told hear of it: webhooks and lists of mail addresses. */
final class ReceiverPanels {
    private static final String NOBODY = "Nobody is told";
    private static final String WEBHOOK_OLDEST = "callwarden_webhook_oldest_pending_timestamp_seconds{[P]}";
    /** As the alert has it: a list may gather for a day, but a mail that was refused is late. */
    private static final String MAIL_REFUSED_OLDEST =
            "time() - callwarden_mail_oldest_pending_timestamp_seconds{[P]} and on (job, instance, target)"
                    + " increase(callwarden_mail_deliveries_total{[P], result=\"retry\"}[6h]) > 0";

    private ReceiverPanels() {}

    static Panel waiting() {
        return Panel.of(
                        Look.FIGURE,
                        "Notices waiting",
                        "Notices that webhooks and mail servers have not taken yet, those among them that a list gathers for its next mail. They are kept, also over a restart.")
                .query(Query.range("sum(" + both("pending") + ")", "waiting"))
                .decimals(0)
                .steps(Steps.PLAIN)
                .word(0, "None", "green")
                .noValue(NOBODY)
                .size(6, 4);
    }

    static Panel oldest() {
        return Panel.of(
                        Look.FIGURE,
                        "Oldest notice waits for",
                        "How long the notice has waited that has waited longest; what a list gathers for its next mail is left out. Above "
                                + Thresholds.NOTICE_SECONDS / 60 + " minutes somebody is warned.")
                .query(Query.range(
                        "max(" + either("time() - " + WEBHOOK_OLDEST, MAIL_REFUSED_OLDEST) + ") >= 0 or 0 * sum("
                                + both("pending") + ")",
                        "oldest"))
                .unit("dtdurations")
                .decimals(0)
                .steps(Steps.GOOD.then(60, "yellow").then(Thresholds.NOTICE_SECONDS, "orange"))
                .word(0, "None is late", "green")
                .noValue(NOBODY)
                .size(6, 4);
    }

    static Panel dead() {
        return Panel.of(
                        Look.FIGURE,
                        "Notices given up",
                        "Notices that a receiver refused for good. They are kept and can be sent again: callwarden outbox.")
                .query(Query.range("sum(" + both("dead") + ")", "given up"))
                .decimals(0)
                .steps(Steps.GOOD.then(1, "orange"))
                .word(0, "None", "green")
                .noValue(NOBODY)
                .size(6, 4);
    }

    static Panel dropped() {
        return Panel.of(
                        Look.FIGURE,
                        "Notices dropped",
                        "Notices of the shown time for which there was no room, because too many wait. Their receiver never hears of them.")
                .query(Query.instant(
                        "round(sum(increase(callwarden_notices_dropped_total{[P]}[$__range])))", "dropped"))
                .decimals(0)
                .steps(Steps.GOOD.then(1, "orange"))
                .word(0, "None", "green")
                .noValue(NOBODY)
                .size(6, 4);
    }

    static Panel pending() {
        return Panel.of(
                        Look.LINES,
                        "Notices waiting, by receiver",
                        "A line that only rises is a receiver that takes none.")
                .query(Query.range("sum by (target) (callwarden_webhook_pending{[P]})", "webhook {{target}}"))
                .query(Query.range("sum by (target) (callwarden_mail_pending{[P]})", "mail {{target}}"))
                .decimals(0)
                .fromZero()
                .noValue(NOBODY)
                .size(8, 7);
    }

    static Panel deliveries() {
        return Panel.of(
                        Look.COLUMNS,
                        "Notices sent",
                        "Tries to tell webhooks and mail servers: taken, to be tried again, or refused for good.")
                .query(Query.range(deliveries("webhook"), "webhook {{result}}"))
                .query(Query.range(deliveries("mail"), "mail {{result}}"))
                .interval("10m")
                .decimals(0)
                .noValue(NOBODY)
                .size(8, 7)
                .override(FieldOverride.coloured("webhook ok", "green"))
                .override(FieldOverride.coloured("mail ok", "semi-dark-green"))
                .override(FieldOverride.likeColoured(".* retry", "yellow"))
                .override(FieldOverride.likeColoured(".* given_up", "orange"));
    }

    private static String deliveries(String part) {
        return "sum by (result) (increase(callwarden_" + part + "_deliveries_total{[P]}[$__interval]))";
    }

    static Panel times() {
        return Panel.of(
                        Look.LINES,
                        "Time to send a notice",
                        "Nine of ten receivers answered within this time, over one hour.")
                .query(Query.range(time("webhook"), "webhook {{target}}"))
                .query(Query.range(time("mail"), "mail {{target}}"))
                .unit("s")
                .fromZero()
                .noValue(NOBODY)
                .size(8, 7);
    }

    private static String time(String part) {
        return "histogram_quantile(0.9, sum by (le, target) (increase(callwarden_" + part
                + "_delivery_seconds_bucket{[P]}[1h])))";
    }

    private static String both(String metric) {
        return either("callwarden_webhook_" + metric + "{[P]}", "callwarden_mail_" + metric + "{[P]}");
    }

    /** Of webhooks and mails together, also where only one of them is there, or both have a receiver of the same name. */
    private static String either(String ofWebhooks, String ofMails) {
        return "label_replace(" + ofWebhooks + ", \"way\", \"webhook\", \"\", \"\") or label_replace(" + ofMails
                + ", \"way\", \"mail\", \"\", \"\")";
    }
}
