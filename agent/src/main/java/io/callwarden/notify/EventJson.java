package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.cost.Prices;
import io.callwarden.export.CallJson;
import io.callwarden.export.JsonLine;
import io.callwarden.export.TaskJson;
import io.callwarden.export.Times;
import java.util.List;

/** One fact as JSON: the body of a notice. Every field is always there, in this order; what is absent is null. */
final class EventJson {
    /** Of the phones that rang, of queues and of transfers: hours in a queue that rings many phones would fill megabytes. */
    private static final int MOST_PARTS = 1_000;

    private EventJson() {}

    /** On one line without control characters; a task is told as it stood at the time of the fact, as far as it is known now. */
    static String line(Happening happening, Prices prices) {
        return JsonLine.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("event", happening.event().label());
            json.writeStringProperty("key", happening.key());
            json.writeStringProperty("at", Times.iso(happening.at()));
            Call call = happening.call();
            if (call == null) {
                json.writeNullProperty("call");
            } else {
                json.writeName("call");
                CallJson.write(json, brief(call));
            }
            if (happening.task() == null) {
                json.writeNullProperty("task");
            } else {
                json.writeName("task");
                TaskJson.write(json, happening.task(), happening.at(), prices);
            }
            json.writeEndObject();
        });
    }

    private static Call brief(Call call) {
        return new Call(
                call.id(),
                call.direction(),
                call.caller(),
                call.did(),
                call.trunk(),
                last(call.queueVisits()),
                call.outcome(),
                call.stage(),
                call.missed(),
                call.shortAbandon(),
                call.answer(),
                last(call.rang()),
                last(call.transfers()),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }

    private static <T> List<T> last(List<T> parts) {
        return parts.subList(Math.max(0, parts.size() - MOST_PARTS), parts.size());
    }
}
