package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void missedCallReachesTheStoreTheApiAndTheMetrics() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "s3cret")) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(get(agent, "/-/ready").statusCode()).isEqualTo(200));

            asterisk.play(
                    Recordings.read("asterisk-22.10/queue_abandoned"),
                    PlayOptions.realTime().speed(4));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/api/calls?missed=true&format=jsonl")
                                    .body())
                            .contains(
                                    "\"pbx\":\"hq\"",
                                    "\"outcome\":\"abandoned\"",
                                    "\"queue\":\"sales\"",
                                    "\"missed\":true")
                            .hasLineCount(1));
            assertThat(get(agent, "/metrics").body())
                    .contains("callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} 1.0")
                    .contains("callwarden_ami_connected{pbx=\"hq\"} 1.0")
                    .contains("callwarden_asterisk_info{pbx=\"hq\",version=\"22.10.1\"} 1")
                    .contains("callwarden_calls_active{direction=\"inbound\",pbx=\"hq\",state=\"queued\"} 0.0")
                    .containsPattern("callwarden_ami_events_total\\{event=\"Newchannel\",pbx=\"hq\"} [1-9]");
            assertThat(get(agent, "/").body()).contains("missed: abandoned", "Everything is working.");
        }
    }

    @Test
    void documentationListsEveryMetricAndNoOther() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "s3cret")) {
            await().atMost(SOON).until(() -> agent.missing().isEmpty());
            // Series of a line are there once its voice was reported on.
            asterisk.play(
                    Recordings.read("asterisk-22.10/ivr_then_queue"),
                    PlayOptions.realTime().speed(20));
            await().atMost(SOON).until(() -> get(agent, "/metrics").body().contains("callwarden_line_mos{"));

            // Series of a trunk are there as soon as it is known.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(documentedMetrics())
                            .isEqualTo(exportedMetrics(get(agent, "/metrics").body())));
        }
    }

    @Test
    void voiceQualityThatNobodyWantsIsNeitherAskedForNorShown() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "s3cret", Map.of("pbxs.hq.voice-quality", "false"))) {
            await().atMost(SOON).until(() -> agent.missing().isEmpty());
            asterisk.play(
                    Recordings.read("asterisk-22.10/ivr_then_queue"),
                    PlayOptions.realTime().speed(20));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/metrics").body())
                            .containsPattern("callwarden_calls_total\\{direction=\"inbound\".*} 1.0"));

            assertThat(get(agent, "/metrics").body())
                    .contains("callwarden_ami_events_total{event=\"RTCPSent\",pbx=\"hq\"} 0.0")
                    .doesNotContain("callwarden_rtcp", "callwarden_line_", "callwarden_call_mos");
        }
    }

    @Test
    void lostLinkIsToldByReadinessAndHealsByItself() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "s3cret")) {
            await().atMost(SOON).until(() -> agent.missing().isEmpty());

            asterisk.faults().refuseConnections();
            asterisk.faults().cut();

            await().atMost(SOON).until(() -> !agent.missing().isEmpty());
            assertThat(get(agent, "/-/ready").statusCode()).isEqualTo(503);
            asterisk.faults().acceptAgain();
            await().atMost(SOON).until(() -> agent.missing().isEmpty());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/metrics").body())
                            .contains("callwarden_ami_gaps_total{pbx=\"hq\",result=\"unhealed\"} 1.0")
                            .contains("callwarden_ami_connects_total{pbx=\"hq\",result=\"ok\"} 2.0"));
        }
    }

    @Test
    void wrongSecretLeavesTheAgentRunningAndNotReady() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "wrong")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/metrics").body())
                            .contains("callwarden_ami_connects_total{pbx=\"hq\",result=\"refused\"} 1.0"));
            assertThat(get(agent, "/-/healthy").statusCode()).isEqualTo(200);
            assertThat(get(agent, "/-/ready").body())
                    .isEqualTo("The calls of hq are not heard: the link to Asterisk at 127.0.0.1:" + asterisk.port()
                            + " is down, waiting for the next attempt.\n");
        }
    }

    /** Name to type, labels and meaning. */
    private static Map<String, String> documentedMetrics() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Pattern.compile("(?m)^\\| `(callwarden_\\w+)` \\| (\\w+) \\| (.*?) ?\\| (.*) \\|$")
                .matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .forEach(row -> documented.put(
                        row.group(1), row.group(2) + " [" + row.group(3).replace("`", "") + "] " + row.group(4)));
        return documented;
    }

    private static Map<String, String> exportedMetrics(String page) {
        Map<String, String> exported = new TreeMap<>();
        Pattern.compile("(?m)^# HELP (callwarden_\\w+) (.*)\n# TYPE \\S+ (\\w+)\n[a-z_]+(\\{.*})? ")
                .matcher(page)
                .results()
                .forEach(family -> exported.put(
                        family.group(1), family.group(3) + " [" + labels(family.group(4)) + "] " + family.group(2)));
        return exported;
    }

    private static String labels(String orNull) {
        return Pattern.compile("(\\w+)=\"")
                .matcher(orNull == null ? "" : orNull)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static AmiSimulator asterisk() throws IOException {
        return AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
    }

    private Agent agent(int port, String secret) {
        return agent(port, secret, Map.of());
    }

    private Agent agent(int port, String secret, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "pbxs.hq.host", "127.0.0.1",
                "pbxs.hq.port", Integer.toString(port),
                "pbxs.hq.username", "agent",
                "pbxs.hq.secret", secret,
                "pbxs.hq.time-zone", "UTC",
                "data-dir", data.toString(),
                "http.port", "0"));
        flags.putAll(more);
        Settings settings = Settings.of(null, Map.of(), flags);
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {});
    }

    private HttpResponse<String> get(Agent agent, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
