package io.callwarden.export;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.Task;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/**
 * The task of a missed customer as JSON: the one form of the API and of notices. Every field is always there, in this order; what is absent
 * is null. Times are UTC with milliseconds, durations whole milliseconds, what is finer is cut off.
 */
public final class TaskJson {
    private TaskJson() {}

    /** As {@link #write}, on one line. */
    public static String line(Task task, Instant now, Prices prices) {
        return JsonLine.of(json -> write(json, task, now, prices));
    }

    /**
     * Writes the task as one object; the generator is the caller's to flush and close.
     *
     * @param now at which its state is told
     * @param prices what customers are worth; null where that is not known
     */
    public static void write(JsonGenerator json, Task task, Instant now, Prices prices) {
        json.writeStartObject();
        json.writeStringProperty("id", task.firstCall());
        json.writeStringProperty("customer", task.customer());
        json.writeStringProperty("pbx", task.pbx());
        json.writeStringProperty("did", task.did());
        json.writeStringProperty("queue", task.queue());
        json.writeStringProperty("state", task.state(now).label());
        json.writeNumberProperty("missed", task.missed());
        json.writeStringProperty("firstMissedAt", Times.iso(task.firstMissedAt()));
        json.writeStringProperty("lastMissedAt", Times.iso(task.lastMissedAt()));
        json.writeNumberProperty("attempts", task.attempts().count());
        json.writeStringProperty("firstAttemptAt", Times.iso(task.attempts().first()));
        json.writeStringProperty("lastAttemptAt", Times.iso(task.attempts().last()));
        json.writeStringProperty("dueAt", Times.iso(task.dueAt()));
        json.writeStringProperty("expiresAt", Times.iso(task.expiresAt()));
        writeClosing(json, task);
        writeValue(json, task, prices);
        json.writeEndObject();
    }

    private static void writeClosing(JsonGenerator json, Task task) {
        Closing closing = task.closing();
        if (closing == null) {
            json.writeNullProperty("closed");
            return;
        }
        json.writeObjectPropertyStart("closed");
        json.writeStringProperty("how", closing.how().label());
        json.writeStringProperty("at", Times.iso(closing.at()));
        json.writeStringProperty("call", closing.call());
        json.writeStringProperty("by", closing.by());
        json.writeStringProperty("reason", closing.reason());
        Duration after = task.duration();
        json.writeNumberProperty("afterMillis", after.toMillis());
        json.writeBooleanProperty("inTime", task.inTime());
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Task task, Prices prices) {
        if (prices == null) {
            json.writeNullProperty("value");
            return;
        }
        json.writeObjectPropertyStart("value");
        json.writeStringProperty("currency", prices.currency());
        // A sum of nothing is 0, not 0E-9, and a thousand is 1000, not 1E+3.
        json.writeName("expected");
        json.writeNumber(prices.of(task.did(), task.queue())
                .expected()
                .stripTrailingZeros()
                .toPlainString());
        json.writeEndObject();
    }
}
