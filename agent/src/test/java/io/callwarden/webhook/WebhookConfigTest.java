package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callwarden.config.ConfigException;
import io.callwarden.config.Setting;
import io.callwarden.config.Settings;
import io.callwarden.notify.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConfigTest {
    @TempDir
    private Path folder;

    private Settings settings;

    @Test
    void addressAloneIsEnough() throws IOException {
        WebhookConfig config = read("url: https://crm.example.com/hook").get(0);
        settings.check();

        assertThat(config.receiver()).isEqualTo("webhook:crm");
        assertThat(config.subscription().filter().events()).isEqualTo(Filter.USUAL);
        assertThat(config.body().template()).isNull();
        assertThat(config.body().contentType()).isEqualTo("application/json");
        assertThat(config.method()).isEqualTo("POST");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.allowPrivate()).isFalse();
        assertThat(config.signature()).isNull();
        assertThat(config.parallel()).isEqualTo(4);
    }

    @Test
    void secretsComeFromFilesAndAreNeverShown() throws IOException {
        Files.writeString(folder.resolve("token"), "Bearer s3cr3t-token\n");
        Files.writeString(folder.resolve("url"), "https://crm.example.com/s3cr3t-path\n");
        Files.writeString(folder.resolve("key"), "s3cr3t-key-of-24-characters");

        WebhookConfig config = read(
                        "url-file: url",
                        "secret-file: key",
                        "header-files: {Authorization: token}",
                        "headers: {X-Api-Key: s3cr3t-header}")
                .get(0);
        settings.check();

        assertThat(config.headers().get("Authorization").value()).isEqualTo("Bearer s3cr3t-token");
        assertThat(config.target().path()).isEqualTo("/s3cr3t-path");
        assertThat(settings.effective()).extracting(Setting::value).noneMatch(value -> value.contains("s3cr3t"));
        assertThat(config.target().toString() + config.headers()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url: ftp://crm.example.com/                        | notify.webhooks.crm.url | must be an address that begins with http
            url: http://user:pass@crm.example.com/             | notify.webhooks.crm.url | without user and password
            url: http://192.168.1.5/hook                       | notify.webhooks.crm.url | leads to an address that is not public
            url: 'http://[::ffff:10.0.0.1]/'                   | notify.webhooks.crm.url | not public
            url: http://2130706433/                            | notify.webhooks.crm.url | not public
            url: http://localhost/                             | notify.webhooks.crm.url | set allow-private to true
            secret: short                                      | notify.webhooks.crm.secret | openssl rand -base64 32
            secret: whsec_**                                   | notify.webhooks.crm.secret | openssl rand -base64 32
            preset: lotus-notes                                | notify.webhooks.crm.preset | must be one of bitrix24, amocrm
            preset: telegram                                   | notify.webhooks.crm.values.chat-id | is required by the preset telegram
            'preset: bitrix24, values: {responsible-id: me}'   | notify.webhooks.crm.preset | gives no JSON
            'preset: slack, template: x'                       | notify.webhooks.crm.preset | give one of preset, template and template-file
            template: '"{{#call}}"'                            | notify.webhooks.crm.template | is no Mustache template
            template: '"{{> other}}"'                          | notify.webhooks.crm.template | there is one template only
            template-file: missing.mustache                    | notify.webhooks.crm.template-file | must name a file that can be read
            ca-file: missing.pem                               | notify.webhooks.crm.ca-file | must name a file that can be read
            content-type: json                                 | notify.webhooks.crm.content-type | must be a type such as
            method: GET                                        | notify.webhooks.crm.method | must be one of POST, PUT
            'headers: {Host: x}'                               | notify.webhooks.crm.headers.Host | none that the agent sends itself
            'headers: {"X-A": "a\\tb"}'                        | notify.webhooks.crm.headers.X-A | printable ASCII
            'header-files: {X-A: missing}'                     | notify.webhooks.crm.header-files.X-A | must name a file that can be read
            events: everything                                 | notify.webhooks.crm.events | must be some of
            timeout-seconds: 0                                 | notify.webhooks.crm.timeout-seconds | from 1 to 60
            colour: red                                        | notify.webhooks.crm.colour | no such setting
            """)
    void mistakeIsToldWithItsKey(String setting, String key, String words) throws IOException {
        String url = "url: https://crm.example.com/";
        read(setting.startsWith("url") ? List.of(setting) : List.of(url, setting));

        ConfigException problems = catchThrowableOfType(ConfigException.class, settings::check);

        assertThat(problems).as(setting).isNotNull();
        assertThat(problems.problems())
                .anySatisfy(problem -> assertThat(problem).contains(key).contains(words));
        assertThat(problems.getMessage()).doesNotContain("user:pass");
    }

    @Test
    void templateIsTriedWithTheEventsThatAreTold() throws IOException {
        read("url: https://crm.example.com/", "events: [callback_opened]", "template: '{\"n\": {{task.missed}}}'");
        settings.check();

        read("url: https://crm.example.com/", "events: [call_missed]", "template: '{\"n\": {{task.missed}}}'");
        assertThat(catchThrowableOfType(ConfigException.class, settings::check).problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gives no JSON")
                        .contains("as tried with an example of call_missed"));
    }

    private List<WebhookConfig> read(String... lines) throws IOException {
        return read(List.of(lines));
    }

    private List<WebhookConfig> read(List<String> lines) throws IOException {
        String text = "notify: {webhooks: {crm: {" + String.join(", ", lines) + "}}}\n";
        settings = Settings.of(Files.writeString(folder.resolve("callwarden.yml"), text), Map.of(), Map.of());
        return WebhookConfig.from(settings);
    }
}
