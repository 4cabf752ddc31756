package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
                    .contains("callwarden_queue_calls_total{outcome=\"abandoned\",pbx=\"hq\",queue=\"sales\"} 1.0")
                    .containsPattern("callwarden_ami_events_total\\{event=\"Newchannel\",pbx=\"hq\"} [1-9]");
            assertThat(get(agent, "/").body()).contains("missed: abandoned", "Everything is working.");
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
    void employeesAreSeenAndTheTimeOfACutIsNotCounted() throws Exception {
        try (AmiSimulator asterisk = asterisk()) {
            Recording call = Recordings.read("asterisk-22.10/queue_answered");
            asterisk.learn(call);
            try (Agent agent = agent(asterisk.port(), "s3cret")) {
                awaitMetric(agent, "callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"available\"} 1.0");
                // No faster than it was: what she does in those two seconds is looked at while she does it.
                asterisk.play(call, PlayOptions.realTime());
                awaitMetric(agent, "callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"in_call\"} 1.0");
                awaitMetric(agent, "callwarden_agent_calls_total{agent=\"Anna\",outcome=\"answered\",pbx=\"hq\"} 1.0");
                assertThat(value(agent, "callwarden_agent_talk_seconds_total{agent=\"Anna\",pbx=\"hq\"}"))
                        .isPositive();

                asterisk.faults().refuseConnections();
                asterisk.faults().cut();
                awaitMetric(agent, "callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"available\"} NaN");
                String loggedIn = "callwarden_agent_logged_in_seconds_total{agent=\"Anna\",pbx=\"hq\"}";
                double before = value(agent, loggedIn);
                assertThat(value(agent, loggedIn)).as("it stands still").isEqualTo(before);

                asterisk.faults().acceptAgain();
                awaitMetric(agent, "callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"available\"} 1.0");
                await().atMost(SOON).until(() -> value(agent, loggedIn) > before);
            }
        }
    }

    private void awaitMetric(Agent agent, String line) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(agent, "/metrics").body()).contains(line));
    }

    private double value(Agent agent, String series) throws IOException, InterruptedException {
        return get(agent, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wrongSecretLeavesTheAgentRunningAndNotReady() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk.port(), "wrong")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/metrics").body())
                            .contains("callwarden_ami_connects_total{pbx=\"hq\",result=\"refused\"} 1.0"));
            assertThat(get(agent, "/-/healthy").statusCode()).isEqualTo(200);
            // The refusal is counted before the link is at rest, and the database may still be being opened.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(agent, "/-/ready").body())
                            .isEqualTo("The calls of hq are not heard: the link to Asterisk at 127.0.0.1:"
                                    + asterisk.port() + " is down, waiting for the next attempt.\n"));
        }
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
                "pbxs.hq.employees.300", "Reception",
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
