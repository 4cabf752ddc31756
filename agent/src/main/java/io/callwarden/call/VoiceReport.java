package io.callwarden.call;

/**
 * One RTCP report as the PBX sent or received it (RFC 3550, 6.4.1). Of several blocks it holds the first.
 *
 * @param heardBy who tells how he hears the other
 * @param ownSource source (SSRC) of what the PBX sends: tells the streams of a channel apart, such as voice and video; -1 if not told
 * @param senderTimestamp how far, in units of the codec's clock, the sender of this report is with his own voice; -1 if not told
 * @param heard how he hears the other; null where he heard nothing yet
 * @param roundTripMicros time to the other side and back, in microseconds; -1 where it was not measured
 */
public record VoiceReport(HeardBy heardBy, long ownSource, long senderTimestamp, Heard heard, long roundTripMicros) {
    /** Who hears. */
    public enum HeardBy {
        /** The PBX hears the line. */
        PBX,
        /** The line hears the PBX. */
        LINE
    }

    /**
     * The block of the report; 0 or more but for {@code lost}.
     *
     * @param source source (SSRC) of what is heard
     * @param lostShare share that was lost since the last report, in 256ths
     * @param lost packets lost since the beginning, 24 bits with a sign: fewer than none where packets came twice
     * @param highestSequence sequence number of the newest packet, with the number of times it began anew above its 16 bits
     * @param jitter in units of the codec's clock
     */
    public record Heard(long source, int lostShare, int lost, long highestSequence, long jitter) {}
}
