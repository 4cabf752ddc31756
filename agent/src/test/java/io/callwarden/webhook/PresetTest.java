package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.notify.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the presets make against what the other side's documentation asks for. */
class PresetTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Map<String, String> VALUES = Map.of("responsible-id", "7", "chat-id", "-1001234");
    /** All that a caller may call himself; each is short enough to be shown whole. */
    private static final List<String> EVIL = List.of(
            "\"},{\\\" <b>x</b> <!channel> <http://evil|a> &lt; \r\n\u2028X: y \u0000",
            "[url=http://evil]a[/url] [a](http://evil) **bold** `code` @all @here",
            "{{title}} {{{call}}} ${x} {{DATE(2026-01-01T00:00:00Z)}} ~town-square #tag :smile:",
            "</b><a href=\"tg://user?id=1\">x</a> | a | b |\n|---|---|\n> quote\n# head\n- item");

    @ParameterizedTest
    @EnumSource
    void presetGivesJsonForEveryEvent(Preset preset) {
        body(preset, VALUES).tryOut(List.of(Event.values()));
    }

    @ParameterizedTest
    @EnumSource
    void nameOfACallerIsTextAndNothingElse(Preset preset) {
        JsonNode harmless = render(preset, "Anna");

        assertThat(EVIL)
                .allSatisfy(name -> assertThat(shape(render(preset, name))).isEqualTo(shape(harmless)));
    }

    @Test
    void bitrix24TaskHasItsRequiredFields() {
        JsonNode fields = render(Preset.BITRIX24, EVIL.get(1)).get("fields");

        assertThat(fields.get("TITLE").stringValue()).startsWith("Call back ");
        assertThat(fields.get("RESPONSIBLE_ID").intValue()).isEqualTo(7);
        assertThat(OffsetDateTime.parse(fields.get("DEADLINE").stringValue()).toInstant())
                .isEqualTo(Instant.parse("2026-11-23T07:37:58Z"));
        assertThat(fields.get("DESCRIPTION").stringValue()).doesNotContain("[").contains("queue sales");
    }

    @Test
    void amoCrmTaskIsAListWithTextAndDeadlineInUnixSeconds() {
        JsonNode task = render(Preset.AMOCRM, EVIL.get(1)).get(0);

        assertThat(task.get("text").stringValue()).startsWith("Call back ");
        assertThat(task.get("complete_till").isIntegralNumber()).isTrue();
        assertThat(task.get("complete_till").longValue()).isEqualTo(1_795_419_478L);
        assertThat(task.get("task_type_id").intValue()).as("a call").isEqualTo(1);
        assertThat(task.has("responsible_user_id")).isFalse();
        Body owned = body(Preset.AMOCRM, Map.of("responsible-user-id", "42"));
        assertThat(Facts.JSON
                        .readTree(owned.of(BodyTemplateTest.notice("x").toString()))
                        .at("/0/responsible_user_id")
                        .intValue())
                .isEqualTo(42);
    }

    @Test
    void hubSpotTaskHasItsProperties() {
        JsonNode properties = render(Preset.HUBSPOT, EVIL.get(1)).get("properties");

        assertThat(Instant.parse(properties.get("hs_timestamp").stringValue())).isNotNull();
        assertThat(properties.get("hs_task_status").stringValue()).isIn("NOT_STARTED", "COMPLETED");
        assertThat(properties.get("hs_task_priority").stringValue()).isIn("LOW", "MEDIUM", "HIGH");
        assertThat(properties.get("hs_task_type").stringValue()).isIn("EMAIL", "CALL", "TODO");
        assertThat(properties.get("hs_task_body").stringValue()).doesNotContain("<");
    }

    @ParameterizedTest
    @FieldSource("EVIL")
    void telegramMessageHasOnlyItsOwnTags(String name) {
        JsonNode message = render(Preset.TELEGRAM, name);
        String text = message.get("text").stringValue();

        assertThat(message.get("chat_id").stringValue()).isEqualTo("-1001234");
        assertThat(message.get("parse_mode").stringValue()).isEqualTo("HTML");
        assertThat(text.length()).isBetween(1, 4096);
        assertThat(text.replaceFirst("^<b>", "").replaceFirst("</b>\n2026", ""))
                .doesNotContain("<")
                .doesNotContain(">");
        assertThat(text.replaceAll("&(lt|gt|amp|quot|#39);", "")).doesNotContain("&");
    }

    @ParameterizedTest
    @FieldSource("EVIL")
    void slackMessageHasNoMentionAndShowsPlainText(String name) {
        JsonNode message = render(Preset.SLACK, name);

        assertThat(message.get("text").stringValue()).doesNotContain("<").doesNotContain("\n");
        assertThat(message.at("/blocks/0/text/type").stringValue()).isEqualTo("plain_text");
        assertThat(message.at("/blocks/0/text/text").stringValue().length()).isBetween(1, 3000);
    }

    @ParameterizedTest
    @FieldSource("EVIL")
    void mattermostMessageMentionsNobody(String name) {
        assertThat(render(Preset.MATTERMOST, name).get("text").stringValue())
                .doesNotContain("@all")
                .doesNotContain("](")
                .doesNotContain("://");
    }

    @ParameterizedTest
    @FieldSource("EVIL")
    void teamsCardShowsTextWhereMarkdownIsNotRead(String name) {
        JsonNode card = render(Preset.TEAMS, name).at("/attachments/0");

        assertThat(card.get("contentType").stringValue()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.at("/content/type").stringValue()).isEqualTo("AdaptiveCard");
        card.at("/content/body")
                .forEach(block -> assertThat(block.get("type").stringValue()).isEqualTo("RichTextBlock"));
    }

    private static JsonNode render(Preset preset, String callerName) {
        ObjectNode notice = BodyTemplateTest.notice(callerName);
        return Facts.JSON.readTree(body(preset, VALUES).of(notice.toString()));
    }

    private static Body body(Preset preset, Map<String, String> values) {
        return new Body("application/json", BodyTemplate.parse(preset.template(), Escaping.JSON), values, MOSCOW);
    }

    /** Names and kinds of all nodes, without the texts. */
    private static String shape(JsonNode node) {
        StringBuilder shape = new StringBuilder(node.getNodeType().toString());
        node.propertyStream()
                .forEach(field -> shape.append(' ').append(field.getKey()).append(shape(field.getValue())));
        if (node.isArray()) {
            node.forEach(each -> shape.append(shape(each)));
        }
        return shape.toString();
    }
}
