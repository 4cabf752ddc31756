package io.callwarden.export;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.EndedBy;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.Transfer;
import tools.jackson.core.JsonGenerator;

/**
 * A call as JSON: the one form of replay, the API, webhooks and exports. Every field is always there, in this order; what is absent is
 * null. Times are UTC with milliseconds, durations whole milliseconds, what is finer is cut off.
 */
public final class CallJson {
    private CallJson() {}

    /** The call as one line, without a line end and without any control character, so it is safe on a terminal. */
    public static String line(Call call) {
        return JsonLine.of(json -> write(json, call));
    }

    /** Writes the call as one object; the generator is the caller's to flush and close. */
    public static void write(JsonGenerator json, Call call) {
        json.writeStartObject();
        json.writeStringProperty("id", call.id().toString());
        json.writeStringProperty("pbx", call.id().pbx());
        json.writeStringProperty("direction", call.direction().label());
        writeParties(json, call);
        writeQueues(json, call);
        json.writeStringProperty("outcome", call.outcome().label());
        json.writeStringProperty("stage", call.stage().label());
        json.writeBooleanProperty("missed", call.missed());
        json.writeBooleanProperty("shortAbandon", call.shortAbandon());
        writePeople(json, call);
        writeTimes(json, call);
        EndedBy endedBy = call.endedBy();
        json.writeStringProperty("endedBy", endedBy == null ? null : endedBy.label());
        writeTransfers(json, call);
        writeNumber(json, "hangupCause", call.hangupCause() == null ? null : (long) call.hangupCause());
        json.writeEndObject();
    }

    private static void writeParties(JsonGenerator json, Call call) {
        Caller caller = call.caller();
        json.writeStringProperty("caller", caller.number());
        json.writeStringProperty("callerName", caller.name());
        json.writeStringProperty("callerE164", caller.e164());
        json.writeStringProperty("did", call.did());
        json.writeStringProperty("trunk", call.trunk());
    }

    private static void writeQueues(JsonGenerator json, Call call) {
        json.writeStringProperty("queue", call.queue());
        json.writeArrayPropertyStart("queues");
        for (QueueVisit visit : call.queueVisits()) {
            json.writeString(visit.queue());
        }
        json.writeEndArray();
    }

    private static void writePeople(JsonGenerator json, Call call) {
        Answer answer = call.answer();
        json.writeStringProperty("answeredBy", answer == null ? null : answer.extension());
        json.writeStringProperty("answeredByName", answer == null ? null : answer.name());
        json.writeArrayPropertyStart("rang");
        for (Ring ring : call.rang()) {
            json.writeStartObject();
            json.writeStringProperty("extension", ring.extension());
            json.writeNumberProperty("ringMillis", ring.rang().toMillis());
            json.writeStringProperty("result", ring.result().label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTimes(JsonGenerator json, Call call) {
        CallTimes times = call.times();
        json.writeStringProperty("startedAt", Times.iso(times.startedAt()));
        json.writeStringProperty("askedAt", Times.iso(times.askedAt()));
        json.writeStringProperty(
                "answeredAt",
                call.answer() == null ? null : Times.iso(call.answer().at()));
        json.writeStringProperty("endedAt", Times.iso(times.endedAt()));
        writeNumber(json, "waitMillis", Times.millis(times.waited()));
        writeNumber(json, "ringMillis", Times.millis(times.ring()));
        writeNumber(json, "talkMillis", Times.millis(times.talked()));
        writeNumber(json, "holdMillis", Times.millis(times.held()));
        writeNumber(json, "totalMillis", Times.millis(times.total()));
    }

    private static void writeTransfers(JsonGenerator json, Call call) {
        json.writeArrayPropertyStart("transfers");
        for (Transfer transfer : call.transfers()) {
            json.writeStartObject();
            json.writeStringProperty("kind", transfer.kind().label());
            json.writeStringProperty("from", transfer.from());
            json.writeStringProperty("to", transfer.to());
            json.writeBooleanProperty("answered", transfer.answered());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, String name, Long value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value.longValue());
        }
    }
}
