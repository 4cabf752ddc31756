package io.callwarden.log;

import java.util.Locale;

/** In which form the log is written. */
public enum LogFormat {
    /** {@link #JOURNAL} where standard error is systemd's journal, {@link #TEXT} elsewhere. */
    AUTO,
    /** A line with the time in UTC, for people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON,
    /** As text without the time, which the journal has, and with the priority by which {@code journalctl -p} chooses. */
    JOURNAL;

    /** The format of that name in the configuration. */
    public static LogFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
