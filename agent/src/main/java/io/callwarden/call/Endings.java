package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides when a call is over and who ended it. A call is over when its principal is gone and no two of the rest still talk; legs that
 * linger are given {@link #SETTLE}, so that a record is there within two seconds.
 */
final class Endings {
    /** Asterisk destroys a channel when its last user lets go of it, which can be a moment after the call. */
    static final Duration SETTLE = Duration.ofSeconds(1);

    private final Switchboard board;
    private final Dialling dialling;
    private final Dialplan dialplan;
    private final Meetings meetings;
    private final CallAssembler assembler;

    Endings(Switchboard board, Dialling dialling, Dialplan dialplan, Meetings meetings) {
        this.board = board;
        this.dialling = dialling;
        this.dialplan = dialplan;
        this.meetings = meetings;
        this.assembler = new CallAssembler(board);
    }

    void requested(Instant at, Leg leg, int cause) {
        boolean first = leg.hangupRequestedAt == null;
        if (first) {
            leg.hangupRequestedAt = at;
        }
        if (leg.attempt != null && leg.upAt == null) {
            dialling.refused(leg, at, cause);
        }
        OpenCall call = leg.call;
        if (first && call != null && leg.isDevice()) {
            if (leg == call.partner && call.isGoingOn() && leg.room != null) {
                call.partnerLeft = true;
                board.note(call, at, leg.label() + " hangs up");
            } else if (leg == call.principal && call.isGoingOn()) {
                board.note(call, at, "the caller hangs up");
            }
        }
    }

    void softRequested(Instant at, Leg leg) {
        if (leg.softHangupAt == null) {
            leg.softHangupAt = at;
        }
    }

    void gone(Instant at, Leg leg, int cause) {
        dialplan.conclude(at, leg);
        dialling.gone(leg, at, cause);
        meetings.left(leg);
        board.remove(leg);
        OpenCall call = leg.call;
        if (call == null) {
            return;
        }
        call.legs.remove(leg);
        if (leg == call.principal) {
            principalGone(at, call, leg, cause);
        }
        if (call.legs.isEmpty()) {
            finish(at, call);
        }
    }

    private void principalGone(Instant at, OpenCall call, Leg leg, int cause) {
        call.endedAt = earliest(at, leg.hangupRequestedAt, leg.softHangupAt);
        call.endedBy = endedBy(call, leg);
        call.hangupCause = cause;
        Leg heir = heir(call, false);
        if (heir != null) {
            call.principal = heir;
            return;
        }
        call.settleAt = at.plus(SETTLE);
        if (!call.legs.isEmpty()) {
            board.settling().add(call);
        }
    }

    private static EndedBy endedBy(OpenCall call, Leg leg) {
        boolean asked = leg.hangupRequestedAt != null
                && (leg.softHangupAt == null || !leg.softHangupAt.isBefore(leg.hangupRequestedAt));
        boolean callerSide = leg == call.root || leg.attempt != null && leg.attempt.firstParty;
        if (call.partnerLeft && call.state.live() == LiveState.TALKING) {
            return callerSide ? EndedBy.CALLEE : EndedBy.CALLER;
        }
        if (asked && !call.pbxGaveUp) {
            return callerSide ? EndedBy.CALLER : EndedBy.CALLEE;
        }
        return EndedBy.PBX;
    }

    private static Instant earliest(Instant at, Instant one, Instant two) {
        Instant earliest = at;
        if (one != null && one.isBefore(earliest)) {
            earliest = one;
        }
        if (two != null && two.isBefore(earliest)) {
            earliest = two;
        }
        return earliest;
    }

    /** Time has come to {@code now}: calls whose principal is long enough gone are over, unless the rest of them goes on. */
    void settle(Instant now) {
        while (!board.settling().isEmpty()) {
            OpenCall call = board.settling().peekFirst();
            if (call.settleAt != null && !call.absorbed && !call.legs.isEmpty() && call.settleAt.isAfter(now)) {
                return;
            }
            board.settling().removeFirst();
            if (call.settleAt != null && !call.absorbed && !call.legs.isEmpty()) {
                Leg heir = heir(call, true);
                if (heir == null) {
                    finish(now, call);
                } else {
                    call.principal = heir;
                    call.settleAt = null;
                }
            }
        }
    }

    /** Whom the call goes on with after its principal put the rest through; null where nobody is left who talks or is being served. */
    private Leg heir(OpenCall call, boolean lingering) {
        if (call.principal.isDevice() && call.principal.isTrunk()) {
            // The customer has left; employees who still talk to each other are no part of what he lived through.
            return null;
        }
        Leg heir = null;
        for (Leg leg : call.legs) {
            if (leg.isDevice() && leg.hangupRequestedAt == null && isEngaged(leg, lingering)) {
                if (heir == null || leg.isTrunk() && !heir.isTrunk()) {
                    heir = leg;
                }
            }
        }
        return heir;
    }

    /** A leg that was dialled and runs the dialplan may be about to end, unless it has lingered. */
    private boolean isEngaged(Leg leg, boolean lingering) {
        if (leg.sentOn || lingering && (leg.calling && leg.attempt != null || isDialling(leg))) {
            return true;
        }
        if (leg.room == null) {
            return false;
        }
        if (leg.room.kind == Room.Kind.PARKING) {
            return true;
        }
        List<Leg> reached = meetings.reachedFrom(leg);
        return leg.room.isForTalking() && Meetings.devices(reached) > 1;
    }

    private static boolean isDialling(Leg leg) {
        for (Attempt attempt : leg.call.attempts) {
            if (attempt.caller == leg && attempt.ring.isOpen()) {
                return true;
            }
        }
        return false;
    }

    void finish(Instant at, OpenCall call) {
        if (call.endedAt == null) {
            call.endedAt = at;
            call.endedBy = EndedBy.PBX;
        }
        board.tell(call, new CallEvent.Finished(call.endedAt, call.endedBy));
        publish(call);
    }

    /** The end of the call was not seen. */
    void finishUnseen(Instant at, OpenCall call) {
        call.endedAt = null;
        call.endedBy = null;
        board.stats.callsEndedUnseen.increment();
        board.tell(call, new CallEvent.Finished(at, null));
        publish(call);
    }

    private void publish(OpenCall call) {
        Call record = assembler.assemble(call);
        board.close(call);
        if (board.story != CallStory.NONE) {
            board.note(call, call.endedAt == null ? call.startedAt : call.endedAt, Verdict.explain(record));
        }
        board.listener.callEnded(record);
    }
}
