package io.callwarden.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** Whoever types. */
final class Terminal {
    private Terminal() {}

    /** Whether standard input is one: {@code System.console()} means something else from one Java to the next. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("test", "-t", "0")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for a line. */
    static boolean saysYes() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line != null && line.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            throw new Stop(ExitCode.FAILURE, "The answer cannot be read (%s); nothing was written".formatted(e));
        }
    }
}
