package io.callwarden.voice;

import java.time.Duration;

/** What one side of a leg heard of the other, from all its reports. */
final class Listening {
    /** What a report without one before it speaks of: five seconds in packets of 20 ms. */
    private static final int PACKETS_OF_A_FIRST_REPORT = 250;

    private static final double SHARES = 256;
    private static final double NANOS = 1e9;

    private double packets;
    private double lost;
    private double jitterSeconds;
    private int jitters;

    /** A report without one before it: how many packets it speaks of is not told. */
    void first(int lostShare) {
        packets += PACKETS_OF_A_FIRST_REPORT;
        lost += PACKETS_OF_A_FIRST_REPORT * lostShare / SHARES;
    }

    void arrived(long sent, long missing) {
        packets += sent;
        lost += missing;
    }

    void jitter(double seconds) {
        jitterSeconds += seconds;
        jitters++;
    }

    boolean isKnown() {
        return packets > 0;
    }

    /** Share of packets that did not arrive, 0 to 1. */
    double lostShare() {
        return packets == 0 ? 0 : lost / packets;
    }

    /** Mean jitter in seconds; 0 where none was told. */
    double meanJitter() {
        return jitters == 0 ? 0 : jitterSeconds / jitters;
    }

    Duration jitter() {
        return Duration.ofNanos(Math.round(meanJitter() * NANOS));
    }
}
