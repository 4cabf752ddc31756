package io.callwarden.log;

/**
 * How the log is written.
 *
 * @param level error, warn, info or debug; of the agent itself, libraries below it keep to warnings
 * @param format text, JSON or for the journal
 * @param repeatsPerMinute lines of one kind that are written in a minute; further ones are summed up. 0 writes all of them
 */
public record LogConfig(String level, LogFormat format, int repeatsPerMinute) {
    /** Unless set otherwise. */
    public static final int DEFAULT_REPEATS = 20;

    /** More than anybody reads. */
    public static final int MOST_REPEATS = 100_000;

    /** As long as no configuration was read. */
    public static final LogConfig DEFAULT = new LogConfig("info", LogFormat.AUTO, DEFAULT_REPEATS);
}
