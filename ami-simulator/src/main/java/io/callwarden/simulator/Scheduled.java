package io.callwarden.simulator;

import java.time.Duration;

/**
 * A recording and when it is to begin.
 *
 * @param start since the begin of the performance, in the time of the recordings
 */
public record Scheduled(Duration start, Recording recording) {

    public Scheduled {
        if (start.isNegative()) {
            throw new IllegalArgumentException("a playing cannot begin " + start.negated() + " before its performance");
        }
    }
}
