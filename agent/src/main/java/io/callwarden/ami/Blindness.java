package io.callwarden.ami;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.BlindInterval.Reason;
import java.time.Instant;

/** Remembers since when a PBX is not heard, and why. Event loop only. */
final class Blindness {
    private Instant lastHeard;
    private Instant from;
    private Reason reason = Reason.CONNECTION_LOST;
    private boolean everComplete;

    /** Something was heard at {@code now}, in PBX time. */
    void heard(Instant now) {
        lastHeard = now;
    }

    /** Null before anything was heard. */
    Instant lastHeard() {
        return lastHeard;
    }

    /** From {@code lastHeard} on something was missed. An earlier beginning stands. */
    void begin(Reason why) {
        if (!everComplete) {
            return;
        }
        if (from == null) {
            from = lastHeard;
            reason = why;
        } else if (reason == Reason.STREAM_DAMAGED) {
            reason = why;
        }
    }

    void restarted() {
        reason = Reason.ASTERISK_RESTARTED;
    }

    /** Heard again in complete state since {@code until}. Null if it was heard all the time, or never before. */
    BlindInterval end(String pbx, Instant until) {
        everComplete = true;
        if (from == null) {
            return null;
        }
        Instant began = from;
        from = null;
        return new BlindInterval(pbx, began, until.isBefore(began) ? began : until, reason, 0);
    }
}
