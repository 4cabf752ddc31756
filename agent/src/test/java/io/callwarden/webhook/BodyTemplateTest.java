package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class BodyTemplateTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{event}}                               | callback_opened
            {{call.caller}} {{task.missed}}         | 79260004001 1
            {{task.value.expected}}                 | 148.00
            {{call.answeredBy}}{{nothing.at.all}}.  | .
            {{#call.answeredBy}}x{{/call.answeredBy}}{{^call.answeredBy}}nobody{{/call.answeredBy}} | nobody
            {{#call.rang}}{{extension}}:{{result}}{{/call.rang}} | 120:no_answer
            {{#is.callback_opened}}new{{/is.callback_opened}}{{#is.callback_lost}}gone{{/is.callback_lost}} | new
            {{local.task.dueAt}}                    | 2026-11-23 10:37
            {{iso.task.dueAt}}                      | 2026-11-23T10:37:58+03:00
            {{unix.task.dueAt}}                     | 1795419478
            {{seconds.call.waitMillis}} {{human.call.waitMillis}} | 14 14 s
            {{digits.customer}}                     | 79260004001
            {{who}}                                 | Anna (+79260004001)
            {{title}}                               | Call back Anna (+79260004001)
            {{values.color}}                        | red
            {{call.caller.class.name}}{{call.getClass}}{{task.entrySet}}{{task.size}}. | .
            """)
    void templateNamesFieldsAndTheirForms(String template, String body) {
        assertThat(plain(template)).isEqualTo(body);
    }

    @Test
    void everyValueIsEscapedInDoubleAndTripleBraces() {
        Map<String, Object> facts = facts("\"}, <b>&\\\n\u0001");

        String json = BodyTemplate.parse(
                        "{\"a\": \"{{call.callerName}}\", \"b\": \"{{{call.callerName}}}\", \"c\":"
                                + " \"{{&call.callerName}}\"}",
                        Escaping.JSON)
                .render(facts);
        String html =
                BodyTemplate.parse("<p>{{{call.callerName}}}", Escaping.HTML).render(facts);
        String form = BodyTemplate.parse("a={{call.callerName}}", Escaping.FORM).render(facts);

        assertThat(Facts.JSON.readTree(json).get("a").stringValue()).isEqualTo("\"}, <b>&\\\n\u0001");
        assertThat(Facts.JSON.readTree(json).get("b"))
                .isEqualTo(Facts.JSON.readTree(json).get("a"));
        assertThat(Facts.JSON.readTree(json).get("c"))
                .isEqualTo(Facts.JSON.readTree(json).get("a"));
        assertThat(html).isEqualTo("<p>&quot;}, &lt;b&gt;&amp;\\\n\u0001");
        assertThat(form).isEqualTo("a=%22%7D%2C+%3Cb%3E%26%5C%0A%01");
    }

    @Test
    void wholeObjectStandsInJsonAsItIs() {
        String json = BodyTemplate.parse("{\"call\": {{call}}, \"rang\": {{call.rang}}}", Escaping.JSON)
                .render(facts("\"x\""));

        assertThat(Facts.JSON.readTree(json).at("/call/callerName").stringValue())
                .isEqualTo("\"x\"");
        assertThat(Facts.JSON.readTree(json).at("/rang/0/extension").stringValue())
                .isEqualTo("120");
    }

    @Test
    void templateThatIsNoneIsRefusedWithTheReason() {
        assertThatThrownBy(() -> BodyTemplate.parse("{{#call}}", Escaping.JSON))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("call");
        assertThatThrownBy(
                        () -> BodyTemplate.parse("{{> other}}", Escaping.JSON).render(facts("x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("other");
    }

    @Test
    void bodyThatIsNoJsonOrTooLongIsRefused() {
        assertThatThrownBy(() -> BodyTemplate.parse("{\"a\": {{call.answeredBy}}}", Escaping.JSON)
                        .render(facts("x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("gives no JSON");
        assertThatThrownBy(
                        () -> BodyTemplate.parse("{{nothing}}", Escaping.JSON).render(facts("x")))
                .hasMessageContaining("empty body");
        String much = "x".repeat(BodyTemplate.MOST_CHARS - 1);
        assertThat(BodyTemplate.parse(much + "{{task.missed}}", Escaping.PLAIN).render(facts("x")))
                .hasSize(BodyTemplate.MOST_CHARS);
        assertThatThrownBy(() -> BodyTemplate.parse(much + "{{customer}}", Escaping.PLAIN)
                        .render(facts("x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("longer than 262144 characters");
    }

    private static String plain(String template) {
        return BodyTemplate.parse(template, Escaping.PLAIN).render(facts("Anna"));
    }

    static Map<String, Object> facts(String callerName) {
        return Facts.of(notice(callerName).toString(), Map.of("color", "red"), MOSCOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{task.costumer}}",
                "{{local.task.dueTo}}",
                "{{#is.callback_loost}}x{{/is.callback_loost}}",
                "{{nothing}}"
            })
    void nameThatStandsForNothingIsAMistake(String template) {
        BodyTemplate misspelt = BodyTemplate.parse(template, Escaping.PLAIN);
        Map<String, Object> facts = facts("Anna");

        assertThatThrownBy(() -> misspelt.requireKnownNames(facts))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("which is nothing that is told (line 1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{task.closed.by}}{{call.queue}}{{values.unset}}{{html.values.unset}}",
                "{{#is.callback_lost}}x{{/is.callback_lost}}{{^is.call_missed}}y{{/is.call_missed}}",
                "{{#call.rang}}{{extension}} {{task.did}}{{/call.rang}}{{#values.color}}{{.}}{{/values.color}}",
                "{{human.call.waitMillis}}{{unix.due}}{{html.details}}{{local.task.closed.at}}"
            })
    void nameWithoutAValueIsNone(String template) {
        BodyTemplate.parse(template, Escaping.PLAIN).requireKnownNames(facts("Anna"));
    }

    @Test
    void detailsOfACustomerWhoWasReachedTellWhoReachedHimAndNoDeadline() {
        ObjectNode reached = notice("Anna");
        ObjectNode task = (ObjectNode) reached.get("task");
        task.put("attempts", 2).putNull("queue");
        task.putObject("closed").put("how", "callback").put("by", "101").put("afterMillis", 1_394_387);

        assertThat(Facts.of(reached.toString(), Map.of(), MOSCOW).get("details").toString())
                .contains("tried 2 times in vain", "called back by 101, after 23 min 14 s")
                .doesNotContain("until", "queue");
    }

    @Test
    void detailsOfACustomerWhoWasGivenUpTellWhoDidItAndWhy() {
        ObjectNode lost = notice("Anna");
        ((ObjectNode) lost.get("task"))
                .putObject("closed")
                .put("how", "dismissed")
                .put("by", "Olga")
                .put("reason", "wrong number")
                .put("afterMillis", 60_000);

        assertThat(Facts.of(lost.toString(), Map.of(), MOSCOW).get("details").toString())
                .endsWith("closed by Olga, because: wrong number, after 1 min 0 s");
    }

    static ObjectNode notice(String callerName) {
        ObjectNode notice = (ObjectNode) Facts.JSON.readTree(Preset.resource("sample.json"));
        notice.put("event", "callback_opened");
        ((ObjectNode) notice.get("call")).put("callerName", callerName);
        return notice;
    }
}
