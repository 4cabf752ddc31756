package io.callwarden.recovery;

import java.time.Instant;

/**
 * How often the company tried to reach the customer of a task in vain.
 *
 * @param count 0 or more
 * @param first when the first attempt ended; null where there was none
 * @param last when the last attempt ended; null where there was none
 */
public record Attempts(int count, Instant first, Instant last) {
    static final Attempts NONE = new Attempts(0, null, null);

    Attempts and(Instant at) {
        return new Attempts(count + 1, first == null ? at : first, at);
    }
}
