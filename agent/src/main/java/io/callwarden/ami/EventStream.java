package io.callwarden.ami;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Hands every event to the translators that read it, with the time at which it happened. Used by the thread of one PBX. */
final class EventStream implements AmiMessageHandler {
    private final Interest interest;
    /** By the event's ordinal. */
    private final Translator[][] translators;

    private Instant now;
    private long nowMicros = -1;
    private AmiEventType current = AmiEventType.NONE;

    /**
     * The translators are called in the order given.
     *
     * @param start the time until an event brings its own
     */
    EventStream(List<Translator> translators, Instant start) {
        this.now = start;
        interest = translators.stream().map(Translator::interest).reduce(Interest.NOTHING, Interest::and);
        this.translators = Arrays.stream(AmiEventType.values())
                .map(type -> translators.stream()
                        .filter(each -> each.interest().in(type))
                        .toArray(Translator[]::new))
                .toArray(Translator[][]::new);
    }

    /** What any of the translators reads. */
    Interest interest() {
        return interest;
    }

    /** PBX time of the last event, or the time last set. */
    Instant now() {
        return now;
    }

    /** The event that is being translated, or was last. */
    AmiEventType current() {
        return current;
    }

    /** For events without a Timestamp: they happened when they were received. A recorded stream is never told. */
    @Override
    public void onRead(Instant received) {
        now = received;
        nowMicros = -1;
    }

    @Override
    public void on(AmiMessage m) {
        // A list row bears the name of an event, and the ActionID of the question.
        if (m.event() == AmiEventType.NONE || m.has(Field.ACTION_ID) && m.event() != AmiEventType.RENAME) {
            return;
        }
        long micros = m.timestampMicros(-1);
        if (micros >= 0 && micros != nowMicros) {
            nowMicros = micros;
            now = m.timestamp(now);
        }
        current = m.event();
        for (Translator translator : translators[current.ordinal()]) {
            translator.translate(m, now);
        }
    }
}
