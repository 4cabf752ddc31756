package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callwarden.simulator.Recordings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenariosTest {
    private static final Instant START = Instant.parse("2026-11-23T06:37:24.100Z");
    private static final double TOLERANCE_SECONDS = 0.35;

    @ParameterizedTest
    @MethodSource("everyScenario")
    void everyScenarioIsTold(String name) {
        Structure structure = new Structure();
        take(name).recording().messages().forEach(structure::on);
        structure.assertThatEverythingEnded();
    }

    @ParameterizedTest
    @MethodSource("everyScenario")
    void theSameSeedGivesTheSameTake(String name) {
        assertThat(take(name).recording().messages())
                .isEqualTo(take(name).recording().messages());
        assertThat(take(name).truth()).isEqualTo(take(name).truth());
    }

    @ParameterizedTest
    @MethodSource("everyScenario")
    void everyTruthFitsTogether(String name) {
        Truth truth = take(name).truth();
        assertThat(truth.answeredBy().isPresent() && !truth.outcome().equals("answered"))
                .isFalse();
        assertThat(truth.talked().isZero()).isEqualTo(!truth.outcome().equals("answered"));
        assertThat(truth.lasted())
                .isGreaterThanOrEqualTo(truth.talked().plus(truth.waited().orElse(Duration.ZERO)));
        if (truth.missed()) {
            assertThat(truth.direction()).isEqualTo("inbound");
            assertThat(truth.outcome()).isNotEqualTo("answered");
            assertThat(truth.waited()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("bundledScenarios")
    void theTruthIsThatOfTheRecordedCall(String name) {
        JsonNode recorded = JsonMapper.shared()
                .readTree(Recordings.truth("asterisk-22.10/" + name))
                .get("calls")
                .get(0);
        Truth truth = take(name).truth();
        assertThat(truth.direction()).isEqualTo(recorded.get("direction").asString());
        assertThat(truth.outcome()).isEqualTo(recorded.get("outcome").asString());
        assertThat(truth.did()).isEqualTo(recorded.get("did").asString());
        if (truth.direction().equals("inbound")) {
            assertThat(truth.caller()).isEqualTo(recorded.get("caller").asString());
            assertThat(truth.stage()).isEqualTo(recorded.get("stage").asString());
            assertThat(truth.queue().orElse(null)).isEqualTo(text(recorded, "queue"));
            assertThat(truth.answeredBy().orElse(null)).isEqualTo(text(recorded, "answered_by"));
            assertThat(truth.rang().stream().distinct().sorted().toList())
                    .isEqualTo(recorded.get("rang")
                            .valueStream()
                            .map(JsonNode::asString)
                            .sorted()
                            .toList());
            assertThat(truth.endedBy().equals("caller"))
                    .isEqualTo(recorded.get("ended_by").asString().equals("caller"));
            assertThat(seconds(truth.lasted()))
                    .isCloseTo(recorded.get("total_s").asDouble(), within(TOLERANCE_SECONDS));
            assertThat(truth.waited().isPresent())
                    .isEqualTo(!recorded.get("wait_s").isNull());
            truth.waited()
                    .ifPresent(waited -> assertThat(seconds(waited))
                            .isCloseTo(recorded.get("wait_s").asDouble(), within(TOLERANCE_SECONDS)));
        }
        assertThat(seconds(truth.talked())).isCloseTo(recorded.get("talk_s").asDouble(), within(TOLERANCE_SECONDS));
    }

    @Test
    void callersWhoGiveUpAtOnceAreNotMissed() {
        assertThat(take("queue_short_abandon").truth().missed()).isFalse();
        assertThat(take("queue_abandoned").truth().missed()).isTrue();
        assertThat(take("closed_message").truth().missed()).isFalse();
        assertThat(take("queue_empty").truth().missed()).isTrue();
    }

    @Test
    void transfersAreToldInTheTruth() {
        assertThat(take("attended").truth().transfers())
                .containsExactly(new Truth.TrueTransfer("attended", "120", "130", true));
        assertThat(take("blind_unanswered").truth().transfers())
                .containsExactly(new Truth.TrueTransfer("blind", "120", "130", false));
    }

    static List<String> everyScenario() {
        return Scenarios.names();
    }

    static List<String> bundledScenarios() {
        return Scenarios.names().stream()
                .filter(name -> Recordings.names().contains("asterisk-22.10/" + name))
                .toList();
    }

    private static Take take(String name) {
        return Take.of(name, Scenarios.named(name), Scenarios.HOUSE, START, 7);
    }

    private static String text(JsonNode call, String name) {
        return call.get(name).isNull() ? null : call.get(name).asString();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
