package io.callwarden.voice;

import io.callwarden.call.VoiceReport.HeardBy;

/** Is told how voice arrives on one PBX, on its thread. */
public interface VoiceListener {
    /** Voice of a leg of this line is reported on for the first time; {@code line} is such as {@code PJSIP/101}. */
    void lineHeard(String line);

    /** What arrived and what did not between two reports of one side. */
    void received(HeardBy side, long packets, long lost);

    /** Jitter as one side reports it. */
    void jitter(double seconds);

    /** A round trip between the PBX and a line. */
    void roundTrip(double seconds);

    /** A report was read; each is told once. */
    void reported(Use use);

    /** A leg ended of whose voice at least one report told. */
    void legEnded(LegQuality quality);

    /** What could be done with a report. */
    enum Use {
        /** It counts for its line. */
        USED,
        /** It came without a channel, most often after the channel's end, or there were too many channels. */
        UNATTRIBUTED,
        /** One of its numbers cannot be; the others count. */
        IMPLAUSIBLE
    }
}
