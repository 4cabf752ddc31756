package io.callwarden.web;

import io.callwarden.cost.Loss;
import io.callwarden.report.Cost;
import io.callwarden.report.CostReport;
import io.callwarden.report.Days;
import io.callwarden.report.EmployeeReport;
import io.callwarden.report.Figure;
import io.callwarden.report.Figures;
import io.callwarden.report.Period;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /reports}: what yesterday and this month add up to. Plain HTML that needs no script. */
final class ReportsPage implements Function<Request, Answer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ReportDesk desk;
    private final Supplier<ZoneId> zones;

    /** @param zones whose days */
    ReportsPage(ReportDesk desk, Supplier<ZoneId> zones) {
        this.desk = desk;
        this.zones = zones;
    }

    @Override
    public Answer apply(Request request) {
        ZoneId zone = zones.get();
        LocalDate today = LocalDate.ofInstant(desk.now(), zone);
        Days yesterday = new Days(today.minusDays(1), today.minusDays(1), zone);
        Days month = new Days(today.withDayOfMonth(1), today, zone);
        StringBuilder page = new StringBuilder(16_384);
        page.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Reports - Callwarden</title>
                <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                <h1>Reports</h1>
                <h2>Missed customers</h2>
                """);
        costs(page, yesterday, month);
        page.append("<h2>Employees yesterday</h2>\n");
        if (desk.tellsOfEmployees()) {
            employees(page, desk.employees(yesterday, Period.DAY, request.role()));
        } else {
            page.append(
                    "<p>Nothing is told of single employees here: <code>privacy.employee-figures</code> or <code>metrics.employees</code> is false.</p>\n");
        }
        page.append("<footer>As of ")
                .append(TIME.format(desk.now().atZone(zone)))
                .append(' ')
                .append(Html.escape(zone.getId()))
                .append(". Also here, for any days: ");
        link(page, zone, "/api/reports/cost?format=table&amp;by=week&amp;zone=", "cost by week");
        link(page.append(", "), zone, "/api/reports/cost?format=csv&amp;zone=", "cost as CSV");
        if (desk.tellsOfEmployees()) {
            link(page.append(", "), zone, "/api/reports/employees?format=csv&amp;zone=", "employees as CSV");
        }
        page.append(
                ", <a href=\"/callbacks\">call-backs</a>, <a href=\"/\">the agent</a>.</footer>\n</body>\n</html>\n");
        return Answer.page("text/html; charset=utf-8", page.toString());
    }

    private static void link(StringBuilder page, ZoneId zone, String path, String text) {
        page.append("<a href=\"")
                .append(path)
                .append(URLEncoder.encode(zone.getId(), StandardCharsets.UTF_8))
                .append("\">")
                .append(text)
                .append("</a>");
    }

    private void costs(StringBuilder page, Days yesterday, Days month) {
        CostReport day = desk.cost(yesterday, Period.DAY);
        page.append(
                "<table>\n<tr><th></th><th>Missed calls</th><th>Customers</th><th>Reached since</th><th>Lost</th><th>Open</th>");
        if (day.currency() != null) {
            page.append(
                    "<th>Sales lost</th><th>Direct</th><th>Over their lives</th><th>Saved by reaching them</th><th>At risk</th>");
        }
        page.append("</tr>\n");
        costRow(page, "Yesterday, " + yesterday.first(), day.total());
        costRow(page, "This month", desk.cost(month, Period.MONTH).total());
        page.append("</table>\n");
        page.append(
                day.currency() == null
                        ? "<p>Nothing is priced: set <code>money.average-sale</code> and <code>money.conversion</code>.</p>\n"
                        : "<p>Money in " + Html.escape(day.currency())
                                + ". A day with M lost customers costs floor(M × conversion) sales.</p>\n");
    }

    private static void costRow(StringBuilder page, String name, Cost cost) {
        page.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th>");
        number(page, cost.missedCalls());
        number(page, cost.customers());
        number(page, cost.recovered());
        number(page, cost.lost());
        number(page, cost.open());
        Loss loss = cost.loss();
        if (loss != null) {
            number(page, loss.sales());
            money(page, loss.direct());
            money(page, loss.lifetime());
            money(page, cost.saved().lifetime());
            money(page, cost.atRisk().lifetime());
        }
        page.append("</tr>\n");
    }

    private static void employees(StringBuilder page, EmployeeReport report) {
        if (report.rows().isEmpty()) {
            page.append("<p>Nobody was called and nobody called.</p>\n");
            return;
        }
        page.append(
                "<table>\n<tr><th>Employee</th><th>Phone</th><th>Rang</th><th>Answered</th><th>No answer</th><th>Declined</th>"
                        + "<th>Ring before answer</th><th>Talked</th><th>Calls out</th><th>Call-backs</th><th>Customers recovered</th></tr>\n");
        for (EmployeeReport.Row row : report.rows()) {
            Figures figures = row.figures();
            page.append("<tr><td>").append(Html.escape(row.name())).append("</td><td>");
            page.append(Html.escape(String.join(" ", row.extensions()))).append("</td>");
            for (Figure figure : new Figure[] {Figure.RANG, Figure.ANSWERED, Figure.NO_ANSWER, Figure.DECLINED}) {
                number(page, figures.of(figure));
            }
            text(page, figures.meanRing() == null ? "" : figures.meanRing().toSeconds() + " s");
            text(page, minutes(figures.talk()));
            for (Figure figure : new Figure[] {Figure.OUTBOUND, Figure.CALL_BACKS, Figure.RECOVERED}) {
                number(page, figures.of(figure));
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String minutes(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    private static void number(StringBuilder page, long number) {
        text(page, String.format(Locale.ROOT, "%,d", number));
    }

    private static void money(StringBuilder page, BigDecimal money) {
        text(page, String.format(Locale.ROOT, money.stripTrailingZeros().scale() <= 0 ? "%,.0f" : "%,.2f", money));
    }

    private static void text(StringBuilder page, String text) {
        page.append("<td class=\"number\">").append(text).append("</td>");
    }
}
