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

    /** The zone that was given, else that of this machine. */
    static String zone(String given) {
        return given == null ? ZoneId.systemDefault().getId() : given;
    }
}
