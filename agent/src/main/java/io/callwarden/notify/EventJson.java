package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.cost.Prices;
import io.callwarden.export.CallJson;
import io.callwarden.export.JsonLine;
import io.callwarden.export.TaskJson;
import io.callwarden.export.Times;

/** One fact as JSON: the body of a notice. Every field is always there, in this order; what is absent is null. */
final class EventJson {
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
                CallJson.write(json, call);
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
}
