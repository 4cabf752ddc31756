package io.callwarden.web;

import io.callwarden.call.Call;
import io.callwarden.export.Masked;
import io.callwarden.store.CallFilter;
import io.callwarden.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first page: how the agent stands, and the calls that ended last. Plain HTML that needs no script. */
final class StatusPage implements Function<Request, Answer> {
    private static final int CALLS = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1c2430; background: #fff }
            table { border-collapse: collapse; margin: .5rem 0 1.5rem }
            th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #dde2e8; vertical-align: top }
            td.number { text-align: right; font-variant-numeric: tabular-nums }
            .bad { color: #a3120c; font-weight: 600 }
            .good { color: #14652b; font-weight: 600 }
            th[scope] { font-weight: 600; white-space: nowrap }
            .figures { display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; list-style: none }
            .figures li { border: 1px solid #dde2e8; border-radius: .4rem; padding: .5rem .9rem }
            .figures b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums }
            footer { color: #5a6573 }
            @media (max-width: 640px) {
              body { margin: 1rem }
              .figures li { flex: 1 1 27%; padding: .4rem .6rem }
              .cards, .cards tbody, .cards tr { display: block }
              .cards tr { border: 1px solid #dde2e8; border-radius: .4rem; padding: .5rem .8rem; margin-bottom: .7rem }
              .cards tr:first-child, .cards .empty { display: none }
              .cards th, .cards td { display: flex; border: 0; padding: .15rem 0 }
              .cards th { font-size: 1.2rem; padding: .4rem 0 }
              .cards td::before { content: attr(data-label); flex: 0 0 6.5rem; color: #5a6573; font-weight: 400 }
            }
            @media (prefers-color-scheme: dark) {
              body { color: #dfe5ec; background: #14181d }
              th, td, .figures li, .cards tr { border-color: #333c46 }
              footer, .cards td::before { color: #9aa5b1 }
              .bad { color: #ff8a80 }
              .good { color: #7bd88f }
              a { color: #8ab4f8 }
            }
            """;

    private static final Logger log = LoggerFactory.getLogger(StatusPage.class);

    private final AgentState state;
    private final RecordedCalls calls;
    private final boolean employees;
    private final Clock clock;

    /** @param employees whether it is told who answered */
    StatusPage(AgentState state, RecordedCalls calls, boolean employees, Clock clock) {
        this.state = state;
        this.calls = calls;
        this.employees = employees;
        this.clock = clock;
    }

    static Answer style() {
        return Answer.page("text/css; charset=utf-8", STYLE);
    }

    @Override
    public Answer apply(Request request) {
        StringBuilder page = new StringBuilder(16_384);
        page.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="refresh" content="10">
                <title>Callwarden</title>
                <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                <h1>Callwarden</h1>
                <p><a href="/callbacks">Customers to call back</a></p>
                """);
        readiness(page);
        pbxs(page);
        recentCalls(page, request.role());
        page.append("<footer>As of ")
                .append(TIME.format(clock.instant()))
                .append(
                        " UTC. Also here: <a href=\"/callbacks\">call-backs</a>, <a href=\"/api/calls\">calls as JSON</a>, <a href=\"/reports\">reports</a>, <a href=\"/metrics\">metrics</a>, "
                                + "<a href=\"/runbooks/\">runbooks</a>, "
                                + "<a href=\"/-/ready\">readiness</a>.</footer>\n</body>\n</html>\n");
        return Answer.page("text/html; charset=utf-8", page.toString());
    }

    private void readiness(StringBuilder page) {
        List<String> missing = state.missing();
        if (missing.isEmpty()) {
            page.append("<p class=\"good\">Everything is working.</p>\n");
        }
        missing.forEach(line ->
                page.append("<p class=\"bad\">").append(Html.escape(line)).append("</p>\n"));
        state.notes()
                .forEach(line -> page.append("<p>").append(Html.escape(line)).append("</p>\n"));
    }

    private void pbxs(StringBuilder page) {
        page.append("<table>\n<tr><th>PBX</th><th>Link</th><th>Calls in progress</th></tr>\n");
        for (AgentState.Pbx pbx : state.pbxs()) {
            page.append("<tr>");
            cell(page, pbx.name());
            cell(page, pbx.link());
            number(page, Integer.toString(pbx.callsInProgress()));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private void recentCalls(StringBuilder page, Role role) {
        page.append("<h2>The last ").append(CALLS).append(" calls</h2>\n");
        List<Call> latest = new ArrayList<>(CALLS);
        if (state.recordsAway() || !read(latest)) {
            page.append("<p class=\"bad\">They cannot be shown until the database is back.</p>\n");
            return;
        }
        if (latest.isEmpty()) {
            page.append("<p>No call has ended yet.</p>\n");
            return;
        }
        page.append("<table>\n<tr><th>Began (UTC)</th><th>PBX</th><th>Direction</th><th>Caller</th><th>Dialled</th>"
                + "<th>Queue</th><th>Outcome</th><th>Waited</th><th>Talked</th>"
                + (employees ? "<th>Answered by</th>" : "") + "</tr>\n");
        latest.forEach(call -> row(page, role.seesNumbers() ? call : Masked.call(call)));
        page.append("</table>\n");
    }

    /** False where the database does not answer; the rest of the page must be there then more than ever. */
    private boolean read(List<Call> latest) {
        try {
            calls.forEach(CallFilter.all().newestFirst(true).limit(CALLS).build(), latest::add);
            return true;
        } catch (StoreException e) {
            log.debug("The latest calls cannot be shown", e);
            return false;
        }
    }

    private void row(StringBuilder page, Call call) {
        page.append("<tr>");
        cell(page, time(call.times().startedAt()));
        cell(page, call.id().pbx());
        cell(page, call.direction().label());
        cell(page, call.caller().number());
        cell(page, call.did());
        cell(page, call.queue());
        page.append(call.missed() ? "<td class=\"bad\">missed: " : "<td>")
                .append(Html.escape(call.outcome().label()))
                .append("</td>");
        number(page, seconds(call.times().waited()));
        number(page, seconds(call.times().talked()));
        if (employees) {
            cell(page, call.answer() == null ? "" : call.answer().extension());
        }
        page.append("</tr>\n");
    }

    private static void cell(StringBuilder page, String text) {
        page.append("<td>").append(Html.escape(text)).append("</td>");
    }

    private static void number(StringBuilder page, String text) {
        page.append("<td class=\"number\">").append(text).append("</td>");
    }

    private static String time(Instant instant) {
        return instant == null ? "" : TIME.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String seconds(Duration duration) {
        return duration == null ? "" : duration.toSeconds() + " s";
    }
}
