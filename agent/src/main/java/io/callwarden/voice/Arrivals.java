package io.callwarden.voice;

import io.callwarden.call.VoiceReport.Heard;

/**
 * What arrived between two reports about one stream. RTCP counts from the beginning of a stream: what cannot follow from the report
 * before, as after a transfer that changed the stream or after reports that were not heard, begins anew and counts for nothing.
 */
final class Arrivals {
    /** Ten minutes of voice in packets of 20 ms. */
    private static final long MOST_PACKETS = 30_000;

    private static final long CYCLE = 1 << 16;

    private long source = -1;
    private long highest;
    private int lostBefore;
    private long packets;
    private long lost;

    /** How a report stands to the one before it. */
    enum Sequel {
        /** It is the first of its stream. */
        FIRST,
        FOLLOWS,
        /** Its numbers cannot follow from those of the one before. */
        BROKEN
    }

    /** Takes a report; where it follows, {@link #packets} and {@link #lost} are those since the one before, else 0. */
    Sequel take(Heard heard) {
        boolean first = heard.source() != source;
        long sent = heard.highestSequence() - highest;
        if (sent < 0 && sent > -CYCLE) {
            // There are phones that do not count how often the sequence number began anew.
            sent += CYCLE;
        }
        long missing = (long) heard.lost() - lostBefore;
        source = heard.source();
        highest = heard.highestSequence();
        lostBefore = heard.lost();
        boolean follows = !first && sent >= 0 && sent <= MOST_PACKETS && missing <= sent;
        packets = follows ? sent : 0;
        // Fewer than before: packets that were given up came late, or twice.
        lost = follows ? Math.max(0, missing) : 0;
        if (first) {
            return Sequel.FIRST;
        }
        return follows ? Sequel.FOLLOWS : Sequel.BROKEN;
    }

    /** Packets that were sent since the report before, lost ones among them; 0 where that is not known. */
    long packets() {
        return packets;
    }

    /** Those of them that did not arrive. */
    long lost() {
        return lost;
    }
}
