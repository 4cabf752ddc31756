package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that writes the rules for another job. */
class AdaptTest {
    private static final String ADAPT = Rule.FOLDER.resolve("adapt").toString();

    @TempDir
    Path folder;

    @Test
    void rulesForAnotherJobDifferInNothingButTheSelector() throws Exception {
        Command adapt = Command.run(ADAPT, "--selector", "job=\"pbx\"", folder.toString());

        assertThat(adapt.status()).as(adapt.output()).isZero();
        for (Path file : List.of(Rule.RECORDING, Rule.ALERTS)) {
            assertThat(Files.readString(folder.resolve(file.getFileName())))
                    .isEqualTo(Files.readString(file).replace("job=\"callwarden\"", "job=\"pbx\""));
        }
    }

    @Test
    void everyCharacterOfASelectorStaysAsItIs() throws Exception {
        Command.need("promtool", "prometheus");
        String selector = "job=~\"a|b\\\\d+\",site=\"x&y/z\"";

        Command adapt = Command.run(ADAPT, "--selector", selector, folder.toString());

        assertThat(adapt.status()).as(adapt.output()).isZero();
        assertThat(adapted())
                .allSatisfy(
                        rule -> assertThat(rule.expression()).contains(selector).doesNotContain("callwarden\""));
        Command check = Command.run(
                "promtool",
                "check",
                "rules",
                folder.resolve("callwarden-alerts.yml").toString());
        assertThat(check.status()).as(check.output()).isZero();
    }

    @Test
    void linksLeadToWhereThePagesWerePut() throws Exception {
        Command adapt = Command.run(ADAPT, "--runbooks", "https://intranet/pages?a=1&b=/", folder.toString());

        assertThat(adapt.status()).as(adapt.output()).isZero();
        assertThat(Rule.in(folder.resolve("callwarden-alerts.yml")))
                .allSatisfy(alert -> assertThat(alert.annotations().get("runbook_url"))
                        .isEqualTo("https://intranet/pages?a=1&b=/" + alert.name()));
    }

    @Test
    void selectorThatPrometheusDoesNotUnderstandIsRefusedAndNothingIsWritten() throws Exception {
        Command.need("promtool", "prometheus");

        Command adapt = Command.run(ADAPT, "--selector", "job=\"pbx", folder.toString());

        assertThat(adapt.status()).isEqualTo(2);
        assertThat(adapt.output())
                .hasLineCount(1)
                .contains("adapt: Prometheus does not understand the rules with the selector job=\"pbx:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rulesAsShippedAreNotOverwritten() throws Exception {
        Command adapt = Command.run(ADAPT, "--selector", "job=\"pbx\"", Rule.FOLDER.toString());

        assertThat(adapt.status()).isEqualTo(2);
        assertThat(adapt.output()).contains("holds the rules as shipped; name another folder");
    }

    @Test
    void mistakesAreSaidInOneLine() throws Exception {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--job", "x", "y"),
                List.of("--selector"),
                List.of("--selector", "pbx=\"a\"", folder.toString()),
                List.of("a", "b"))) {
            Command adapt = Command.run(
                    Stream.concat(Stream.of(ADAPT), arguments.stream()).toList());
            assertThat(adapt.status()).as(arguments.toString()).isEqualTo(2);
            assertThat(adapt.output()).startsWith("adapt: ").hasLineCount(1);
        }
    }

    private List<Rule> adapted() {
        return Stream.of("callwarden-recording.yml", "callwarden-alerts.yml")
                .flatMap(file -> Rule.in(folder.resolve(file)).stream())
                .toList();
    }
}
