package io.callwarden.web;

import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * Which call-backs are asked for and in which form; the same words on the command line and in {@code /api/callbacks}.
 *
 * @param closed those that have ended, the latest first; else those that are open, the most urgent first
 * @param state null for any
 * @param pbx null for any
 * @param queue null for any
 * @param did null for any
 * @param from of open ones when they were opened, of closed ones when they ended; null for any
 * @param until the end of that time, not included; null for any
 * @param limit most to be given
 * @param format in which form
 * @param zone in which the table shows times
 */
public record CallbackQuery(
        boolean closed,
        TaskState state,
        String pbx,
        String queue,
        String did,
        Instant from,
        Instant until,
        int limit,
        CallsFormat format,
        ZoneId zone) {
    private static final Set<String> KNOWN =
            Set.of("closed", "state", "pbx", "queue", "did", "from", "to", "limit", "format", "zone");

    /**
     * Reads the words.
     *
     * @param parameters name to value, as the user wrote them
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static CallbackQuery of(Map<String, String> parameters, CallsFormat defaultFormat) {
        QueryWords words = new QueryWords(parameters, KNOWN);
        ZoneId zone = words.zone();
        TaskState state = words.one("state", TaskState.values(), TaskState::label, null);
        boolean ended = state == TaskState.RECOVERED || state == TaskState.LOST;
        if (words.truth("closed") && state != null && !ended) {
            throw words.bad("state", "recovered or lost, as closed is asked for");
        }
        return new CallbackQuery(
                words.truth("closed") || ended,
                state,
                words.text("pbx"),
                words.text("queue"),
                words.text("did"),
                words.time("from", zone, false),
                words.time("to", zone, true),
                words.limit(),
                words.one("format", CallsFormat.values(), CallsFormat::label, defaultFormat),
                zone);
    }

    /** Whether a task is asked for, but for the limit, as things stand at {@code now}. */
    boolean passes(Task task, Instant now) {
        Instant time = closed ? task.closing().at() : task.firstMissedAt();
        return (state == null || task.state(now) == state)
                && (pbx == null || pbx.equals(task.pbx()))
                && (queue == null || queue.equals(task.queue()))
                && (did == null || did.equals(task.did()))
                && (from == null || !time.isBefore(from))
                && (until == null || time.isBefore(until));
    }
}
