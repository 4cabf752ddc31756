package io.callwarden.voice;

import java.time.Duration;
import java.time.Instant;

/**
 * How many units a second the RTP clock of a stream has, in which its jitter is told. The PBX does not tell the codec: 8000, that of
 * G.711, G.729 and (by RFC 3551) G.722, is assumed until two reports of the sender show another, such as the 48000 of Opus.
 */
final class ClockRate {
    private static final int ASSUMED = 8_000;
    private static final int[] USUAL = {8_000, 16_000, 32_000, 48_000, 90_000};
    private static final double TOLERANCE = 0.1;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LARGEST_TIMESTAMP = (1L << 32) - 1;

    private int perSecond = ASSUMED;
    private Instant lastAt;
    private long lastTimestamp;

    int perSecond() {
        return perSecond;
    }

    /** Where the sender's clock stood; on hold it jumps, and shows nothing. */
    void stood(Instant at, long timestamp) {
        if (timestamp < 0 || timestamp > LARGEST_TIMESTAMP) {
            return;
        }
        if (lastAt != null) {
            compare(Duration.between(lastAt, at).toMillis(), timestamp - lastTimestamp & LARGEST_TIMESTAMP);
        }
        lastAt = at;
        lastTimestamp = timestamp;
    }

    private void compare(long millis, long units) {
        if (millis < SHORTEST_MILLIS) {
            return;
        }
        double measured = units * 1e3 / millis;
        for (int rate : USUAL) {
            if (Math.abs(measured - rate) < rate * TOLERANCE) {
                perSecond = rate;
            }
        }
    }
}
