package io.callwarden.backup;

import io.callwarden.config.Settings;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/**
 * When the embedded database is backed up by itself.
 *
 * @param dailyAt by the clock of this machine; null for never
 * @param keep how many of them are kept
 */
public record BackupConfig(LocalTime dailyAt, int keep) {
    private static final String DAILY_AT = "backup.daily-at";
    private static final String NEVER = "never";
    private static final String DEFAULT = "03:30";

    /** Reads it. */
    public static BackupConfig from(Settings settings) {
        return new BackupConfig(
                dailyAt(settings, settings.text(DAILY_AT, DEFAULT)), settings.number("backup.keep", 7, 1, 1_000));
    }

    /** Whether that takes no restart: a daily backup begins or ends with one only. */
    public boolean canBecome(BackupConfig newer) {
        return (dailyAt == null) == (newer.dailyAt == null);
    }

    /** The other, but for what takes a restart. */
    public BackupConfig takingOver(BackupConfig newer) {
        return new BackupConfig(canBecome(newer) ? newer.dailyAt : dailyAt, newer.keep);
    }

    private static LocalTime dailyAt(Settings settings, String text) {
        if (text.equals(NEVER)) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            settings.refuse(DAILY_AT, "must be a time of day such as \"03:30\", or never");
            return LocalTime.parse(DEFAULT);
        }
    }
}
