package io.callwarden.web;

import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.store.CallFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which calls are asked for and in which form; the same words on the command line and in {@code /api/calls}.
 *
 * @param filter which calls
 * @param format in which form
 * @param zone in which the table shows times
 */
public record CallsQuery(CallFilter filter, CallsFormat format, ZoneId zone) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "from",
            "to",
            "missed",
            "pbx",
            "queue",
            "caller",
            "did",
            "extension",
            "outcome",
            "direction",
            "limit",
            "format",
            "zone"));
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_CALLS = 1_000_000_000;

    /**
     * Reads the words.
     *
     * @param parameters name to value, as the user wrote them
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static CallsQuery of(Map<String, String> parameters, CallsFormat defaultFormat) {
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new BadQueryException(
                        "%s: no such parameter; there are %s".formatted(name, String.join(", ", KNOWN)));
            }
        }
        Words words = new Words(parameters);
        ZoneId zone = words.zone();
        CallFilter filter = CallFilter.all()
                .from(words.time("from", zone, false))
                .until(words.time("to", zone, true))
                .missedOnly(words.truth("missed"))
                .pbx(parameters.get("pbx"))
                .queue(parameters.get("queue"))
                .caller(parameters.get("caller"))
                .did(parameters.get("did"))
                .extension(parameters.get("extension"))
                .outcome(words.one("outcome", Outcome.values(), Outcome::label, null))
                .direction(words.one("direction", Direction.values(), Direction::label, null))
                .limit(words.limit())
                .newestFirst(true)
                .build();
        return new CallsQuery(
                filter, words.one("format", CallsFormat.values(), CallsFormat::label, defaultFormat), zone);
    }

    /** Values by name, still as written. */
    private record Words(Map<String, String> parameters) {
        ZoneId zone() {
            String value = parameters.get("zone");
            try {
                return value == null ? ZoneOffset.UTC : ZoneId.of(value);
            } catch (DateTimeException e) {
                throw bad("zone", "a time zone such as Europe/Moscow or UTC");
            }
        }

        /** A day as the end means until it is over. */
        Instant time(String name, ZoneId zone, boolean end) {
            String value = parameters.get(name);
            if (value == null) {
                return null;
            }
            try {
                if (!value.contains("T")) {
                    LocalDate day = LocalDate.parse(value);
                    return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
                }
                return value.endsWith("Z")
                        ? Instant.parse(value)
                        : LocalDateTime.parse(value).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw bad(name, "a day as 2026-11-23, or a time as 2026-11-23T09:30 or 2026-11-23T06:30:00Z");
            }
        }

        boolean truth(String name) {
            String value = parameters.getOrDefault(name, "false");
            return switch (value) {
                case "true", "" -> true;
                case "false" -> false;
                default -> throw bad(name, "true or false");
            };
        }

        int limit() {
            String value = parameters.get("limit");
            if (value == null) {
                return DEFAULT_LIMIT;
            }
            if (!value.matches("[1-9]\\d{0,8}")) {
                throw bad("limit", "a whole number from 1 to " + (MOST_CALLS - 1));
            }
            return Integer.parseInt(value);
        }

        <E extends Enum<E>> E one(String name, E[] constants, Function<E, String> label, E fallback) {
            String value = parameters.get(name);
            if (value == null) {
                return fallback;
            }
            return Arrays.stream(constants)
                    .filter(constant -> label.apply(constant).equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> bad(
                            name,
                            "one of " + Arrays.stream(constants).map(label).collect(Collectors.joining(", "))));
        }

        private BadQueryException bad(String name, String allowed) {
            return new BadQueryException("%s: must be %s, found \"%s\"".formatted(name, allowed, parameters.get(name)));
        }
    }
}
