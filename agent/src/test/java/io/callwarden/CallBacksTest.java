package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.config.Settings;
import io.callwarden.replay.Recorded;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.TimedMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missed customer, from the PBX to the page that Prometheus reads. */
class CallBacksTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANNA = "79265550001";
    private static final String OPEN = "callwarden_callbacks_pending{pbx=\"hq\",state=\"open\"} ";
    private static final String OVERDUE = "callwarden_callbacks_pending{pbx=\"hq\",state=\"overdue\"} ";
    private static final String ALL = "callwarden_lost_callers{pbx=\"hq\"} ";
    private static final String OPENED = "callwarden_callbacks_opened_total{pbx=\"hq\"} ";
    private static final String MISSED =
            "callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HandsOfTheClock clock = new HandsOfTheClock();

    @TempDir
    Path data;

    @Test
    void missedCustomerWaitsThroughARestartUntilHeIsCalledBack() throws Exception {
        try (AmiSimulator asterisk = asterisk()) {
            try (Agent agent = agent(asterisk)) {
                play(asterisk, missed());
                awaitPage(agent, OPEN + "1.0", ALL + "1.0", OPENED + "1.0", revenue("at_risk") + "148.0");
            }
            try (Agent agent = agent(asterisk)) {
                awaitPage(agent, OPEN + "1.0", OPENED + "0.0");
                // Played faster than it was, a call ends later by its own time than by the clock.
                clock.advance(Duration.ofMinutes(5));
                play(asterisk, calledBack());
                awaitPage(
                        agent,
                        OPEN + "0.0",
                        ALL + "0.0",
                        "callwarden_callback_oldest_timestamp_seconds{pbx=\"hq\"} NaN",
                        "callwarden_callbacks_closed_total{pbx=\"hq\",result=\"reached_in_time\"} 1.0",
                        "callwarden_callback_attempts_total{pbx=\"hq\",result=\"reached\"} 1.0",
                        "callwarden_callers_recovered_total{how=\"called_back\",pbx=\"hq\"} 1.0",
                        "callwarden_recovery_seconds_count{how=\"called_back\",pbx=\"hq\"} 1",
                        "callwarden_callback_seconds_count{pbx=\"hq\"} 1",
                        revenue("at_risk") + "0.0",
                        revenue("recovered_total") + "148.0");
            }
        }
    }

    @Test
    void whoeverIsNotCalledBackIsOverdueAndThenLost() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk)) {
            play(asterisk, missed());
            awaitPage(agent, OPEN + "1.0");

            clock.advance(Duration.ofMinutes(61));
            agent.letTimePass();
            assertThat(page(agent)).contains(OVERDUE + "1.0", OPEN + "0.0", ALL + "1.0");

            clock.advance(Duration.ofDays(7));
            agent.letTimePass();
            assertThat(page(agent))
                    .contains(
                            ALL + "0.0",
                            "callwarden_callbacks_closed_total{pbx=\"hq\",result=\"expired\"} 1.0",
                            "callwarden_callers_lost_total{how=\"expired\",pbx=\"hq\"} 1.0",
                            revenue("lost_total") + "148.0");
        }
    }

    @Test
    void whoeverIsBeingTalkedToIsNotMissedUnlessTheTalkLeavesNoRecord() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk)) {
            play(asterisk, whileTheyTalk(calledBack()));
            awaitPage(
                    agent,
                    "callwarden_calls_active{direction=\"outbound\",pbx=\"hq\",state=\"talking\"} 1.0",
                    MISSED + "0.0");
            play(asterisk, missed());
            await().atMost(SOON)
                    .until(() -> get(agent, "/api/calls?missed=true&format=jsonl"), text -> !text.isEmpty());
            agent.letTimePass();
            assertThat(page(agent)).contains(MISSED + "1.0", OPENED + "0.0", ALL + "0.0");
        }
        // The PBX was restarted too: nobody will ever tell how that talk ended.
        try (AmiSimulator asterisk = asterisk();
                Agent agent = agent(asterisk)) {
            awaitPage(agent, ALL + "1.0");
            assertThat(page(agent)).as("told quietly").contains(OPENED + "0.0");
        }
    }

    private static String revenue(String what) {
        return "callwarden_revenue_" + what + "{currency=\"USD\",pbx=\"hq\"} ";
    }

    private static Recording missed() throws IOException {
        return recording("queue_abandoned", "79260017001");
    }

    private static Recording calledBack() throws IOException {
        return recording("outbound_answered", "79261112233");
    }

    /** With Anna in place of whom it was recorded with. */
    private static Recording recording(String name, String party) throws IOException {
        Recorded recorded = Recorded.all().stream()
                .filter(each -> each.name().equals("asterisk-22.10/" + name))
                .findFirst()
                .orElseThrow();
        String text = new String(recorded.ami(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(party);
        return Recording.read(name, text.replace(party, ANNA).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Without its end. */
    private static Recording whileTheyTalk(Recording whole) {
        return new Recording(
                whole.name(),
                whole.messages().stream().takeWhile(message -> !isEnd(message)).toList());
    }

    private static boolean isEnd(TimedMessage message) {
        return message.event().equals("BridgeLeave") || message.event().equals("HangupRequest");
    }

    private static void play(AmiSimulator asterisk, Recording recording) {
        asterisk.play(recording, PlayOptions.realTime().speed(2).keepNumbers(true));
    }

    private AmiSimulator asterisk() throws IOException {
        return AmiSimulator.start(new SimulatorSettings().clock(clock).user(ManagerUser.all("agent", "s3cret")));
    }

    /** Ready to hear calls. */
    private Agent agent(AmiSimulator asterisk) {
        Settings settings = Settings.of(
                null,
                Map.of(),
                Map.of(
                        "pbxs.hq.host", "127.0.0.1",
                        "pbxs.hq.port", Integer.toString(asterisk.port()),
                        "pbxs.hq.username", "agent",
                        "pbxs.hq.secret", "s3cret",
                        "pbxs.hq.time-zone", "UTC",
                        "money.average-sale", "400",
                        "money.conversion", "0.37",
                        "data-dir", data.toString(),
                        "http.port", "0"));
        Configuration configuration = Configuration.from(settings);
        settings.check();
        Agent agent = new Agent(configuration, new Build("test", "none"), clock, call -> {});
        await().atMost(SOON).until(() -> agent.missing().isEmpty());
        return agent;
    }

    private void awaitPage(Agent agent, String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(page(agent)).contains(lines));
    }

    private String page(Agent agent) throws IOException, InterruptedException {
        return get(agent, "/metrics");
    }

    private String get(Agent agent, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Goes as the machine's, ahead by as much as it was told. */
    private static final class HandsOfTheClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration more) {
            ahead = ahead.plus(more);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
