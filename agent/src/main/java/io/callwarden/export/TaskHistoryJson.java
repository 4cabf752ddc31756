package io.callwarden.export;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** A call-back task and all that happened to it, as JSON: {@code {"task": …, "changes": […]}}. */
public final class TaskHistoryJson {
    private TaskHistoryJson() {}

    /** One line, without a line end and without any control character; {@code prices} is null where nothing is priced. */
    public static String line(Entry entry, Instant now, Prices prices) {
        return JsonLine.of(json -> {
            json.writeStartObject();
            json.writeName("task");
            TaskJson.write(json, entry.task(), now, prices);
            json.writeArrayPropertyStart("changes");
            entry.changes().forEach(change -> write(json, change));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Change change) {
        json.writeStartObject();
        json.writeStringProperty("kind", change.kind().label());
        json.writeStringProperty("at", Times.iso(change.at()));
        json.writeStringProperty("call", change.call());
        json.writeStringProperty("by", change.by());
        json.writeStringProperty("reason", change.reason());
        json.writeEndObject();
    }
}
