package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.grafana.Told;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that stands between a telephone and a pager: a simulated Asterisk, the agent, Prometheus, Alertmanager, and whom it calls. The
 * rules and the example for Alertmanager are the shipped ones, with another job, with {@linkplain Scale times sixty times shorter}, and
 * with one address for all receivers; expressions, routes and inhibitions stay as they are.
 */
final class AlertingStack implements AutoCloseable {
    static final String JOB = "callwarden-office";

    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SERVING = Pattern.compile("Serving http://127\\.0\\.0\\.1:(\\d+)/");

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;

    final Receiver receiver;
    final AmiSimulator asterisk;
    final Daemon agent;
    final Daemon alertmanager;
    final Daemon prometheus;

    AlertingStack(Path folder) throws Exception {
        this.folder = folder;
        try {
            receiver = open(new Receiver());
            asterisk = open(AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret"))));
            agent = open(agent(open(new Told())));
            alertmanager = open(alertmanager());
            prometheus = open(prometheus());
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    private Daemon agent(Told told) throws IOException {
        Path config = Files.writeString(
                folder.resolve("callwarden.yml"), """
                data-dir: %s
                http:
                  port: 0
                pbxs:
                  hq:
                    host: 127.0.0.1
                    port: %d
                    username: agent
                    secret: s3cret
                money:
                  average-sale: 400
                  conversion: 0.37
                """.formatted(folder.resolve("data"), asterisk.port()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.callwarden.Main",
                "run",
                "--config",
                config.toString()));
        told.settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return new Daemon(folder, SERVING, command);
    }

    private Daemon alertmanager() throws IOException {
        JsonNode example = Scale.shorten(Rule.YAML.readTree(AlertmanagerExampleTest.EXAMPLE));
        ObjectNode config = (ObjectNode) example;
        config.remove("global");
        ArrayNode receivers = config.putArray("receivers");
        for (JsonNode shipped :
                Rule.YAML.readTree(AlertmanagerExampleTest.EXAMPLE).path("receivers")) {
            String name = shipped.path("name").asString();
            receivers
                    .addObject()
                    .put("name", name)
                    .putArray("webhook_configs")
                    .addObject()
                    .put("url", receiver.url(name));
        }
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), config.toPrettyString());
        return new Daemon(
                folder,
                LISTENING,
                List.of(
                        "prometheus-alertmanager",
                        "--config.file=" + file,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:0",
                        "--cluster.listen-address="));
    }

    private Daemon prometheus() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Command adapt = Command.run(
                Rule.FOLDER.resolve("adapt").toString(), "--selector", "job=\"" + JOB + "\"", rules.toString());
        assertThat(adapt.status()).as(adapt.output()).isZero();
        for (String name : List.of("callwarden-recording.yml", "callwarden-alerts.yml")) {
            JsonNode file = Scale.shorten(Rule.YAML.readTree(rules.resolve(name)));
            Files.writeString(rules.resolve(name), file.toPrettyString());
        }
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ['%s/*.yml']
                alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
                scrape_configs:
                  - job_name: %s
                    static_configs: [{targets: ['%s']}]
                """.formatted(rules, alertmanager.address(), JOB, agent.address()));
        return new Daemon(
                folder,
                LISTENING,
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:0"));
    }

    /** What Prometheus answers to a query: the samples. */
    JsonNode query(String expression) {
        return json("http://" + prometheus.address() + "/api/v1/query?query="
                        + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("data")
                .path("result");
    }

    /** How an alert stands in Alertmanager: active, suppressed, unprocessed; empty where it does not fire. */
    String state(String alertname) {
        for (JsonNode alert : json("http://" + alertmanager.address() + "/api/v2/alerts")) {
            if (alert.path("labels").path("alertname").asString().equals(alertname)) {
                return alert.path("status").path("state").asString();
            }
        }
        return "";
    }

    private JsonNode json(String url) {
        return JsonMapper.shared().readTree(get(url).body());
    }

    HttpResponse<String> get(String url) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url))
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

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
