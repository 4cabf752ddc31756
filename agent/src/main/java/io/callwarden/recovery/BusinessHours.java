package io.callwarden.recovery;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the company works, by its own clock: a deadline may count only these hours. A shift that a change of the clocks shortens or
 * lengthens counts as long as it really lasted. Immutable.
 */
public final class BusinessHours {
    /** Years without a working hour: the calendar is wrong, and the deadline is that of a company that never closes. */
    private static final int MAX_DAYS = 800;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Shift>> week;
    private final Set<LocalDate> holidays;

    /**
     * A stretch of work without a break; two a day have lunch between them.
     *
     * @param from first minute
     * @param to end, not included; midnight means the end of the day
     */
    public record Shift(LocalTime from, LocalTime to) {
        /** Throws IllegalArgumentException where it does not end after it began. */
        public Shift {
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                throw new IllegalArgumentException("a shift must end after it began, found " + from + " to " + to);
            }
        }
    }

    /**
     * The calendar of one company.
     *
     * @param zone of its clock
     * @param week shifts of each day of the week; a day that is not there is free
     * @param holidays free days, whatever day of the week they are
     */
    public BusinessHours(ZoneId zone, Map<DayOfWeek, List<Shift>> week, Set<LocalDate> holidays) {
        this.zone = zone;
        this.week = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, shifts) -> this.week.put(
                day, shifts.stream().sorted(Comparator.comparing(Shift::from)).toList()));
        this.holidays = Set.copyOf(holidays);
    }

    /** The moment at which {@code work} of working time has passed since {@code start}; {@code work} is positive. */
    public Instant after(Instant start, Duration work) {
        Duration left = work;
        LocalDate day = LocalDate.ofInstant(start, zone);
        for (int i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant from = span.from().isBefore(start) ? start : span.from();
                Duration open = Duration.between(from, span.to());
                if (open.isNegative() || open.isZero()) {
                    continue;
                }
                if (left.compareTo(open) <= 0) {
                    return from.plus(left);
                }
                left = left.minus(open);
            }
        }
        return start.plus(work);
    }

    private record Span(Instant from, Instant to) {}

    private List<Span> spans(LocalDate day) {
        if (holidays.contains(day)) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        for (Shift shift : week.getOrDefault(day.getDayOfWeek(), List.of())) {
            LocalDate end = shift.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
            spans.add(new Span(instant(day, shift.from()), instant(end, shift.to())));
        }
        return spans;
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
