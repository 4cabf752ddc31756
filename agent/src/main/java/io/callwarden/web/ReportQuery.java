package io.callwarden.web;

import io.callwarden.export.ReportForm;
import io.callwarden.report.Days;
import io.callwarden.report.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * Which report is asked for and in which form; the same words on the command line and in {@code /api/reports}.
 *
 * @param days it is about
 * @param by what a row stands for
 * @param form in which it is given
 */
public record ReportQuery(Days days, Period by, ReportForm form) {
    private static final Set<String> KNOWN = Set.of("from", "to", "zone", "by", "format");

    /**
     * Reads the words. Without any, the report is about this month up to today, day by day.
     *
     * @param parameters name to value, as the user wrote them
     * @param now which tells what day it is
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static ReportQuery of(Map<String, String> parameters, ReportForm defaultForm, Instant now) {
        QueryWords words = new QueryWords(parameters, KNOWN);
        // Which calls itself Z, a word for nobody who reads a report.
        ZoneId zone = words.zone().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : words.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate to = day(words, "to", today);
        LocalDate from = day(words, "from", to.withDayOfMonth(1));
        try {
            return new ReportQuery(
                    new Days(from, to, zone),
                    words.one("by", Period.values(), Period::label, Period.DAY),
                    words.one("format", ReportForm.values(), ReportForm::label, defaultForm));
        } catch (IllegalArgumentException e) {
            throw new BadQueryException("from: " + e.getMessage());
        }
    }

    private static LocalDate day(QueryWords words, String name, LocalDate fallback) {
        try {
            LocalDate day = words.text(name) == null ? fallback : LocalDate.parse(words.text(name));
            if (day.getYear() > 0 && day.getYear() <= 9_999) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below, as for years that no database knows.
        }
        throw words.bad(name, "a day as 2026-11-23");
    }
}
