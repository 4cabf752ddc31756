package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The example for Alertmanager: it is taken, each alert goes where it should, and what is to be held back can be. */
class AlertmanagerExampleTest {
    static final Path EXAMPLE = Path.of("alertmanager/alertmanager.yml");

    /** Alert to the labels that it really has: those of the tests of the rules. */
    private static final Map<String, Set<String>> LABELS = new TreeMap<>();

    private static JsonNode config;

    @BeforeAll
    static void read() throws IOException {
        config = Rule.YAML.readTree(EXAMPLE);
        try (Stream<Path> files = Files.list(Rule.FOLDER.resolve("tests"))) {
            files.forEach(file -> Rule.stream(Rule.YAML.readTree(file).path("tests"))
                    .flatMap(one -> Rule.stream(one.path("alert_rule_test")))
                    .forEach(check -> Rule.stream(check.path("exp_alerts"))
                            .forEach(alert -> LABELS.computeIfAbsent(
                                            check.path("alertname").asString(), name -> new TreeSet<>())
                                    .addAll(alert.path("exp_labels").propertyNames()))));
        }
    }

    @Test
    void alertmanagerTakesTheExample() throws Exception {
        Command.need("amtool", "prometheus-alertmanager");

        Command check = Command.run("amtool", "check-config", EXAMPLE.toString());

        assertThat(check.status()).as(check.output()).isZero();
    }

    static Stream<Rule> alerts() {
        return Rule.alerts().stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertGoesToThoseWhomItConcerns(Rule alert) throws Exception {
        Command.need("amtool", "prometheus-alertmanager");
        String receivers =
                switch (alert.labels().get("severity")) {
                    case "critical" -> "pager,mail";
                    case "warning" -> "mail";
                    default -> alert.name().equals("PbxWatchdog") ? "dead-mans-switch" : "nobody";
                };
        List<String> words = new ArrayList<>(List.of(
                "amtool",
                "config",
                "routes",
                "test",
                "--config.file=" + EXAMPLE,
                "--verify.receivers=" + receivers,
                "alertname=" + alert.name()));
        alert.labels().forEach((label, value) -> words.add(label + "=" + value));

        Command route = Command.run(words);

        assertThat(route.status()).as(route.output()).isZero();
    }

    @Test
    void warningsWaitForOfficeHoursAndPagesDoNot() {
        List<JsonNode> routes = Rule.stream(config.path("route").path("routes")).toList();

        assertThat(routes).allSatisfy(route -> {
            boolean warnings = route.path("matchers").toString().contains("warning");
            assertThat(route.has("active_time_intervals")).as(route.toString()).isEqualTo(warnings);
            assertThat(route.has("mute_time_intervals")).isFalse();
        });
    }

    @Test
    void everyInhibitionComparesLabelsThatBothAlertsHave() {
        List<JsonNode> inhibitions = Rule.stream(config.path("inhibit_rules")).toList();

        assertThat(inhibitions).isNotEmpty().allSatisfy(inhibition -> {
            List<Rule> sources = matching(inhibition.path("source_matchers"));
            List<Rule> targets = matching(inhibition.path("target_matchers"));
            assertThat(sources).as("sources of " + inhibition).hasSize(1);
            assertThat(targets).as("targets of " + inhibition).isNotEmpty().doesNotContainAnyElementsOf(sources);
            List<String> equal = Rule.stream(inhibition.path("equal"))
                    .map(JsonNode::asString)
                    .toList();
            assertThat(equal).contains("job");
            assertThat(Stream.concat(sources.stream(), targets.stream()))
                    .allSatisfy(alert -> assertThat(LABELS.get(alert.name()))
                            .as(alert.name())
                            .containsAll(equal));
        });
    }

    @Test
    void deadAgentHoldsBackAllThatItsFiguresWouldSay() {
        Set<String> heldBack = new TreeSet<>();
        for (Rule target : matching(config.path("inhibit_rules").get(0).path("target_matchers"))) {
            heldBack.add(target.name());
        }

        assertThat(alerts().filter(alert -> LABELS.get(alert.name()).contains("pbx"))
                        .map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(heldBack);
    }

    /** The alerts that fulfil all matchers, which must be on the alert's name. */
    private static List<Rule> matching(JsonNode matchers) {
        return alerts().filter(alert -> Rule.stream(matchers)
                        .map(JsonNode::asString)
                        .allMatch(matcher -> {
                            assertThat(matcher).startsWith("alertname=");
                            String pattern =
                                    matcher.replaceFirst("alertname=~?", "").replaceAll("^\"|\"$", "");
                            return Pattern.matches(pattern, alert.name());
                        }))
                .toList();
    }

    @Test
    void noSecretStandsInTheExample() throws IOException {
        assertThat(Files.readString(EXAMPLE)
                        .lines()
                        .filter(line -> line.matches(".*(password|token|credentials|secret)\\w*:.*"))
                        .map(String::strip))
                .allMatch(line -> line.contains("_file: /etc/prometheus/secrets/") || line.endsWith("REPLACE-ME"));
    }
}
