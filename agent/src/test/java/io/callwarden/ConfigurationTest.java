package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callwarden.config.ConfigException;
import io.callwarden.config.Setting;
import io.callwarden.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Path SHIPPED = Path.of("../packaging/etc/callwarden.yml");
    private static final Path DOCUMENTED = Path.of("../docs/configuration.md");

    @TempDir
    private Path folder;

    @Test
    void shippedFileIsGoodAsSoonAsItsSecretIsThereAndChangesNoDefault() throws IOException {
        Settings settings = Settings.of(withSecret(Files.readString(SHIPPED)), Map.of(), Map.of());

        Configuration.from(settings);

        settings.check();
        assertThat(settings.effective())
                .filteredOn(setting -> !setting.source().equals("default"))
                .extracting(Setting::key)
                .containsExactly("pbxs.hq.host", "pbxs.hq.username", "pbxs.hq.secret-file");
    }

    @Test
    void shippedFileStartsNothingBeforeItsSecretIsThere() {
        Settings settings = Settings.of(SHIPPED, Map.of(), Map.of());
        Configuration.from(settings);

        assertThat(catchThrowableOfType(ConfigException.class, settings::check))
                .hasMessageStartingWith("1 problem in the configuration:\n  pbxs.hq.secret-file: ");
    }

    @Test
    void shippedFileShowsEverySettingWithItsDefault() throws IOException {
        String uncommented = Files.readString(SHIPPED).replaceAll("(?m)^( *)# ( *)([a-z-]+|\"101\"):", "$1$2$3:");
        Settings shown = Settings.of(withSecret(uncommented), Map.of(), Map.of());
        Configuration.from(shown);
        shown.check();
        Settings bare = Settings.of(SHIPPED, Map.of(), Map.of());
        Configuration.from(bare);

        for (Setting setting : bare.effective()) {
            String key = setting.key().substring(setting.key().lastIndexOf('.') + 1);
            assertThat(uncommented).contains(key);
        }
        assertThat(shown.effective())
                .filteredOn(setting -> !setting.fallback().isEmpty())
                .filteredOn(setting -> !setting.key().endsWith("time-zone"))
                .allSatisfy(setting -> assertThat(setting.value()).isEqualTo(setting.fallback()));
    }

    @Test
    void documentationListsEverySettingWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-zA-Z.-]+)` \\|([^|]*)\\|").matcher(Files.readString(DOCUMENTED));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2).strip());
        }
        Settings settings = Settings.of(
                SHIPPED,
                Map.of(),
                Map.ofEntries(
                        Map.entry("names.101", "Anna"),
                        Map.entry("pbxs.hq.employees.101", "Anna"),
                        Map.entry("pbxs.hq.channel-limits.provider", "30"),
                        Map.entry("pbxs.hq.queues.sales.service-level-seconds", "20"),
                        Map.entry("money.dids.7001.conversion", "0.5"),
                        Map.entry("money.queues.sales.average-sale", "900"),
                        Map.entry("notify.webhooks.crm.url", "https://crm.example.com/"),
                        Map.entry("notify.webhooks.crm.headers.X-Room", "12"),
                        Map.entry("notify.webhooks.crm.header-files.Authorization", "callwarden.yml"),
                        Map.entry("notify.webhooks.crm.values.responsible-id", "7"),
                        Map.entry("http.roles.vera", "viewer"),
                        Map.entry("notify.mails.shift.to", "shift@example.org")));
        Configuration.from(settings);
        Map<String, String> real = new LinkedHashMap<>();
        settings.effective()
                .forEach(setting -> real.put(
                        setting.key()
                                .replace("pbxs.hq", "pbxs.NAME")
                                .replace("webhooks.crm", "webhooks.NAME")
                                .replace("headers.X-Room", "headers.HEADER")
                                .replace("header-files.Authorization", "header-files.HEADER")
                                .replace("values.responsible-id", "values.VALUE")
                                .replace("limits.provider", "limits.TRUNK")
                                .replace("mails.shift", "mails.NAME")
                                .replace("roles.vera", "roles.USER")
                                .replace("queues.sales", "queues.QUEUE")
                                .replace("dids.7001", "dids.NUMBER")
                                .replace("names.101", "names.EXTENSION")
                                .replace("employees.101", "employees.EXTENSION"),
                        setting.fallback()));

        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(real.keySet());
        documented.forEach((key, fallback) -> {
            if (!fallback.startsWith("required") && !fallback.contains("machine")) {
                assertThat(fallback.split(",")[0]).as(key).isEqualTo(real.get(key));
            }
        });
    }

    @Test
    void documentationListsEverySettingThatNeedsARestartAndNoOther() throws IOException {
        String documented = Files.readString(DOCUMENTED);
        String chapter = documented.substring(documented.indexOf("## Changing it while the agent runs"));
        chapter = chapter.substring(0, chapter.indexOf("\n## ", 1));
        Matcher items = Pattern.compile("(?m)^- (`[^:]*):").matcher(chapter);
        Set<String> listed = new TreeSet<>();
        while (items.find()) {
            listed.addAll(Arrays.asList(items.group(1).replace("`", "").split(", ")));
        }
        Settings settings = Settings.of(
                withSecret(Files.readString(SHIPPED)),
                Map.of(),
                Map.of("data-dir", folder.resolve("data").toString(), "http.port", "0", "pbxs.hq.port", "1"));
        ReadConfiguration read = ReadConfiguration.from(settings);

        try (Agent agent = new Agent(read.configuration(), new Build("test", "none"), Clock.systemUTC(), call -> {})) {
            assertThat(listed)
                    .containsExactlyInAnyOrderElementsOf(read.values().keys().stream()
                            .filter(agent::needsRestart)
                            .toList());
        }
    }

    @Test
    void whoGivesAConversionInPerCentIsToldHowItIsWritten() {
        Settings settings = Settings.of(null, Map.of(), Map.of("money.average-sale", "400", "money.conversion", "37"));
        Configuration.from(settings);

        assertThat(catchThrowableOfType(ConfigException.class, settings::check))
                .hasMessageContaining(
                        "money.conversion: must be a share from 0 to 1, such as 0.37 for 37 %, found \"37\"");
    }

    @Test
    void whoIsWorthNothingOrCanBeNobodyIsRefused() {
        Settings settings = Settings.of(
                SHIPPED,
                Map.of(),
                Map.of(
                        "money.average-sale",
                        "400",
                        "money.queues.sales.conversion",
                        "0",
                        "calls.region",
                        "RU",
                        "recovery.important",
                        "8 926 000-40-01,+79260004001x"));
        Configuration.from(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("money.conversion: must be above 0")
                .hasMessageContaining("money.queues.sales.conversion")
                .hasMessageContaining("\"+79260004001x\" can be nobody's")
                .hasMessageNotContaining("\"8 926 000-40-01\" can");
    }

    @Test
    void everyMistakeOfASiteIsToldAtOnce() {
        Settings settings = Settings.of(
                null,
                Map.of("CALLWARDEN_PBXS_HQ_HOST", "pbx", "CALLWARDEN_PBXS_HQ_PORT", "0"),
                Map.of("calls.region", "Russia", "store.url", "jdbc:mysql:x", "calls.shrot-abandon-seconds", "3"));
        Configuration.from(settings);

        assertThat(catchThrowableOfType(ConfigException.class, settings::check)).hasMessage("""
                6 problems in the configuration:
                  pbxs.hq.port: must be a whole number from 1 to 65535, found "0" (environment CALLWARDEN_PBXS_HQ_PORT)
                  pbxs.hq.username: is required: the user in Asterisk's manager.conf
                  pbxs.hq.secret: is required: the secret itself, or pbxs.hq.secret-file with a file that holds it
                  calls.region: must be a country as two capital letters, such as RU or DE, found "Russia" (flag --set calls.region)
                  store.url: must begin with jdbc:postgresql: or jdbc:h2:file:, found "jdbc:mysql:x" (flag --set store.url)
                  calls.shrot-abandon-seconds: no such setting (flag --set calls.shrot-abandon-seconds); did you mean "calls.short-abandon-seconds"?\
                """);
    }

    @Test
    void employeesOfAPbxHaveTheirNames() throws IOException {
        Settings settings = Settings.of(
                withSecret(Files.readString(SHIPPED)),
                Map.of("CALLWARDEN_PBXS_HQ_EMPLOYEES_102", "Boris"),
                Map.of("pbxs.hq.employees.101", "Anna", "metrics.employees", "false"));
        Configuration configuration = Configuration.from(settings);
        settings.check();

        assertThat(configuration.pbxs().get(0).employees())
                .containsOnly(Map.entry("101", "Anna"), Map.entry("102", "Boris"));
        assertThat(configuration.metrics().employees()).isFalse();
    }

    @Test
    void nothingToWatchIsAMistake() {
        Settings settings = Settings.of(null, Map.of(), Map.of());
        Configuration.from(settings);

        assertThat(catchThrowableOfType(ConfigException.class, settings::check))
                .hasMessage("1 problem in the configuration:\n"
                        + "  pbxs: is required: at least one PBX, with host, username and secret");
    }

    private Path withSecret(String configuration) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("hq"), "s3cret\n");
        return Files.writeString(folder.resolve("callwarden.yml"), configuration);
    }
}
