package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How entries lie in a spool: as JSON, every component of the record under its own name, times and durations as exact as they are.
 * Whoever changes a call or a blind interval changes this form, and gives it the next number: a test compares it with a file of this one.
 */
final class EntryFormat {
    /** Number of the form. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EntryFormat() {}

    /** What lies there: one of the two. */
    private record Line(Call call, BlindInterval blind) {}

    static byte[] write(Entry entry) {
        Line line = entry instanceof Entry.Ended ended
                ? new Line(ended.call(), null)
                : new Line(null, ((Entry.Blind) entry).interval());
        return JSON.writeValueAsBytes(line);
    }

    /** @throws BadRecordException for bytes that are none of this form */
    static Entry read(byte[] bytes) {
        try {
            Line line = JSON.readValue(bytes, Line.class);
            return line.call() == null ? new Entry.Blind(line.blind()) : new Entry.Ended(line.call());
        } catch (JacksonException | NullPointerException e) {
            // Without the text, in which there are numbers.
            throw new BadRecordException(
                    "It is none of format " + VERSION + " (" + e.getClass().getSimpleName() + ")", null);
        }
    }
}
