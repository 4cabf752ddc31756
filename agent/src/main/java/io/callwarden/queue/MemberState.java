package io.callwarden.queue;

import io.callwarden.call.QueueMember;
import java.time.Instant;
import java.util.Locale;

/**
 * What a member of a queue does, as one who wonders why callers wait would put it. Each member is in one state; where several would
 * fit, the first of this order counts: in a call, ringing, unavailable, paused, wrap-up, available.
 */
public enum MemberState {
    /** Can be given a call. A device of unknown state counts as available, as it does to Asterisk. */
    AVAILABLE,
    /** The phone rings. */
    RINGING,
    /** In a call, of a queue or not, on hold included; may be paused as well, which then begins after the call. */
    IN_CALL,
    /** Left alone for a while after a call of the queue. */
    WRAPUP,
    /** Gets no calls until unpaused. */
    PAUSED,
    /** The phone cannot be reached, whether paused or not. */
    UNAVAILABLE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** What {@code member} does at {@code now}, by the PBX's clock. */
    public static MemberState of(QueueMember member, Instant now) {
        return switch (member.state()) {
            case INUSE, BUSY, RINGINUSE, ONHOLD -> IN_CALL;
            case RINGING -> RINGING;
            case UNAVAILABLE, INVALID -> member.inCall() ? IN_CALL : UNAVAILABLE;
            case NOT_INUSE, UNKNOWN -> {
                if (member.inCall()) {
                    yield IN_CALL;
                }
                if (member.paused()) {
                    yield PAUSED;
                }
                yield inWrapUp(member, now) ? WRAPUP : AVAILABLE;
            }
        };
    }

    private static boolean inWrapUp(QueueMember member, Instant now) {
        return member.lastCallAt() != null
                && member.wrapUp() != null
                && member.lastCallAt().plus(member.wrapUp()).isAfter(now);
    }

    /** The word used as a metric label and on screens. */
    public String label() {
        return label;
    }
}
