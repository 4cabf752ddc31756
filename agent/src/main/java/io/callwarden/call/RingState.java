package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * How one attempt to reach one phone stands. Immutable.
 *
 * <pre>
 *           rang     lifted   refused   ended     dialledAgain
 * Dialled   Ringing  Lifted   Stopped   Stopped   Dialled
 * Ringing   Ringing  Lifted   Stopped   Stopped   Ringing
 * Lifted    Lifted   Lifted   Lifted    Stopped*  Lifted
 * Stopped   Stopped  Stopped  Stopped   Stopped   Ringing or Dialled
 * </pre>
 *
 * The first end counts: app_queue says it twice for every member that it cancels. Only a dial attempt that names the same leg again (a
 * blonde transfer) opens a stopped one again. (*) A lifted phone that hears "ended" with anything but ANSWER was not connected: a
 * confirmation was refused, or the caller was gone at that moment.
 *
 * @param phase where it stands
 * @param dialledAt when it was dialled
 * @param rangAt when it first rang, null if it did not
 * @param liftedAt when it was lifted, null if it was not
 * @param stoppedAt when ringing stopped, null while it has not
 * @param end how it stopped, null while it has not
 */
record RingState(Phase phase, Instant dialledAt, Instant rangAt, Instant liftedAt, Instant stoppedAt, End end) {
    enum Phase {
        DIALLED,
        RINGING,
        LIFTED,
        STOPPED
    }

    /** What was seen when an attempt stopped; why it stopped for the phone's owner is decided when the whole call is known. */
    enum End {
        BUSY,
        DECLINED,
        UNREACHABLE,
        TIMED_OUT,
        CANCELLED,
        TAKEN_ELSEWHERE,
        FORWARDED
    }

    static RingState dialled(Instant at) {
        return new RingState(Phase.DIALLED, at, null, null, null, null);
    }

    /** A phone that signals ringing as it is being cancelled has rung. */
    RingState rang(Instant at) {
        if (phase == Phase.STOPPED && rangAt == null && liftedAt == null) {
            return new RingState(phase, dialledAt, stoppedAt, null, stoppedAt, end);
        }
        if (phase != Phase.DIALLED) {
            return this;
        }
        return new RingState(Phase.RINGING, dialledAt, at, null, null, null);
    }

    RingState lifted(Instant at) {
        if (liftedAt != null) {
            return this;
        }
        return phase == Phase.STOPPED
                ? new RingState(phase, dialledAt, rangAt, at, stoppedAt, end)
                : new RingState(Phase.LIFTED, dialledAt, rangAt, at, at, null);
    }

    RingState ended(Instant at, End how) {
        if (end != null) {
            return this;
        }
        return new RingState(Phase.STOPPED, dialledAt, rangAt, liftedAt, stoppedAt == null ? at : stoppedAt, how);
    }

    /** The phone itself refused; a lifted one cannot any more. */
    RingState refused(Instant at, End how) {
        return liftedAt == null ? ended(at, how) : this;
    }

    /** Another caller took the place of the one who dialled. */
    RingState dialledAgain() {
        if (phase != Phase.STOPPED || liftedAt != null) {
            return this;
        }
        return new RingState(rangAt == null ? Phase.DIALLED : Phase.RINGING, dialledAt, rangAt, null, null, null);
    }

    boolean isOpen() {
        return phase == Phase.DIALLED || phase == Phase.RINGING;
    }

    boolean everRang() {
        return rangAt != null;
    }

    /** How long it rang until it stopped, or until {@code now} if it has not. */
    Duration rangFor(Instant now) {
        if (rangAt == null) {
            return Duration.ZERO;
        }
        return Elapsed.between(rangAt, stoppedAt == null ? now : stoppedAt);
    }
}
