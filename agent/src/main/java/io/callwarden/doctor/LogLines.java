package io.callwarden.doctor;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of the agent's log, of which those for debugging are left out: only they hold what was on the line. */
public final class LogLines {
    private static final Pattern DEBUG = Pattern.compile("(?i)\\b(debug|trace)\\b");

    private LogLines() {}

    /** The rest, masked. */
    public static String masked(String log, Mask mask) {
        return log.lines()
                .filter(line -> !DEBUG.matcher(line).find())
                .map(mask::of)
                .collect(Collectors.joining("\n"));
    }
}
