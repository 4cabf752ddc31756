package io.callwarden.crash;

import io.callwarden.Main;
import io.callwarden.web.ControlToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of {@code callwarden run}, from its start to its death. */
final class AgentRun implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("Serving http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final Path log;
    private final Process process;
    private int port;

    /**
     * Starts it and does not wait for it.
     *
     * @param prefix what starts the command, such as {@code prlimit}; empty for nothing
     * @param log where it writes its log; what was there is kept
     */
    AgentRun(List<String> prefix, Path config, Path data, Path log) throws IOException {
        this.data = data;
        this.log = log;
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "run", "--config", config.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    void awaitReady() throws IOException, InterruptedException {
        await("the agent is ready", START, () -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IOException("The agent ended with %d: %s".formatted(process.exitValue(), log()));
        }
    }

    boolean isReady() {
        try {
            return serves() && get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean serves() throws IOException {
        if (port == 0) {
            Matcher serving = SERVING.matcher(log());
            port = serving.find() ? Integer.parseInt(serving.group(1)) : 0;
        }
        return port != 0;
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)).timeout(ANSWER).build());
    }

    /** The value of one series of the metrics; 0 where there is none. */
    double metric(String series) throws IOException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Makes all call-backs anew from the calls on record; how many customers had others before. */
    int rebuild() throws IOException {
        HttpResponse<String> answer = send(
                command("/api/recovery/rebuild").POST(BodyPublishers.noBody()).build());
        while (answer.statusCode() == 202) {
            answer = send(command("/api/recovery/rebuild").build());
        }
        if (answer.statusCode() != 200) {
            throw new IOException("Rebuilding was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return Integer.parseInt(answer.body().replaceAll("\\D", ""));
    }

    private HttpRequest.Builder command(String path) throws IOException {
        return HttpRequest.newBuilder(uri(path))
                .timeout(ANSWER.multipliedBy(4))
                .header("Authorization", "Bearer " + ControlToken.read(data).orElseThrow());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** As {@code kill -9}. */
    void kill() throws IOException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As systemd stops it; its exit code. */
    int stop() throws IOException {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() throws IOException {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("The agent did not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    static void await(String what, Duration limit, BooleanSupplier condition) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new IOException("Not after %d s: %s".formatted(limit.toSeconds(), what));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            kill();
        }
    }
}
