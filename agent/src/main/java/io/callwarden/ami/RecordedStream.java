package io.callwarden.ami;

import io.callwarden.call.PbxEvents;
import java.time.Instant;

/**
 * A raw AMI stream that was kept, read on the same path as a live one. One thread. Events without a Timestamp happen at the time of the
 * one before them, at the start of the epoch if there was none.
 */
public final class RecordedStream {
    private final EventStream events;
    private final AmiDecoder decoder;
    private final AmiStats stats = new AmiStats();

    public RecordedStream(PbxEvents calls) {
        this(PbxListeners.of(calls));
    }

    /** As the other, for those who want to hear of more than calls. */
    public RecordedStream(PbxListeners pbx) {
        events = new EventStream(pbx.translators(), Instant.EPOCH);
        decoder = new AmiDecoder(events.interest(), events, stats);
    }

    /** Takes the next bytes of the stream; {@code bytes} may be used again afterwards. */
    public void feed(byte[] bytes, int off, int length) {
        decoder.feed(bytes, off, length);
    }

    /** PBX time of the last event. */
    public Instant now() {
        return events.now();
    }

    /** Name of the event that is being handled, or was last, as Asterisk wrote it. */
    public String event() {
        return events.current().label();
    }

    /** Messages that were used. */
    public long messages() {
        return stats.count(AmiStats.Count.MESSAGES);
    }

    /** Lines and messages that could not be read. */
    public long damage() {
        return stats.damage();
    }
}
