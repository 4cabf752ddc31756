package io.callwarden.ami;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** What time it is on the PBX, and how late its events are. A clock of this machine that is set does not change it. Written by the event loop, read by any thread. */
public final class PbxClock {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Clock clock;
    private final InstantSource steady;
    private volatile Duration offset = Duration.ZERO;
    private volatile Duration lag = Duration.ZERO;
    private volatile Duration roundTrip = Duration.ZERO;
    private volatile Instant lastEvent;
    private volatile boolean stamped;
    private volatile boolean measured;
    private volatile Consumer<Duration> pings = roundTrip -> {};
    private long lagSinceNanos;

    PbxClock(Clock clock) {
        this(clock, SteadyTime.of(clock));
    }

    /** @param steady goes on where {@code clock} is set */
    PbxClock(Clock clock, InstantSource steady) {
        this.clock = clock;
        this.steady = steady;
    }

    /** Now, by the PBX's clock. */
    public Instant now() {
        return steady.instant().plus(offset);
    }

    /** What the PBX's clock is ahead of this machine's; negative if it is behind, zero until the first ping. */
    public Duration offset() {
        return measured ? Duration.between(clock.instant(), now()) : Duration.ZERO;
    }

    /** Longest time in the last minute from an event's Timestamp to its reading; zero where events bear none. */
    public Duration eventLag() {
        return lag;
    }

    /** Time that the last ping took. */
    public Duration roundTrip() {
        return roundTrip;
    }

    /** Tells {@code listener} how long each ping took, from now on, on the event loop; nothing in it may block. */
    public void onEachPing(Consumer<Duration> listener) {
        pings = listener;
    }

    /** When the last event was read, by this machine's clock; null before the first. */
    public Instant lastEvent() {
        return lastEvent;
    }

    /** {@code seconds.micros} as an instant; null where it is not that. */
    static Instant parse(String stamp) {
        if (!stamp.matches("\\d{1,11}(\\.\\d{1,9})?")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(stamp);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    /** Whether any event bore a Timestamp so far: {@code timestampevents} is on. */
    public boolean stamped() {
        return stamped;
    }

    /** A time of this machine that only ever goes on, to measure by. */
    Instant local() {
        return steady.instant();
    }

    /** That time, on the PBX. */
    Instant onPbx(Instant local) {
        return local.plus(offset);
    }

    /** A ping sent at {@code sent} and answered just now was stamped with {@code stamp} by the PBX. */
    void onPing(Instant sent, Instant stamp) {
        Instant now = steady.instant();
        roundTrip = Duration.between(sent, now);
        pings.accept(roundTrip);
        if (stamp != null) {
            offset = Duration.between(sent.plus(roundTrip.dividedBy(2)), stamp);
            measured = true;
        }
    }

    /** The first event of what was just read; {@code stampMicros} is negative where it has no Timestamp. */
    void onEvent(long stampMicros, long nowNanos) {
        lastEvent = clock.instant();
        if (stampMicros < 0) {
            return;
        }
        stamped = true;
        Instant stamp = Instant.EPOCH.plus(stampMicros, ChronoUnit.MICROS).minus(offset);
        Duration late = Duration.between(stamp, steady.instant());
        if (late.compareTo(lag) > 0 || nowNanos - lagSinceNanos > MINUTE) {
            lag = late.isNegative() ? Duration.ZERO : late;
            lagSinceNanos = nowNanos;
        }
    }
}
