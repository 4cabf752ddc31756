package io.callwarden.export;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How instants and durations are written; null stays null. */
public final class Times {
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private Times() {}

    /** As {@code 2026-11-23T06:37:44.101Z}; what is finer is cut off. */
    public static String iso(Instant instant) {
        return instant == null ? null : ISO_MILLIS.format(instant);
    }

    static Long millis(Duration duration) {
        return duration == null ? null : Long.valueOf(duration.toMillis());
    }
}
