package io.callwarden.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The days that a report is about, by the clock of one place. A day on which the clocks change is as long as it was.
 *
 * @param first the first one
 * @param last the last one, which belongs to it
 * @param zone whose days
 */
public record Days(LocalDate first, LocalDate last, ZoneId zone) {
    /** More than a year, so that it can be compared with the same month of the year before. */
    public static final int MOST = 400;

    /** Throws IllegalArgumentException, which says what is allowed, for days in the wrong order and for too many of them. */
    public Days {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1) {
            throw new IllegalArgumentException(
                    "the last day must not be before the first, found %s to %s".formatted(first, last));
        }
        if (days > MOST) {
            throw new IllegalArgumentException(
                    "must be at most %d days, found the %d from %s to %s".formatted(MOST, days, first, last));
        }
    }

    /** When the first day begins. */
    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** When the last day is over. */
    public Instant until() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The day of that moment, be it one of these or not. */
    public LocalDate of(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    boolean contain(Instant moment) {
        LocalDate day = of(moment);
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** The same days period by period; the first and the last may be parts of one. */
    public List<Days> each(Period period) {
        List<Days> parts = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); ) {
            LocalDate end = period.end(day);
            LocalDate to = end.isAfter(last) ? last : end;
            parts.add(new Days(day, to, zone));
            day = to.plusDays(1);
        }
        return parts;
    }
}
