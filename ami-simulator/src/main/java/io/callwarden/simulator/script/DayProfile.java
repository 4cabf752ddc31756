package io.callwarden.simulator.script;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When people call.
 *
 * @param zone of the house
 * @param hours for each hour of the day, from midnight, the share of the calls of the busiest hour, 0 to 1
 * @param weekdays for each day of the week, from Monday, the share of the calls of the busiest day, 0 to 1
 * @param opens calls before this time of the day hear that the house is closed
 * @param closes calls from this time of the day on hear that the house is closed
 * @param firstDay of the first of the weeks
 * @param weeks for each week from that day on, the share of the calls of the busiest week, 0 to 1; days before are as in the first,
 *     days after as in the last
 */
public record DayProfile(
        ZoneId zone,
        List<Double> hours,
        List<Double> weekdays,
        LocalTime opens,
        LocalTime closes,
        LocalDate firstDay,
        List<Double> weeks) {
    private static final int WEEK = DayOfWeek.values().length;

    static final DayProfile OFFICE = new DayProfile(
            ZoneId.of("UTC"),
            List.of(
                    0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.5, 0.9, 1.0, 0.95, 0.7, 0.75, 0.9, 0.95, 0.8, 0.6,
                    0.3, 0.2, 0.12, 0.08, 0.05, 0.03),
            List.of(1.0, 0.95, 0.9, 0.9, 0.85, 0.3, 0.15),
            LocalTime.of(8, 0),
            LocalTime.of(19, 0));

    /** All weeks are alike. */
    public DayProfile(ZoneId zone, List<Double> hours, List<Double> weekdays, LocalTime opens, LocalTime closes) {
        this(zone, hours, weekdays, opens, closes, LocalDate.EPOCH, List.of(1.0));
    }

    /** This profile with weeks that differ, from the day on which it is that moment. */
    public DayProfile withWeeks(Instant first, List<Double> shares) {
        return new DayProfile(
                zone, hours, weekdays, opens, closes, first.atZone(zone).toLocalDate(), shares);
    }

    /** An office that is open from 8 to 19, busiest at 10 on Mondays. */
    public static DayProfile ofAnOffice() {
        return OFFICE;
    }

    /**
     * This profile on clocks by which it is a Monday and that hour at that moment.
     *
     * @param hour 0 to 23
     */
    public DayProfile beginningAt(Instant moment, int hour) {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("an hour of the day is 0 to 23, not " + hour);
        }
        int secondOfDay = moment.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        int ahead = hour * 3_600 - secondOfDay;
        ZoneOffset offset =
                ZoneOffset.ofTotalSeconds(ahead > 43_200 ? ahead - 86_400 : ahead < -43_200 ? ahead + 86_400 : ahead);
        List<Double> week = new ArrayList<>(weekdays);
        Collections.rotate(week, moment.atZone(offset).getDayOfWeek().getValue() - 1);
        return new DayProfile(offset, hours, week, opens, closes, firstDay, weeks);
    }

    public DayProfile {
        hours = List.copyOf(hours);
        weekdays = List.copyOf(weekdays);
        weeks = List.copyOf(weeks);
        if (weeks.isEmpty() || weeks.stream().anyMatch(share -> !(share >= 0 && share <= 1))) {
            throw new IllegalArgumentException(
                    "the shares of the weeks are 0 to 1, at least one of them, not " + weeks);
        }
        if (hours.size() != 24 || weekdays.size() != DayOfWeek.values().length) {
            throw new IllegalArgumentException(
                    "a profile has 24 hours and 7 weekdays, not " + hours.size() + " and " + weekdays.size());
        }
    }

    /** The share of the calls of the busiest hour of the week that come at this moment. */
    double share(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        return hours.get(local.getHour())
                * weekdays.get(local.getDayOfWeek().getValue() - 1)
                * week(local.toLocalDate());
    }

    private double week(LocalDate date) {
        long number = Math.floorDiv(ChronoUnit.DAYS.between(firstDay, date), WEEK);
        return weeks.get((int) Math.max(0, Math.min(weeks.size() - 1, number)));
    }

    boolean isOpen(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        return !time.isBefore(opens) && time.isBefore(closes);
    }
}
