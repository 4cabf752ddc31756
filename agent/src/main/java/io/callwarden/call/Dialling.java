package io.callwarden.call;

import io.callwarden.call.RingState.End;
import java.time.Instant;

/** Follows whom the PBX tries to reach for a call, and how each attempt goes. */
final class Dialling {
    private final Switchboard board;
    private final Merging merging;

    Dialling(Switchboard board, Merging merging) {
        this.board = board;
        this.merging = merging;
    }

    void started(Instant at, String callerId, String callerName, String destId, String destName, String dialString) {
        Leg dest = board.legOrPlaceholder(at, destId, destName);
        if (dest == null) {
            return;
        }
        Leg caller = callerId.isEmpty() ? null : board.legOrPlaceholder(at, callerId, callerName);
        if (caller == null) {
            startedByPbx(at, dest, dialString);
        } else if (dest.attempt != null) {
            takenOver(at, caller, dest);
        } else if (dest.calling && dest.call != null) {
            pickedUp(at, caller, dest);
        } else {
            begin(at, caller, dest, dialString);
        }
    }

    /** Originate, call file, call back: Asterisk rings somebody in order to start a call with him. */
    private void startedByPbx(Instant at, Leg dest, String dialString) {
        if (dest.attempt != null) {
            return;
        }
        OpenCall call = dest.call != null ? dest.call : board.open(dest, true, at);
        boolean outside = dest.isTrunk() && dest.isDevice();
        dest.attempt = new Attempt(
                dest.label(),
                outside ? number(dest, dialString) : "",
                outside ? dest.name.endpoint() : "",
                dest.name.local(),
                true,
                false,
                at);
        dest.attempt.ring = ringNow(dest, dest.attempt.ring, at);
        call.attempts.add(dest.attempt);
    }

    /** A leg that rings already gets another caller: the transferer of a blonde transfer gives way to the one he transferred. */
    private void takenOver(Instant at, Leg caller, Leg dest) {
        if (dest.attempt.caller == caller) {
            return;
        }
        OpenCall call = callOf(at, caller);
        dest.attempt.caller = caller;
        dest.attempt.ring = dest.attempt.ring.dialledAgain();
        if (dest.call != call) {
            call = dest.call == null ? call : merging.merge(at, call, dest.call);
            board.join(call, dest);
        }
        if (!dest.attempt.byQueue) {
            board.tell(call, new CallEvent.PhonesDialled(at));
        }
    }

    /** The leg that is dialled had called by itself: it picks up a call that rings elsewhere. */
    private void pickedUp(Instant at, Leg caller, Leg dest) {
        OpenCall call = callOf(at, caller);
        if (call != dest.call) {
            board.note(call, at, dest.label() + " picks it up");
            merging.merge(at, call, dest.call);
        }
    }

    private void begin(Instant at, Leg caller, Leg dest, String dialString) {
        OpenCall call = callOf(at, caller);
        if (dest.call != null) {
            call = merging.merge(at, call, dest.call);
        }
        Attempt attempt = attempt(at, call, caller, dest, dialString);
        if (attempt.isPhone() && !call.hasPhoneBeingTried()) {
            call.round++;
        }
        attempt.round = call.round;
        attempt.ring = ringNow(dest, attempt.ring, at);
        dest.attempt = attempt;
        call.attempts.add(attempt);
        board.join(call, dest);
        reached(caller, dest);
        if (!attempt.trunk.isEmpty() && call.direction == Direction.INTERNAL) {
            board.turn(call, Direction.OUTBOUND);
        }
        if (attempt.isPhone()) {
            board.note(call, at, "tries " + attempt.extension);
        }
        if (!attempt.byQueue && !attempt.firstParty && !isConsultation(caller, outer(caller))) {
            board.tell(call, new CallEvent.PhonesDialled(at));
        }
    }

    /** A second call by feature code goes through a Local channel that nobody dialled: the one on hold is not being put through yet. */
    private static boolean isConsultation(Leg caller, Attempt outer) {
        return caller.name.local() && outer == null && caller.otherHalf != null && caller.otherHalf.room != null;
    }

    /** The attempt through whose Local channel {@code caller} dials; null where it dials for itself. */
    static Attempt outer(Leg caller) {
        return caller.name.local() && caller.otherHalf != null ? caller.otherHalf.attempt : null;
    }

    private Attempt attempt(Instant at, OpenCall call, Leg caller, Leg dest, String dialString) {
        Attempt outer = outer(caller);
        boolean firstParty = call.originated && outer != null && outer.firstParty;
        boolean byQueue = dest.calledByQueue || caller.application.equals("Queue") || outer != null && outer.byQueue;
        String number = "";
        String trunk = "";
        String extension = dest.name.number();
        if (dest.isTrunk() && dest.isDevice()) {
            number = number(dest, dialString);
            trunk = dest.name.endpoint();
            extension = number.isEmpty() ? trunk : number;
        }
        Attempt attempt = new Attempt(extension, number, trunk, dest.name.local(), firstParty, byQueue, at);
        attempt.caller = caller;
        attempt.outer = outer;
        attempt.memberName = memberName(dest, outer);
        return attempt;
    }

    private static String memberName(Leg dest, Attempt outer) {
        if (!dest.memberName.isEmpty()) {
            return dest.memberName;
        }
        if (outer != null && outer.memberName != null) {
            return outer.memberName;
        }
        return dest.isTrunk() || dest.callerName.isEmpty() ? null : dest.callerName;
    }

    private static String number(Leg dest, String dialString) {
        String technology = dest.name.technology();
        String rest =
                dialString.startsWith(technology + "/") ? dialString.substring(technology.length() + 1) : dialString;
        return DialTarget.of(technology, rest).number();
    }

    /** Events of the leg itself may overtake the one that says that it is dialled. */
    private static RingState ringNow(Leg dest, RingState ring, Instant at) {
        return dest.upAt == null ? ring : ring.lifted(at);
    }

    private static void reached(Leg caller, Leg dest) {
        Leg.RunningDial dial = caller.dial;
        if (dial == null) {
            return;
        }
        dial.reachedSomebody = true;
        for (int i = 0; i < dial.missing.size(); i++) {
            if (dial.missing.get(i).isFor(dest.name)) {
                dial.missing.remove(i);
                return;
            }
        }
    }

    void rang(Leg leg, Instant at) {
        Attempt attempt = leg.attempt;
        if (attempt == null || attempt.ring.everRang()) {
            return;
        }
        attempt.ring = attempt.ring.rang(at);
        if (leg.call != null && attempt.isPhone()) {
            board.note(leg.call, at, attempt.extension + " rings");
        }
    }

    /** Early media is all the ringing that many carriers send; a phone on a desk rings or does not. */
    void progressed(Instant at, String destId, String status) {
        Leg dest = board.leg(destId);
        if (dest == null) {
            return;
        }
        if (status.equals("RINGING") || status.equals("PROGRESS") && dest.isTrunk()) {
            rang(dest, at);
        }
    }

    void lifted(Leg leg, Instant at) {
        if (leg.attempt == null) {
            return;
        }
        leg.attempt.ring = leg.attempt.ring.lifted(at);
        if (leg.attempt.firstParty && leg.isDevice() && leg.call != null) {
            leg.call.principal = leg;
        }
    }

    void ended(Instant at, String destId, String status, String forward) {
        Leg dest = board.leg(destId);
        if (dest == null || dest.attempt == null) {
            return;
        }
        Attempt attempt = dest.attempt;
        switch (status) {
            case "ANSWER" -> lifted(dest, at);
            case "BUSY" -> attempt.ring = attempt.ring.ended(at, End.BUSY);
            case "CONGESTION", "CHANUNAVAIL" -> attempt.ring = attempt.ring.ended(at, End.UNREACHABLE);
            case "NOANSWER" -> attempt.ring = attempt.ring.ended(at, End.TIMED_OUT);
            case "CANCEL" -> attempt.ring = attempt.ring.ended(at, forward.isEmpty() ? End.CANCELLED : End.FORWARDED);
            // The rest are words of a routine that asked the one who answered whether he takes the call.
            default -> attempt.ring = attempt.ring.ended(at, End.DECLINED);
        }
        if (dest.call != null && attempt.isPhone() && !status.equals("ANSWER")) {
            board.note(dest.call, at, attempt.extension + " is no longer tried (" + status + ")");
        }
    }

    /** The phone refused, or its network did; Q.850 cause as chan_pjsip maps it from the SIP answer. */
    void refused(Leg leg, Instant at, int cause) {
        End end = endOf(leg.attempt, cause);
        if (end != null) {
            leg.attempt.ring = leg.attempt.ring.refused(at, end);
        }
    }

    void gone(Leg leg, Instant at, int cause) {
        Attempt attempt = leg.attempt;
        if (attempt == null) {
            return;
        }
        if (cause == 26 && attempt.ring.end() == End.CANCELLED) {
            RingState ring = attempt.ring;
            attempt.ring = new RingState(
                    ring.phase(),
                    ring.dialledAt(),
                    ring.rangAt(),
                    ring.liftedAt(),
                    ring.stoppedAt(),
                    End.TAKEN_ELSEWHERE);
        } else if (attempt.ring.isOpen()) {
            End end = endOf(attempt, cause);
            attempt.ring = attempt.ring.ended(at, end == null ? End.CANCELLED : end);
        }
    }

    /** Null where the cause says nothing: 0, 16 and 19 are also what Asterisk itself leaves on a leg that it cancels. */
    private static End endOf(Attempt attempt, int cause) {
        return switch (cause) {
            case 17 -> End.BUSY;
            case 21 -> End.DECLINED;
            case 23 -> End.FORWARDED;
            case 26 -> End.TAKEN_ELSEWHERE;
            case -1, 0, 16 -> null;
            case 18, 19 -> attempt.ring.everRang() ? End.TIMED_OUT : End.UNREACHABLE;
            default -> End.UNREACHABLE;
        };
    }

    /** The call that {@code caller} takes part in; a call begins here where its beginning was not heard. */
    OpenCall callOf(Instant at, Leg caller) {
        if (caller.call != null) {
            return caller.call;
        }
        if (!caller.name.local() && caller.attempt == null) {
            caller.calling = true;
        }
        return board.open(caller, false, at);
    }
}
