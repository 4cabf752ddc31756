package io.callwarden.employee;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up the times in which something was so, exactly, and never shows less than it showed before: a reading may run ahead of the event
 * that ends a time, and then stands still until it is overtaken. Written by one thread, read by any.
 */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private final AtomicLong shown = new AtomicLong();
    private volatile Reading reading = new Reading(0, null);

    private record Reading(long nanos, Instant since) {
        long at(Instant now) {
            return since == null
                    ? nanos
                    : nanos + Math.max(0, Duration.between(since, now).toNanos());
        }
    }

    /** From {@code at} on it is so, or not; nothing where it was the same before. */
    void run(boolean running, Instant at) {
        Reading before = reading;
        if (running != (before.since != null)) {
            reading = new Reading(before.at(at), running ? at : null);
        }
    }

    /** Adds a time that is known as a whole. */
    void add(Duration time) {
        Reading before = reading;
        reading = new Reading(before.nanos + time.toNanos(), before.since);
    }

    /** Takes out what of {@code from} to {@code until} was counted, where it runs. */
    void leaveOut(Instant from, Instant until) {
        Reading before = reading;
        if (before.since != null && until.isAfter(before.since)) {
            reading = new Reading(before.at(from), until);
        }
    }

    double seconds(Instant now) {
        return shown.accumulateAndGet(reading.at(now), Math::max) / NANOS;
    }
}
