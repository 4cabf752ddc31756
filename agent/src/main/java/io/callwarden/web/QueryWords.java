package io.callwarden.web;

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

/** The parameters of a question by name, as the user wrote them; whatever cannot be understood is a {@link BadQueryException}. */
record QueryWords(Map<String, String> parameters) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_ROWS = 1_000_000_000;

    /** @param known names that there are; no other may be there */
    QueryWords(Map<String, String> parameters, Set<String> known) {
        this(parameters);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new BadQueryException(
                        "%s: no such parameter; there are %s".formatted(name, String.join(", ", new TreeSet<>(known))));
            }
        }
    }

    /** Null where it was not given. */
    String text(String name) {
        return parameters.get(name);
    }

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
            throw bad("limit", "a whole number from 1 to " + (MOST_ROWS - 1));
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
                        name, "one of " + Arrays.stream(constants).map(label).collect(Collectors.joining(", "))));
    }

    BadQueryException bad(String name, String allowed) {
        return new BadQueryException("%s: must be %s, found \"%s\"".formatted(name, allowed, parameters.get(name)));
    }
}
