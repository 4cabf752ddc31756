package io.callwarden.log;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many lines of each level were written, and how many were left out as repeats. Thread-safe. */
public final class LogCounts {
    /** Of the whole process, as its log is. */
    public static final LogCounts OF_PROCESS = new LogCounts();

    /** The levels that are counted, as the configuration names them. */
    public static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    private final Map<String, LongAdder> written = adders();
    private final Map<String, LongAdder> suppressed = adders();

    LogCounts() {}

    /** Lines of that level that were written. */
    public long written(String level) {
        return written.get(level).sum();
    }

    /** Lines of that level that were summed up in another one. */
    public long suppressed(String level) {
        return suppressed.get(level).sum();
    }

    void addWritten(Level level) {
        written.get(word(level)).increment();
    }

    void addSuppressed(Level level) {
        suppressed.get(word(level)).increment();
    }

    private static String word(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "error";
            case Level.WARN_INT -> "warn";
            case Level.INFO_INT -> "info";
            default -> "debug";
        };
    }

    private static Map<String, LongAdder> adders() {
        return Map.of(
                "error", new LongAdder(), "warn", new LongAdder(), "info", new LongAdder(), "debug", new LongAdder());
    }
}
