package io.callwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent as an operator runs it: the built jar in a process of its own, with a configuration file, reached over HTTP. */
final class AgentProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int httpPort = Ports.freeTcp();
    private final Path log;
    private final Process process;

    /**
     * Starts it and comes back when it listens to the PBX.
     *
     * @param folder for its configuration, data and log
     */
    AgentProcess(Path folder, int amiPort) throws IOException {
        log = folder.resolve("agent.log");
        Path config = Files.writeString(folder.resolve("callwarden.yml"), """
                data-dir: %s
                http:
                  port: %d
                pbxs:
                  office:
                    host: 127.0.0.1
                    port: %d
                    username: %s
                    secret: %s
                """.formatted(
                        dataDir(folder), httpPort, amiPort, Office.AMI_USER, Office.AMI_SECRET));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("callwarden.jar"),
                        "run",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitReady();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static Path dataDir(Path folder) {
        return folder.resolve("data");
    }

    void awaitReady() {
        Awaitility.await("agent is ready; its log is " + log)
                .atMost(START)
                .ignoreException(UncheckedIOException.class)
                .until(() -> process.isAlive() && get("/-/ready").statusCode() == 200);
    }

    void awaitNotReady() {
        Awaitility.await("agent notices that it hears nothing")
                .atMost(START)
                .until(() -> get("/-/ready").statusCode() != 200);
    }

    /** The record of the one call from that number, as soon as it is stored. */
    JsonNode recordOfCallFrom(String caller) {
        return Awaitility.await("record of the call from " + caller + "; the agent's log is " + log)
                .atMost(Duration.ofSeconds(15))
                .until(() -> callsFrom(caller), calls -> calls.size() == 1)
                .get(0);
    }

    List<JsonNode> callsFrom(String caller) {
        HttpResponse<String> answer = get("/api/calls?format=jsonl&caller=" + caller);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }

    String metrics() {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop, as systemd does. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS))
                    .as("agent stops within %s; its log is %s", STOP, log)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
