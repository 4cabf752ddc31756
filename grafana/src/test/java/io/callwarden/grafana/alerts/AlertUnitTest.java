package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runs the rules' own tests, one file an alert, with Prometheus's promtool. */
class AlertUnitTest {
    private static final Path TESTS = Rule.FOLDER.resolve("tests");

    @Test
    void prometheusTakesTheRules() throws Exception {
        Command.need("promtool", "prometheus");

        Command check = Command.run("promtool", "check", "rules", Rule.RECORDING.toString(), Rule.ALERTS.toString());

        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output())
                .contains("SUCCESS: " + Rule.alerts().size() + " rules found")
                .contains("SUCCESS: " + Rule.recordings().size() + " rules found");
    }

    @TestFactory
    Stream<DynamicTest> alertFiresStaysSilentAndRecoversAsWritten() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Command.need("promtool", "prometheus");

                    Command test = Command.run("promtool", "test", "rules", file.toString());

                    assertThat(test.status()).as(test.output()).isZero();
                }));
    }

    static Stream<Rule> alerts() {
        return Rule.alerts().stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertIsTestedForFiringForStayingSilentAndForRecovering(Rule alert) {
        Path file = TESTS.resolve(alert.name() + ".yml");
        assertThat(file).exists();
        List<JsonNode> cases =
                Rule.stream(Rule.YAML.readTree(file).path("tests")).toList();

        assertThat(cases).as("one fires").anyMatch(one -> firing(one, alert).contains(true));
        assertThat(cases).as("one stays silent").anyMatch(one -> {
            List<Boolean> firing = firing(one, alert);
            return !firing.isEmpty() && !firing.contains(true);
        });
        assertThat(cases).as("one fires and then does not").anyMatch(one -> {
            List<Boolean> firing = firing(one, alert);
            return firing.contains(true) && !firing.get(firing.size() - 1);
        });
        assertThat(cases)
                .as("names say which")
                .allMatch(one -> one.path("name").asString().matches("(?s)(fires|stays silent|recovers|keeps)\\b.*"));
    }

    /** Whether the alert is expected at each of the case's times, in order. */
    private static List<Boolean> firing(JsonNode one, Rule alert) {
        return Rule.stream(one.path("alert_rule_test"))
                .filter(check -> check.path("alertname").asString().equals(alert.name()))
                .sorted(java.util.Comparator.comparingInt(AlertUnitTest::minute))
                .map(check -> !check.path("exp_alerts").isEmpty())
                .toList();
    }

    private static int minute(JsonNode check) {
        String time = check.path("eval_time").asString();
        assertThat(time).matches("\\d+m");
        return Integer.parseInt(time.substring(0, time.length() - 1));
    }

    @Test
    void groupsAreEvaluatedInOrderElseAnAlertReadsWhatIsNotRecordedYet() throws IOException {
        List<String> groups = Stream.concat(Rule.recordings().stream(), Rule.alerts().stream())
                .map(Rule::group)
                .distinct()
                .toList();

        assertThat(files()).isNotEmpty().allSatisfy(file -> {
            JsonNode test = Rule.YAML.readTree(file);
            assertThat(Rule.stream(test.path("group_eval_order")).map(JsonNode::asString))
                    .as(file.toString())
                    .containsExactlyElementsOf(groups);
            assertThat(Rule.stream(test.path("rule_files")).map(JsonNode::asString))
                    .as(file.toString())
                    .containsExactly("../callwarden-recording.yml", "../callwarden-alerts.yml");
        });
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yml$", "");
    }
}
