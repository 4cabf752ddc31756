package io.callwarden.grafana.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A server in a process of its own, on a port that it chose itself and tells in its log. */
final class Daemon implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SECONDS_TO_STOP = 10;

    private final Path log;
    private final Process process;
    private final int port;

    /**
     * Starts it and comes back when it listens.
     *
     * @param folder for its log
     * @param listening what it logs then; the first group is the port
     */
    Daemon(Path folder, Pattern listening, List<String> words) throws IOException {
        log = folder.resolve(Path.of(words.get(0)).getFileName() + ".log");
        process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            port = Awaitility.await(words.get(0) + " listens")
                    .atMost(START)
                    .failFast(words.get(0) + " ended", () -> !process.isAlive())
                    .until(() -> port(listening), Optional::isPresent)
                    .orElseThrow();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException(words.get(0) + " did not start: " + log(), e);
        }
    }

    private Optional<Integer> port(Pattern listening) {
        Matcher said = listening.matcher(log());
        return said.find() ? Optional.of(Integer.valueOf(said.group(1))) : Optional.empty();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Ends it without a chance to say anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
