package io.callwarden.grafana.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of this machine to its end. */
record Command(int status, String output) {
    private static final int MOST_SECONDS = 120;

    static Command run(String... words) throws IOException, InterruptedException {
        return run(List.of(words));
    }

    static Command run(List<String> words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".out");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Assertions.assertTrue(ended, () -> words + " did not end within " + MOST_SECONDS + " s: " + said);
            return new Command(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Where a program is missing, skips the test with a plain message; in CI it fails it. */
    static void need(String program, String debianPackage) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        boolean all = "true".equals(System.getenv("CI")) || Boolean.getBoolean("callwarden.require.all");
        String otherwise = "no %s on this machine (Debian: apt-get install %s)".formatted(program, debianPackage);
        if (all && !there) {
            Assertions.fail(otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }
}
