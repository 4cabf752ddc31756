package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.store.CallFilter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsQueryTest {
    @Test
    void wordsBecomeAFilter() {
        CallsQuery query = of(Map.of(
                "from", "2026-11-23",
                "to", "2026-11-23",
                "zone", "Europe/Moscow",
                "missed", "true",
                "outcome", "abandoned",
                "direction", "inbound",
                "queue", "sales",
                "limit", "7",
                "format", "csv"));

        CallFilter filter = query.filter();
        assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-22T21:00:00Z"));
        assertThat(filter.until()).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
        assertThat(filter.missedOnly()).isTrue();
        assertThat(filter.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(filter.direction()).isEqualTo(Direction.INBOUND);
        assertThat(filter.queue()).isEqualTo("sales");
        assertThat(filter.limit()).isEqualTo(7);
        assertThat(filter.newestFirst()).isTrue();
        assertThat(query.format()).isEqualTo(CallsFormat.CSV);
    }

    @Test
    void timesAreLocalUnlessTheySayOtherwise() {
        assertThat(of(Map.of("from", "2026-11-23T09:30", "zone", "Europe/Moscow"))
                        .filter()
                        .from())
                .isEqualTo(Instant.parse("2026-11-23T06:30:00Z"));
        assertThat(of(Map.of("from", "2026-11-23T09:30:00Z", "zone", "Europe/Moscow"))
                        .filter()
                        .from())
                .isEqualTo(Instant.parse("2026-11-23T09:30:00Z"));
        assertThat(of(Map.of()).filter().from()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit     | 0         | limit: must be a whole number from 1 to 999999999, found \"0\"",
                "limit     | 1e3       | limit: must be a whole number from 1 to 999999999, found \"1e3\"",
                "from      | 23.11.26  | from: must be a day as 2026-11-23, or a time as 2026-11-23T09:30 or 2026-11-23T06:30:00Z,"
                        + " found \"23.11.26\"",
                "missed    | maybe     | missed: must be true or false, found \"maybe\"",
                "direction | up        | direction: must be one of inbound, outbound, internal, found \"up\"",
                "zone      | Moscow    | zone: must be a time zone such as Europe/Moscow or UTC, found \"Moscow\"",
                "format    | xml       | format: must be one of json, jsonl, csv, table, found \"xml\"",
                "color     | red       | color: no such parameter; there are caller, did, direction, extension, format, from, limit,"
                        + " missed, outcome, pbx, queue, to, zone"
            })
    void wrongWordsAreRefusedWithWhatIsAllowed(String name, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(BadQueryException.class)
                .hasMessage(message);
    }

    private static CallsQuery of(Map<String, String> parameters) {
        return CallsQuery.of(parameters, CallsFormat.JSON);
    }
}
