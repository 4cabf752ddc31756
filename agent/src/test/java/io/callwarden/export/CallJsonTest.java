package io.callwarden.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallJsonTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The example of the documentation. */
    private static final String VOICEMAIL = """
            {"id": "pbx1-1795415864.6", "pbx": "pbx1", "direction": "inbound",
             "caller": "79260004001", "callerName": null, "callerE164": "+79260004001", "did": "7004", "trunk": "trunk-a",
             "queue": null, "queues": [], "outcome": "voicemail", "stage": "voicemail", "missed": true, "shortAbandon": false,
             "answeredBy": null, "answeredByName": null,
             "rang": [{"extension": "120", "ringMillis": 4803, "result": "no_answer"}],
             "startedAt": "2026-11-23T06:37:44.101Z", "askedAt": "2026-11-23T06:37:44.103Z", "answeredAt": null,
             "endedAt": "2026-11-23T06:37:58.113Z",
             "waitMillis": 5006, "ringMillis": 4803, "talkMillis": 0, "holdMillis": 0, "totalMillis": 14012,
             "endedBy": "caller", "transfers": [], "hangupCause": 16}
            """;

    @Test
    void callIsWrittenAsDocumentedDownToTheOrderOfFields() {
        // Text, not trees: trees are equal whatever the order.
        String documented = JSON.writeValueAsString(JSON.readTree(VOICEMAIL));

        assertThat(CallJson.line(ExampleCalls.leftForVoicemail())).isEqualTo(documented);
    }

    @Test
    void queuesPeopleAndTransfersAreWrittenInTheirOrder() {
        JsonNode call = JSON.readTree(CallJson.line(ExampleCalls.transferredFrom("Мария")));

        assertThat(call.get("queue").asString()).isEqualTo("support");
        assertThat(call.get("queues")).isEqualTo(JSON.readTree("[\"sales\",\"support\"]"));
        assertThat(call.get("callerName").asString()).isEqualTo("Мария");
        assertThat(call.get("answeredBy").asString()).isEqualTo("120");
        assertThat(call.get("answeredByName").asString()).isEqualTo("Anna");
        assertThat(call.get("answeredAt").asString()).isEqualTo("2026-11-23T06:37:51.101Z");
        assertThat(call.get("transfers")).isEqualTo(JSON.readTree("""
                [{"kind":"blind","from":"120","to":"130","answered":true}]"""));
    }

    @Test
    void whatIsNotKnownIsNullAndNeverLeftOut() {
        JsonNode call = JSON.readTree(CallJson.line(ExampleCalls.endedUnseen()));

        assertThat(call.propertyNames())
                .containsExactlyElementsOf(JSON.readTree(VOICEMAIL).propertyNames());
        for (String name :
                new String[] {"caller", "did", "trunk", "askedAt", "endedAt", "waitMillis", "endedBy", "hangupCause"}) {
            assertThat(call.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void nameOfACallerCannotControlTheTerminal() {
        String name = "a\u001b[2J\u009b31m\u007f\u202e\u2028\"\\ Мария 😀";

        String line = CallJson.line(ExampleCalls.transferredFrom(name));

        assertThat(line)
                .doesNotContain("\u001b", "\u009b", "\u007f", "\u202e", "\u2028", "\n")
                .contains("Мария 😀");
        assertThat(JSON.readTree(line).get("callerName").asString()).isEqualTo(name);
    }
}
