package io.callwarden.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's programs, run to their end. */
final class Programs {
    private Programs() {}

    /**
     * Runs a program.
     *
     * @param folder to run in
     * @return what it said
     * @throws IllegalStateException if it fails or takes longer than the patience lasts
     */
    static String run(Path folder, Duration patience, List<String> command) throws IOException, InterruptedException {
        Outcome outcome = end(folder, patience, command);
        if (outcome.code() != 0) {
            throw new IllegalStateException(command + " ended with " + outcome.code() + ":\n" + outcome.output());
        }
        return outcome.output();
    }

    /** How a program ended, and what it said. */
    record Outcome(int code, String output) {}

    static Outcome end(Path folder, Duration patience, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("callwarden", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        command + " took longer than " + patience + ":\n" + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
