package io.callwarden.ami;

import io.callwarden.call.VoiceEvents;
import io.callwarden.call.VoiceReport;
import io.callwarden.call.VoiceReport.Heard;
import io.callwarden.call.VoiceReport.HeardBy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Says what an RTCP event means, as main/rtp_engine.c writes it from Asterisk 12 on. Of a report with several blocks only the first is
 * read. Makes one report with its block for each event, and no strings once a channel is known.
 *
 * <p>An event that comes after the Hangup of its channel bears no Channel and no Uniqueid: the voice of a channel outlives it by some
 * seconds, and its report of then is about a stream that has ended (seen with 16.28 and 22.10).
 */
final class VoiceEventTranslator implements Translator {
    private static final Interest INTEREST =
            new Interest(EnumSet.of(AmiEventType.RTCP_SENT, AmiEventType.RTCP_RECEIVED, AmiEventType.HANGUP), Set.of());
    private static final int SIGN_OF_24_BITS = 1 << 23;
    private static final int ALL_24_BITS = (1 << 24) - 1;
    private static final int SEQUENCE_BITS = 16;
    private static final long LARGEST_SEQUENCE = (1L << 32) - 1;
    private static final int LARGEST_SHARE = 255;

    private final VoiceEvents events;

    VoiceEventTranslator(VoiceEvents events) {
        this.events = events;
    }

    @Override
    public Interest interest() {
        return INTEREST;
    }

    @Override
    public void translate(AmiMessage m, Instant at) {
        switch (m.event()) {
            case RTCP_SENT -> tell(m, at, HeardBy.PBX, m.hexadecimal(Field.SSRC));
            case RTCP_RECEIVED -> tell(m, at, HeardBy.LINE, m.hexadecimal(Field.REPORT_SOURCE_SSRC));
            default -> events.channelGone(at, m.text(Field.UNIQUEID));
        }
    }

    private void tell(AmiMessage m, Instant at, HeardBy heardBy, long ownSource) {
        events.voiceReported(
                at,
                m.text(Field.UNIQUEID),
                m.text(Field.CHANNEL),
                new VoiceReport(heardBy, ownSource, m.unsigned(Field.SENT_RTP), heard(m, heardBy), roundTrip(m)));
    }

    /** Null unless the block is there whole. */
    private static Heard heard(AmiMessage m, HeardBy heardBy) {
        long source = m.hexadecimal(heardBy == HeardBy.PBX ? Field.REPORT_SOURCE_SSRC : Field.SSRC);
        long share = m.unsigned(Field.REPORT_FRACTION_LOST);
        long lost = m.unsigned(Field.REPORT_CUMULATIVE_LOST);
        long cycles = m.unsigned(Field.REPORT_SEQUENCE_CYCLES);
        long sequence = m.unsigned(Field.REPORT_HIGHEST_SEQUENCE);
        long highest = cycles << SEQUENCE_BITS | sequence;
        long jitter = m.unsigned(Field.REPORT_JITTER);
        if (!m.has(Field.REPORT_SOURCE_SSRC) || share < 0 || share > LARGEST_SHARE || lost < 0 || jitter < 0) {
            return null;
        }
        return cycles < 0 || sequence < 0 || highest > LARGEST_SEQUENCE
                ? null
                : new Heard(source, (int) share, signed(lost), highest, jitter);
    }

    /** Asterisk writes the 24 bits of a report as they came, without their sign. */
    private static int signed(long lost) {
        int low = (int) (lost & ALL_24_BITS);
        return low < SIGN_OF_24_BITS ? low : low - ALL_24_BITS - 1;
    }

    /**
     * Asterisk repeats the last time it measured, and 0 before the first. A block that answers no report of ours (LSR 0) measures
     * nothing.
     */
    private static long roundTrip(AmiMessage m) {
        long micros = m.micros(Field.RTT, -1);
        return micros > 0 && m.unsigned(Field.REPORT_LSR) > 0 ? micros : -1;
    }
}
