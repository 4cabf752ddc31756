package io.callwarden.grafana;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus over blocks of the past. It scrapes nothing. */
final class PrometheusServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private PrometheusServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Makes blocks of files of samples. */
    static void load(Path data, List<Path> openMetrics) throws IOException, InterruptedException {
        Files.createDirectories(data);
        for (Path file : openMetrics) {
            Programs.run(
                    data,
                    LONG,
                    List.of(
                            "promtool",
                            "tsdb",
                            "create-blocks-from",
                            "openmetrics",
                            "--max-block-duration=24h",
                            "-q",
                            file.toString(),
                            "."));
        }
    }

    static PrometheusServer start(Path data) throws IOException {
        Path config = Files.writeString(data.resolveSibling("prometheus.yml"), "global: {}\n");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=error")
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, "http://127.0.0.1:" + port);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> server.get("/-/ready").statusCode() == 200);
        return server;
    }

    /** Evaluates recording rules over the past; their series are there after a restart. */
    void record(Path data, Path rules, Instant from, Instant until) throws IOException, InterruptedException {
        Programs.run(
                data,
                LONG,
                List.of(
                        "promtool",
                        "tsdb",
                        "create-blocks-from",
                        "rules",
                        "--url=" + url,
                        "--start=" + from,
                        "--end=" + until,
                        "--output-dir=.",
                        rules.toAbsolutePath().toString()));
    }

    String url() {
        return url;
    }

    /** As Prometheus itself would write it; it throws IllegalArgumentException where the expression is none. */
    String format(String expr) throws IOException, InterruptedException {
        return result("/api/v1/format_query?query=" + encoded(expr)).asString();
    }

    /** The numbers of all series at a time. */
    List<Double> at(String expr, Instant time) throws IOException, InterruptedException {
        List<Double> numbers = new ArrayList<>();
        result("/api/v1/query?query=" + encoded(expr) + "&time=" + time.getEpochSecond())
                .path("result")
                .forEach(series -> numbers.add(number(series.path("value"))));
        return numbers;
    }

    /** The numbers of all series over a time. */
    List<Double> over(String expr, Instant from, Instant until, Duration step)
            throws IOException, InterruptedException {
        List<Double> numbers = new ArrayList<>();
        result("/api/v1/query_range?query=" + encoded(expr) + "&start=" + from.getEpochSecond() + "&end="
                        + until.getEpochSecond() + "&step=" + step.toSeconds())
                .path("result")
                .forEach(series -> series.path("values").forEach(point -> numbers.add(number(point))));
        return numbers;
    }

    private static double number(JsonNode point) {
        String text = point.path(1).asString();
        return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private JsonNode result(String path) throws IOException, InterruptedException {
        JsonNode answer = MAPPER.readTree(get(path).body());
        if (!answer.path("status").asString().equals("success")) {
            throw new IllegalArgumentException(answer.path("error").asString());
        }
        return answer.path("data");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String expr) {
        return URLEncoder.encode(expr, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
