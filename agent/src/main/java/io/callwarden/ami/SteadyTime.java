package io.callwarden.ami;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** Begins as the machine's time and goes on evenly from there, whatever the machine's clock is set to. */
final class SteadyTime implements InstantSource {
    private final Instant began;
    private final long beganNanos = System.nanoTime();

    private SteadyTime(Instant began) {
        this.began = began;
    }

    /** For the machine's clock; one that is moved by hand has to be followed. */
    static InstantSource of(Clock clock) {
        return clock.equals(Clock.systemUTC()) ? new SteadyTime(clock.instant()) : clock;
    }

    @Override
    public Instant instant() {
        return began.plusNanos(System.nanoTime() - beganNanos);
    }
}
