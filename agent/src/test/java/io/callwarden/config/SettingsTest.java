package io.callwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void flagOverrulesEnvironmentWhichOverrulesTheFile() throws IOException {
        Path file = file("http:\n  port: 1\n  host: a\n  path: x\n");
        Settings settings = Settings.of(
                file,
                Map.of("CALLWARDEN_HTTP_PORT", "2", "CALLWARDEN_HTTP_HOST", "b", "HOME", "/root"),
                Map.of("http.port", "3"));

        assertThat(settings.number("http.port", 9, 0, 9)).isEqualTo(3);
        assertThat(settings.text("http.host", "")).isEqualTo("b");
        assertThat(settings.text("http.path", "")).isEqualTo("x");
        assertThat(settings.text("http.other", "y")).isEqualTo("y");
        assertThat(settings.effective())
                .extracting(Setting::source)
                .containsExactly("flag --set http.port", "environment CALLWARDEN_HTTP_HOST", file + ":4", "default");
        settings.check();
    }

    @Test
    void decimalIsANumberWithinItsBounds() {
        Settings settings = Settings.of(
                null, Map.of(), Map.of("a", "3.75", "b", "4", "c", "4.51", "d", "1e0", "e", "3.6 MOS", "f", "-1.5"));
        assertThat(settings.decimal("a", 3.6, 1, 4.5)).isEqualTo(3.75);
        assertThat(settings.decimal("b", 3.6, 1, 4.5)).isEqualTo(4);
        assertThat(settings.decimal("absent", 3.6, 1, 4.5)).isEqualTo(3.6);
        assertThat(settings.decimal("f", 3.6, -2, 4.5)).isEqualTo(-1.5);
        settings.decimal("c", 3.6, 1, 4.5);
        settings.decimal("d", 3.6, 1, 4.5);
        settings.decimal("e", 3.6, 1, 4.5);

        assertThat(catchThrowableOfType(ConfigException.class, settings::check))
                .hasMessageContaining("c: must be a number from 1.0 to 4.5, found \"4.51\" (flag --set c)")
                .hasMessageContaining("found \"1e0\"")
                .hasMessageContaining("found \"3.6 MOS\"");
    }

    @Test
    void allProblemsAreToldAtOnceWithKeyValuePlaceAndWhatIsAllowed() throws IOException {
        Path file = file("""
                http:
                  prot: 80
                  port: 70000
                log:
                  level: loud
                  level: info
                zone: Moscow
                """);
        Settings settings = Settings.of(
                file, Map.of("CALLWARDEN_HTTP_TIMEOUT", "soon", "CALLWARDEN_LOG_LEVL", "x"), Map.of("tls", "yes"));
        settings.number("http.port", 9686, 0, 65_535);
        settings.number("http.timeout", 1, 1, 9);
        settings.choice("log.level", "info", "info", "debug");
        settings.truth("tls", false);
        settings.zone("zone", ZoneId.of("UTC"));
        settings.required("user", "the manager user");

        assertThat(catchThrowableOfType(ConfigException.class, settings::check)).hasMessage("""
                9 problems in the configuration:
                  log.level: is set twice (%1$s:5 and %1$s:6); keep one
                  http.port: must be a whole number from 0 to 65535, found "70000" (%1$s:3)
                  http.timeout: must be a whole number from 1 to 9, found "soon" (environment CALLWARDEN_HTTP_TIMEOUT)
                  log.level: must be one of info, debug, found "loud" (%1$s:5)
                  tls: must be one of true, false, found "yes" (flag --set tls)
                  zone: must be a time zone such as Europe/Moscow or UTC, found "Moscow" (%1$s:7)
                  user: is required: the manager user
                  http.prot: no such setting (%1$s:2); did you mean "http.port"?
                  CALLWARDEN_LOG_LEVL: no such setting (environment); did you mean "CALLWARDEN_LOG_LEVEL"?\
                """.formatted(file));
    }

    @Test
    void keyInTheWrongPlaceIsPointedToTheRightOne() throws IOException {
        Settings settings = Settings.of(file("retention-days: 3"), Map.of(), Map.of());
        settings.number("store.retention-days", 400, 1, 9999);

        assertThat(problems(settings))
                .contains("retention-days: no such setting (%s:1); did you mean \"store.retention-days\"?"
                        .formatted(folder.resolve("callwarden.yml")));
    }

    @Test
    void secretComesByValueOrByFileAndIsNeverShown() throws IOException {
        Files.writeString(folder.resolve("ami"), "s3cret\n");
        Settings settings = Settings.of(
                file("a:\n  secret: hidden\nb:\n  secret-file: ami\nc:\n  secret: hidden\n  secret-file: ami\n"),
                Map.of(),
                Map.of());

        assertThat(settings.secret("a.secret", true).value()).isEqualTo("hidden");
        assertThat(settings.secret("b.secret", true).value()).isEqualTo("s3cret");
        settings.secret("c.secret", true);
        settings.secret("d.secret", true);
        assertThat(settings.effective().toString()).doesNotContain("hidden").doesNotContain("s3cret");
        assertThat(problems(settings))
                .contains("c.secret: give it or c.secret-file, not both (")
                .contains("d.secret: is required: the secret itself, or d.secret-file with a file that holds it")
                .doesNotContain("hidden");
    }

    @Test
    void namedThingsAreWrittenAsMapOrAsListOrInTheEnvironment() throws IOException {
        Path file = file("pbxs:\n  - name: hq\n    host: h1\n  - name: head_office\n    host: h2\n");
        Settings settings = Settings.of(
                file,
                Map.of("CALLWARDEN_PBXS_HEAD_OFFICE_HOST", "h3", "CALLWARDEN_PBXS_FAR_AWAY_HOST", "h4"),
                Map.of("pbxs.near.host", "h5"));

        assertThat(settings.names("pbxs", "host")).containsExactly("hq", "head_office", "far-away", "near");
        assertThat(settings.text("pbxs.hq.host", "")).isEqualTo("h1");
        assertThat(settings.text("pbxs.head_office.host", "")).isEqualTo("h3");
        assertThat(settings.text("pbxs.far-away.host", "")).isEqualTo("h4");
        assertThat(settings.text("pbxs.near.host", "")).isEqualTo("h5");
        settings.check();
    }

    @Test
    void listsComeFromYamlAndFromOneLine() throws IOException {
        Settings settings =
                Settings.of(file("a: [x, 'y']\nb:\n  - z\nd: q, r\n"), Map.of("CALLWARDEN_C", "1, 2,"), Map.of());

        assertThat(settings.list("a", "words")).containsExactly("x", "y");
        assertThat(settings.list("b", "words")).containsExactly("z");
        assertThat(settings.list("c", "words")).containsExactly("1", "2");
        assertThat(settings.list("d", "words")).containsExactly("q", "r");
        assertThat(settings.seconds("e", 5, 1, 9)).isEqualTo(Duration.ofSeconds(5));
        settings.check();
    }

    @Test
    void valuesAreTakenAsWritten() throws IOException {
        Settings settings = Settings.of(file("a: 0101\nb: \"0x10\"\nc:\nd: 1_000\ne: no\n"), Map.of(), Map.of());

        assertThat(settings.text("a", "")).isEqualTo("0101");
        assertThat(settings.text("b", "")).isEqualTo("0x10");
        assertThat(settings.text("c", "default")).isEqualTo("default");
        assertThat(settings.text("d", "")).isEqualTo("1_000");
        assertThat(settings.text("e", "")).isEqualTo("no");
    }

    @Test
    void brokenYamlNamesTheLine() throws IOException {
        assertThat(problems(Settings.of(file("a: 1\nb: [1, 2\nc: 3\n"), Map.of(), Map.of())))
                .contains("callwarden.yml:3: is not YAML: ");
        assertThat(problems(Settings.of(file("- a\n"), Map.of(), Map.of())))
                .contains("callwarden.yml:1: must be settings as \"key: value\"");
        assertThat(problems(Settings.of(file("a: &x 1\nb: *x\n"), Map.of(), Map.of())))
                .contains("b: aliases (*name) are not supported");
        assertThat(problems(Settings.of(file("pbxs:\n  - host: x\n"), Map.of(), Map.of())))
                .contains("pbxs: each entry of the list needs a \"name\" (");
        assertThat(problems(Settings.of(folder.resolve("absent.yml"), Map.of(), Map.of())))
                .contains("absent.yml: no such file");
        assertThat(problems(Settings.of(file("a: [[1]]\n"), Map.of(), Map.of())))
                .contains("a list in a list");
        assertThat(problems(Settings.of(file("{a: ".repeat(300) + "1" + "}".repeat(300)), Map.of(), Map.of())))
                .contains("is nested too deeply");
    }

    @Test
    void emptyFileSetsNothing() throws IOException {
        Settings.of(file(""), Map.of(), Map.of()).check();
        Settings.of(file("# only a comment\n"), Map.of(), Map.of()).check();
        assertThat(new Secret("x")).hasToString("[secret]");
    }

    private static String problems(Settings settings) {
        return catchThrowableOfType(ConfigException.class, settings::check).getMessage();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("callwarden.yml"), text);
    }
}
