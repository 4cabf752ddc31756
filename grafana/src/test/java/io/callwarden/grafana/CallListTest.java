package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.callwarden.web.CallsFormat;
import io.callwarden.web.CallsQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The agent understands every link from a panel to its list of calls. */
class CallListTest {
    private static final String CALLBACKS = "http://127.0.0.1:9686/callbacks";

    private static final Map<String, String> VALUES = Map.of(
            "${callwarden:raw}", "http://127.0.0.1:9686",
            "${__from:date:iso}", "2026-11-17T06:00:00.000Z",
            "${__to:date:iso}", "2026-11-17T10:40:00.000Z",
            "${__field.labels.queue}", "sales",
            "${__field.labels.outcome}", "abandoned",
            "${__data.fields.Queue}", "sales");

    @Test
    void everyLinkIsAQuestionThatTheAgentAnswers() {
        int links = 0;
        for (Board board : Board.all()) {
            for (JsonNode panel : board.panels()) {
                for (JsonNode link : panel.path("fieldConfig").path("defaults").path("links")) {
                    links++;
                    String url = filled(link.path("url").asString());
                    if (url.equals(CALLBACKS)) {
                        continue;
                    }
                    assertThat(url).doesNotContain("$").startsWith("http://127.0.0.1:9686/api/calls?");
                    assertThatCode(() -> CallsQuery.of(parameters(url), CallsFormat.JSON))
                            .as(url)
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(links).isGreaterThan(20);
    }

    private static String filled(String url) {
        String filled = url;
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : url.substring(url.indexOf('?') + 1).split("&")) {
            int equals = each.indexOf('=');
            parameters.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return parameters;
    }
}
