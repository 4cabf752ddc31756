package io.callwarden;

import io.callwarden.config.Settings;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.BusinessHours;
import io.callwarden.recovery.BusinessHours.Shift;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Urgency;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the site decides about calling back customers who were missed.
 *
 * @param rules deadlines
 * @param important numbers of customers who go before all others, as they were configured
 * @param queues the most important queue first
 * @param zone of the company's clock
 */
public record RecoveryConfig(RecoveryRules rules, List<String> important, List<String> queues, ZoneId zone) {
    private static final int MINUTES_A_WEEK = 7 * 24 * 60;
    private static final String HOURS = "recovery.business-hours";

    /**
     * Reads all of it.
     *
     * @param calls how numbers are written there
     */
    static RecoveryConfig from(Settings settings, CallConfig calls) {
        Duration target = Duration.ofMinutes(settings.number("recovery.target-minutes", 60, 1, MINUTES_A_WEEK));
        Duration expiry = Duration.ofDays(settings.number("recovery.expiry-days", 7, 1, 365));
        if (target.compareTo(expiry) >= 0) {
            settings.refuse("recovery.target-minutes", "must be shorter than recovery.expiry-days");
        }
        ZoneId zone = settings.zone(HOURS + ".time-zone", ZoneId.systemDefault());
        return new RecoveryConfig(
                new RecoveryRules(target, hours(settings, zone), expiry),
                important(settings, calls),
                settings.list("recovery.queues", "queue names, the most important first"),
                zone);
    }

    private static List<String> important(Settings settings, CallConfig calls) {
        List<String> numbers = settings.list("recovery.important", "phone numbers");
        boolean knownRegion = calls.region().isEmpty() || PhoneNumbers.regions().contains(calls.region());
        if (numbers.isEmpty() || !knownRegion) {
            return numbers;
        }
        PhoneNumbers known = calls.numbers();
        Customers customers = new Customers(number -> known.e164(number).orElse(null), number -> false);
        for (String number : numbers) {
            if (customers.key(number).isEmpty()) {
                settings.refuse(
                        "recovery.important",
                        "must be phone numbers as customers have them, but \"%s\" can be nobody's".formatted(number));
            }
        }
        return numbers;
    }

    /** Null where the target counts round the clock. */
    private static BusinessHours hours(Settings settings, ZoneId zone) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String key = HOURS + "." + day.name().toLowerCase(Locale.ROOT);
            List<Shift> shifts = new ArrayList<>();
            for (String text : settings.list(key, "shifts such as 09:00-13:00")) {
                shift(text)
                        .ifPresentOrElse(
                                shifts::add,
                                () -> settings.refuse(
                                        key, "must be shifts such as 09:00-13:00, each ending after it began"));
            }
            if (!shifts.isEmpty()) {
                week.put(day, shifts);
            }
        }
        Set<LocalDate> holidays = holidays(settings);
        return week.isEmpty() ? null : new BusinessHours(zone, week, holidays);
    }

    private static Optional<Shift> shift(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Shift(
                    LocalTime.parse(text.substring(0, dash).strip()),
                    LocalTime.parse(text.substring(dash + 1).strip())));
        } catch (DateTimeException | IllegalArgumentException e) {
            // Both mean that it is no shift; what a shift is, the caller says.
            return Optional.empty();
        }
    }

    private static Set<LocalDate> holidays(Settings settings) {
        Set<LocalDate> holidays = new HashSet<>();
        for (String text : settings.list(HOURS + ".holidays", "days such as 2026-12-25")) {
            try {
                holidays.add(LocalDate.parse(text));
            } catch (DateTimeException e) {
                settings.refuse(HOURS + ".holidays", "must be days such as 2026-12-25");
            }
        }
        return holidays;
    }

    /**
     * Whom to call back first.
     *
     * @param key the form in which customers are compared
     */
    Urgency urgency(UnaryOperator<String> key) {
        return new Urgency(Set.copyOf(important.stream().map(key).toList()), queues);
    }
}
