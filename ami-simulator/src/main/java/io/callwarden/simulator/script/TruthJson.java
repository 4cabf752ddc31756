package io.callwarden.simulator.script;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Truths as JSON, one call a line, with the field names of the truth beside recordings of real calls. Seconds are decimal numbers;
 * {@code wait_s} is null where nobody was asked for. Of outbound and internal calls {@code rang} is left out, and of outbound calls
 * {@code answered_by}, because the phones of the other side are none of ours.
 */
public final class TruthJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private TruthJson() {}

    /** Writes one line, its end included. */
    public static void writeLine(Writer out, Truth truth) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            write(json, truth);
        }
        try {
            out.write(line.toString());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the truth cannot be written: " + e.getMessage(), e);
        }
    }

    static void write(JsonGenerator json, Truth truth) {
        json.writeStartObject();
        json.writeStringProperty("uniqueid", truth.uniqueId());
        json.writeStringProperty("direction", truth.direction());
        text(json, "trunk", truth.trunk());
        json.writeStringProperty("caller", truth.caller());
        json.writeStringProperty("did", truth.did());
        json.writeStringProperty("outcome", truth.outcome());
        json.writeStringProperty("stage", truth.stage());
        text(json, "queue", truth.queue());
        boolean inbound = truth.direction().equals("inbound");
        if (!truth.direction().equals("outbound")) {
            text(json, "answered_by", truth.answeredBy());
        }
        if (inbound) {
            json.writeArrayPropertyStart("rang");
            truth.rang().stream().distinct().sorted().forEach(json::writeString);
            json.writeEndArray();
        }
        seconds(json, "wait_s", truth.waited());
        seconds(json, "talk_s", Optional.of(truth.talked()));
        seconds(json, "total_s", Optional.of(truth.lasted()));
        json.writeStringProperty("ended_by", truth.endedBy().equals("caller") ? "caller" : "pbx_or_callee");
        json.writeBooleanProperty("missed", truth.missed());
        if (truth.optional()) {
            json.writeBooleanProperty("optional", true);
        }
        transfers(json, truth);
        json.writeEndObject();
    }

    private static void transfers(JsonGenerator json, Truth truth) {
        json.writeArrayPropertyStart("transfers");
        for (Truth.TrueTransfer transfer : truth.transfers()) {
            json.writeStartObject();
            json.writeStringProperty("kind", transfer.kind());
            json.writeStringProperty("from", transfer.from());
            json.writeStringProperty("to", transfer.to());
            json.writeBooleanProperty("answered", transfer.answered());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void seconds(JsonGenerator json, String name, Optional<Duration> time) {
        json.writeName(name);
        if (time.isPresent()) {
            json.writeNumber(BigDecimal.valueOf(time.get().toMillis(), 3));
        } else {
            json.writeNull();
        }
    }
}
