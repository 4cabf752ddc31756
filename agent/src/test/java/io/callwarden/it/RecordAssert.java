package io.callwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds the record of a call, as JSON, against what its caller and the phones lived through. */
final class RecordAssert {
    /** The phones, the network and the clock of Asterisk's scheduler are within this of each other. */
    private static final long TOLERANCE_MILLIS = 350;

    private final JsonNode call;

    private RecordAssert(JsonNode call) {
        this.call = call;
    }

    static RecordAssert assertThatRecord(JsonNode call) {
        return new RecordAssert(call);
    }

    RecordAssert has(String field, String value) {
        assertThat(field(field).asString()).as("%s of %s", field, call).isEqualTo(value);
        return this;
    }

    RecordAssert has(String field, boolean value) {
        assertThat(field(field).asBoolean()).as("%s of %s", field, call).isEqualTo(value);
        return this;
    }

    RecordAssert hasNo(String field) {
        assertThat(field(field).isNull()).as("%s of %s is null", field, call).isTrue();
        return this;
    }

    RecordAssert lasts(String field, long millis) {
        assertThat(field(field).asLong()).as("%s of %s", field, call).isCloseTo(millis, within(TOLERANCE_MILLIS));
        return this;
    }

    /** The phone was tried once, with that result, after it rang so long. */
    RecordAssert rang(String extension, String result, long ringMillis) {
        List<JsonNode> rings = field("rang")
                .valueStream()
                .filter(ring -> ring.get("extension").asString().equals(extension))
                .toList();
        assertThat(rings).as("rings of phone %s in %s", extension, call).hasSize(1);
        assertThat(rings.get(0).get("result").asString())
                .as("result of phone %s in %s", extension, call)
                .isEqualTo(result);
        assertThat(rings.get(0).get("ringMillis").asLong())
                .as("ringMillis of phone %s in %s", extension, call)
                .isCloseTo(ringMillis, within(TOLERANCE_MILLIS));
        return this;
    }

    /** It was transferred once, so. */
    RecordAssert transferred(String kind, String from, String to, boolean answered) {
        assertThat(field("transfers").valueStream())
                .as("transfers of %s", call)
                .singleElement()
                .satisfies(transfer -> {
                    assertThat(transfer.get("kind").asString()).isEqualTo(kind);
                    assertThat(transfer.get("from").asString()).isEqualTo(from);
                    assertThat(transfer.get("to").asString()).isEqualTo(to);
                    assertThat(transfer.get("answered").asBoolean()).isEqualTo(answered);
                });
        return this;
    }

    private JsonNode field(String name) {
        assertThat(call.has(name)).as("%s is in %s", name, call).isTrue();
        return call.get(name);
    }
}
