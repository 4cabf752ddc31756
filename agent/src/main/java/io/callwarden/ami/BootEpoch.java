package io.callwarden.ami;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Which run of Asterisk this is.
 *
 * @param startup date and time of its start as CoreStatus writes them, without a zone; empty where it may not be asked
 * @param at that moment, by FullyBooted's Uptime or else by the configured zone; null where neither tells it
 */
record BootEpoch(String startup, Instant at) {
    /** Uptime is told in whole seconds, and by a message that took its time. */
    private static final Duration SAME = Duration.ofSeconds(3);

    static final BootEpoch UNKNOWN = new BootEpoch("", null);

    /** {@code byUptime} is null where Asterisk did not tell its Uptime. */
    static BootEpoch of(AmiRow coreStatus, Instant byUptime, ZoneId zone) {
        String date = coreStatus.text("CoreStartupDate");
        String time = coreStatus.text("CoreStartupTime");
        if (date.isEmpty() || time.isEmpty()) {
            return new BootEpoch("", byUptime);
        }
        return new BootEpoch(date + " " + time, byUptime != null ? byUptime : moment(date, time, zone));
    }

    /** When the configuration was last read; null where it is not told. */
    static Instant reload(AmiRow coreStatus, ZoneId zone) {
        return moment(coreStatus.text("CoreReloadDate"), coreStatus.text("CoreReloadTime"), zone);
    }

    /** True unless it is known that Asterisk was restarted in between. */
    boolean sameRun(BootEpoch other) {
        if (!startup.isEmpty() && !other.startup.isEmpty()) {
            return startup.equals(other.startup);
        }
        if (at == null || other.at == null) {
            return true;
        }
        return Duration.between(at, other.at).abs().compareTo(SAME) < 0;
    }

    private static Instant moment(String date, String time, ZoneId zone) {
        try {
            return LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
