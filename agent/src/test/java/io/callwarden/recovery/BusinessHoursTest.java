package io.callwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);

    /** Monday to Friday, nine to six with an hour of lunch; closed on the last day of the year. */
    private final BusinessHours hours = new BusinessHours(
            BERLIN, weekdays(shift("09:00", "13:00"), shift("14:00", "18:00")), Set.of(LocalDate.parse("2026-12-31")));

    @Test
    void aTargetWithinTheShiftEndsInIt() {
        assertThat(hours.after(berlin("2026-11-23T10:15"), HOUR)).isEqualTo(berlin("2026-11-23T11:15"));
    }

    @Test
    void lunchIsNoWorkingTime() {
        assertThat(hours.after(berlin("2026-11-23T12:30"), HOUR)).isEqualTo(berlin("2026-11-23T14:30"));
        assertThat(hours.after(berlin("2026-11-23T13:20"), HOUR)).isEqualTo(berlin("2026-11-23T15:00"));
    }

    @Test
    void theEveningGoesOnInTheMorning() {
        assertThat(hours.after(berlin("2026-11-23T17:45"), HOUR)).isEqualTo(berlin("2026-11-24T09:45"));
        assertThat(hours.after(berlin("2026-11-23T22:00"), HOUR)).isEqualTo(berlin("2026-11-24T10:00"));
    }

    @Test
    void aTargetThatEndsWithTheShiftEndsThere() {
        assertThat(hours.after(berlin("2026-11-23T17:00"), HOUR)).isEqualTo(berlin("2026-11-23T18:00"));
    }

    @Test
    void theWeekendIsLeftOut() {
        assertThat(hours.after(berlin("2026-11-27T17:30"), HOUR)).isEqualTo(berlin("2026-11-30T09:30"));
        assertThat(hours.after(berlin("2026-11-28T12:00"), Duration.ofHours(9))).isEqualTo(berlin("2026-12-01T10:00"));
    }

    @Test
    void aHolidayIsLeftOut() {
        assertThat(hours.after(berlin("2026-12-30T17:30"), HOUR)).isEqualTo(berlin("2027-01-01T09:30"));
    }

    @Test
    void aShiftCountsAsLongAsItReallyLastsWhenTheClocksChange() {
        BusinessHours nights = new BusinessHours(BERLIN, week(DayOfWeek.SUNDAY, shift("00:00", "06:00")), Set.of());
        // On 2026-03-29 this night has five hours, on 2026-10-25 it has seven.
        assertThat(nights.after(berlin("2026-03-29T00:00"), Duration.ofHours(5)))
                .isEqualTo(berlin("2026-03-29T06:00"));
        assertThat(nights.after(berlin("2026-10-25T00:00"), Duration.ofHours(7)))
                .isEqualTo(berlin("2026-10-25T06:00"));
    }

    @Test
    void aShiftMayEndAtMidnight() {
        BusinessHours late = new BusinessHours(BERLIN, week(DayOfWeek.MONDAY, shift("20:00", "00:00")), Set.of());
        assertThat(late.after(berlin("2026-11-23T23:30"), HOUR)).isEqualTo(berlin("2026-11-30T20:30"));
    }

    @Test
    void aShiftThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> shift("18:00", "09:00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18:00 to 09:00");
    }

    @Test
    void whereNobodyEverWorksTheClockRunsOn() {
        BusinessHours never = new BusinessHours(BERLIN, Map.of(), Set.of());
        assertThat(never.after(berlin("2026-11-23T10:15"), HOUR)).isEqualTo(berlin("2026-11-23T11:15"));
    }

    private static Map<DayOfWeek, List<BusinessHours.Shift>> weekdays(BusinessHours.Shift... shifts) {
        Map<DayOfWeek, List<BusinessHours.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
                week.put(day, List.of(shifts));
            }
        }
        return week;
    }

    private static Map<DayOfWeek, List<BusinessHours.Shift>> week(DayOfWeek day, BusinessHours.Shift shift) {
        return Map.of(day, List.of(shift));
    }

    private static BusinessHours.Shift shift(String from, String to) {
        return new BusinessHours.Shift(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Instant berlin(String localTime) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(localTime), BERLIN)
                .toInstant();
    }
}
