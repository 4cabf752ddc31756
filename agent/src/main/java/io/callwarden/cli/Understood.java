package io.callwarden.cli;

import io.callwarden.web.BadQueryException;
import io.callwarden.web.NotFoundException;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the user wrote, understood as the web server understands it. */
final class Understood {
    private static final String TABLE_LIMIT = "100";
    private static final String ALL = "999999999";

    private Understood() {}

    /** What cannot be understood ends with the usage, what is not there with a sentence. */
    static <T> T by(CommandSpec spec, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (BadQueryException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        } catch (NotFoundException e) {
            throw new Stop(ExitCode.FAILURE, e.getMessage());
        }
    }

    /** Adds what was given. */
    static void put(Map<String, String> parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** The limit that was given, else what a terminal can show of a table, and everything in the other forms. */
    static String limit(String given, String format) {
        if (given != null) {
            return given;
        }
        return format.equals("table") ? TABLE_LIMIT : ALL;
    }

    /** The zone that was given, else that of this machine. */
    static String zone(String given) {
        return given == null ? ZoneId.systemDefault().getId() : given;
    }
}
