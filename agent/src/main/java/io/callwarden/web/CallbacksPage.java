package io.callwarden.web;

import io.callwarden.export.Masked;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /callbacks}: whom to call back now, and who was reached today. Plain HTML that needs no script, for a desk and for a phone. */
final class CallbacksPage implements Function<Request, Answer> {
    private static final Set<String> KNOWN = Set.of("state", "pbx", "queue", "did", "zone");
    private static final int MOST_OPEN = 300;
    private static final int MOST_REACHED = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final CallbackDesk desk;
    private final Supplier<ZoneId> zone;
    private final boolean employees;
    private final Clock clock;

    /**
     * @param zone in which times are shown, unless a visitor asks for another
     * @param employees whether it is told who reached a customer
     */
    CallbacksPage(CallbackDesk desk, Supplier<ZoneId> zone, boolean employees, Clock clock) {
        this.employees = employees;
        this.desk = desk;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Answer apply(Request request) {
        CallbackQuery query = query(request);
        Instant now = clock.instant();
        List<Task> all = desk.open(now);
        List<Task> open = all.stream().filter(task -> query.passes(task, now)).toList();
        List<Task> closed = desk.closedToday(now, query.zone());
        StringBuilder page = new StringBuilder(32_768);
        page.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="refresh" content="30">
                <title>Call-backs - Callwarden</title>
                <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                <h1>Call-backs</h1>
                """);
        figures(page, CallbackTally.of(all, closed, now));
        open(page, shown(open, request.role()), now, query.zone());
        reached(page, shown(closed, request.role()), now, query.zone());
        page.append("<footer>As of ")
                .append(DAY_AND_TIME.format(now.atZone(query.zone())))
                .append(' ')
                .append(Html.escape(query.zone().getId()))
                .append(
                        ". Also here: <a href=\"/api/callbacks\">call-backs as JSON</a>, <a href=\"/runbooks/\">runbooks</a>, <a href=\"/\">the agent</a>.</footer>\n</body>\n</html>\n");
        return Answer.page("text/html; charset=utf-8", page.toString());
    }

    private static List<Task> shown(List<Task> tasks, Role role) {
        return role.seesNumbers() ? tasks : tasks.stream().map(Masked::task).toList();
    }

    private CallbackQuery query(Request request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("zone", zone.get().getId());
        request.query().forEach(parameters::put);
        QueryWords words = new QueryWords(parameters, KNOWN);
        CallbackQuery query = CallbackQuery.of(parameters, CallsFormat.TABLE);
        if (query.closed()) {
            throw words.bad("state", "one of open, attempted, overdue");
        }
        return query;
    }

    private static void figures(StringBuilder page, CallbackTally tally) {
        page.append("<ul class=\"figures\">");
        figure(page, tally.overdue(), "overdue", tally.overdue() > 0 ? " class=\"bad\"" : "");
        figure(page, tally.attempted(), "tried in vain", "");
        figure(page, tally.open(), "not tried yet", "");
        figure(page, tally.calledBack(), "called back today", "");
        figure(page, tally.calledAgain(), "called again today", "");
        figure(page, tally.lost(), "lost today", "");
        page.append("</ul>\n");
        if (tally.median() != null) {
            page.append("<p>Half of those reached today were reached within ")
                    .append(words(tally.median()))
                    .append(".</p>\n");
        }
    }

    private static void figure(StringBuilder page, long value, String meaning, String attribute) {
        page.append("<li")
                .append(attribute)
                .append("><b>")
                .append(value)
                .append("</b> ")
                .append(meaning)
                .append("</li>");
    }

    private static void open(StringBuilder page, List<Task> open, Instant now, ZoneId zone) {
        page.append("<h2>To call back, the most urgent first</h2>\n");
        if (open.isEmpty()) {
            page.append("<p class=\"good\">Nobody waits to be called back.</p>\n");
            return;
        }
        page.append("<table class=\"cards\">\n<tr><th>Customer</th><th>Due</th><th>Missed</th><th>Last missed</th>"
                + "<th>Tried</th><th>Queue</th><th>Dialled</th><th>PBX</th><th>More</th></tr>\n");
        open.stream().limit(MOST_OPEN).forEach(task -> openRow(page, task, now, zone));
        page.append("</table>\n");
        if (open.size() > MOST_OPEN) {
            page.append("<p>And ").append(open.size() - MOST_OPEN).append(" more.</p>\n");
        }
    }

    private static void openRow(StringBuilder page, Task task, Instant now, ZoneId zone) {
        boolean overdue = task.state(now) == TaskState.OVERDUE;
        page.append("<tr>");
        customer(page, task);
        page.append(overdue ? "<td class=\"bad\" data-label=\"Due\">" : "<td data-label=\"Due\">")
                .append(moment(task.dueAt(), now, zone))
                .append(overdue ? ", overdue by " : ", in ")
                .append(words(Duration.between(task.dueAt(), now).abs()))
                .append("</td>");
        cell(page, "Missed", times(task.missed()));
        cell(page, "Last missed", moment(task.lastMissedAt(), now, zone));
        cell(
                page,
                "Tried",
                task.attempts().count() == 0
                        ? ""
                        : times(task.attempts().count()) + ", last "
                                + moment(task.attempts().last(), now, zone));
        cell(page, "Queue", task.queue());
        cell(page, "Dialled", task.did());
        cell(page, "PBX", task.pbx());
        more(page, task);
        page.append("</tr>\n");
    }

    private void reached(StringBuilder page, List<Task> closed, Instant now, ZoneId zone) {
        List<Task> reached =
                closed.stream().filter(task -> task.closing().how().recovered()).toList();
        page.append("<h2>Reached today, the latest first</h2>\n");
        if (reached.isEmpty()) {
            page.append("<p>Nobody yet.</p>\n");
            return;
        }
        page.append(
                "<table class=\"cards\">\n<tr><th>Customer</th><th>Reached</th><th>After</th><th>How</th><th>Missed</th><th>More</th></tr>\n");
        reached.stream().limit(MOST_REACHED).forEach(task -> reachedRow(page, task, now, zone));
        page.append("</table>\n");
        if (reached.size() > MOST_REACHED) {
            page.append("<p>And ").append(reached.size() - MOST_REACHED).append(" more.</p>\n");
        }
    }

    private void reachedRow(StringBuilder page, Task task, Instant now, ZoneId zone) {
        Closing closing = task.closing();
        page.append("<tr>");
        customer(page, task);
        cell(page, "Reached", moment(closing.at(), now, zone));
        cell(page, "After", words(task.duration()) + (task.inTime() ? "" : ", too late"));
        String who = closing.by() == null || !employees ? "" : closing.by();
        cell(
                page,
                "How",
                closing.how() == Closing.How.CALLBACK
                        ? "called back" + (who.isEmpty() ? "" : " by " + who)
                        : "called again" + (who.isEmpty() ? "" : ", answered by " + who));
        cell(page, "Missed", times(task.missed()));
        more(page, task);
        page.append("</tr>\n");
    }

    /** On a phone a touch calls him. */
    private static void customer(StringBuilder page, Task task) {
        String shown = Html.escape(task.customer());
        page.append("<th scope=\"row\">");
        if (task.customer().matches("\\+?[0-9]+")) {
            page.append("<a href=\"tel:")
                    .append(shown)
                    .append("\">")
                    .append(shown)
                    .append("</a>");
        } else {
            page.append(shown);
        }
        page.append("</th>");
    }

    private static void more(StringBuilder page, Task task) {
        if (task.customer().indexOf('#') >= 0) {
            page.append("<td class=\"empty\"></td>"); // Nobody can be asked for by half a number.
            return;
        }
        String number = Html.escape(URLEncoder.encode(task.customer(), StandardCharsets.UTF_8));
        page.append("<td data-label=\"More\"><span><a href=\"/api/callbacks/history?format=table&amp;customer=")
                .append(number)
                .append("\">history</a>, <a href=\"/api/calls?format=table&amp;caller=")
                .append(number)
                .append("\">calls</a></span></td>");
    }

    private static void cell(StringBuilder page, String label, String text) {
        page.append(text == null || text.isEmpty() ? "<td class=\"empty\">" : "<td data-label=\"" + label + "\">")
                .append(Html.escape(text))
                .append("</td>");
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** The day only where it is another one. */
    private static String moment(Instant moment, Instant now, ZoneId zone) {
        boolean today = LocalDate.ofInstant(moment, zone).equals(LocalDate.ofInstant(now, zone));
        return (today ? TIME : DAY_AND_TIME).format(moment.atZone(zone));
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSecondsPart() + " s";
    }
}
