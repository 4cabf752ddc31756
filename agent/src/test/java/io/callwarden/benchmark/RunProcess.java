package io.callwarden.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code callwarden run} as users start it, looked at from outside. */
final class RunProcess implements AutoCloseable {
    private static final long LOOK_NANOS = 2_000_000;
    private static final int STOP_SECONDS = 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int webPort;
    private final long started = System.nanoTime();

    /** @param command what starts the agent, without the subcommand */
    RunProcess(List<String> command, String amiPort, Path data, Path log) throws IOException {
        this(command, "bench", amiPort, data, Map.of(), log);
    }

    /** @param more settings */
    RunProcess(List<String> command, String pbx, String amiPort, Path data, Map<String, String> more, Path log)
            throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            webPort = free.getLocalPort();
        }
        List<String> all = new ArrayList<>(command);
        all.add("run");
        Map<String, String> settings = new HashMap<>(more);
        settings.put("pbxs." + pbx + ".host", "127.0.0.1");
        settings.put("pbxs." + pbx + ".port", amiPort);
        settings.put("pbxs." + pbx + ".username", Answers.USER);
        settings.put("pbxs." + pbx + ".secret", Answers.SECRET);
        settings.put("pbxs." + pbx + ".time-zone", "UTC");
        settings.put("data-dir", data.toString());
        settings.put("http.port", Integer.toString(webPort));
        settings.forEach((key, value) -> {
            all.add("--set");
            all.add(key + "=" + value);
        });
        process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits until it says that it does its whole work. Seconds from its start until then. */
    double awaitReady() throws IOException, InterruptedException {
        while (System.nanoTime() - started < PATIENCE_NANOS) {
            if (!process.isAlive()) {
                throw new IOException("callwarden run ended with " + process.exitValue());
            }
            try {
                if (get("/-/ready").statusCode() == 200) {
                    return (System.nanoTime() - started) / 1e9;
                }
            } catch (ConnectException notYet) {
                // Its web server does not listen yet.
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("callwarden run was not ready within a minute");
    }

    double metric(String name, String label) throws IOException, InterruptedException {
        return AgentUnderTest.sum(get("/metrics").body(), name, label);
    }

    double peakRssMiB() throws IOException {
        return Sample.statusMiB(process.pid(), "VmHWM:");
    }

    /** A scrape in one of the formats. */
    byte[] page(String accept) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/metrics"))
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    String text(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    /** Of all its threads since its start. */
    double cpuSeconds() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
