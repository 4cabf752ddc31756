package io.callwarden.benchmark;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.call.CallListener;
import io.callwarden.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The whole agent as {@code callwarden run} wires it, in this process, and its metrics page. */
final class AgentUnderTest implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Agent agent;

    AgentUnderTest(int port, Path data, CallListener more) {
        Settings settings = Settings.of(
                null,
                Map.of(),
                Map.of(
                        "pbxs.bench.host",
                        "127.0.0.1",
                        "pbxs.bench.port",
                        Integer.toString(port),
                        "pbxs.bench.username",
                        Answers.USER,
                        "pbxs.bench.secret",
                        Answers.SECRET,
                        "pbxs.bench.time-zone",
                        "UTC",
                        "data-dir",
                        data.toString(),
                        "http.port",
                        "0"));
        Configuration configuration = Configuration.from(settings);
        settings.check();
        agent = new Agent(configuration, new Build("benchmark", "none"), Clock.systemUTC(), more);
    }

    void awaitReady() {
        while (!agent.missing().isEmpty()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The sum of all series of that metric whose labels contain the given text. */
    double metric(String name, String label) throws IOException, InterruptedException {
        String page = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return sum(page, name, label);
    }

    static double sum(String page, String name, String label) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        agent.close();
    }
}
