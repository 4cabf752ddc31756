package io.callwarden.call;

import io.callwarden.call.RingState.End;
import java.time.Instant;
import java.util.List;

/**
 * Finds the phones that a dialplan wanted to ring and for which Asterisk could not even make a channel: no event names them, only the data
 * of Dial, or variables that FreePBX sets.
 */
final class Unreached {
    private final Switchboard board;

    Unreached(Switchboard board) {
        this.board = board;
    }

    /** A Dial is over: phones that got no leg could not be reached at all. */
    void concluded(Leg caller, String dialStatus) {
        Leg.RunningDial dial = caller.dial;
        caller.dial = null;
        if (dial == null || caller.call == null) {
            return;
        }
        if (!dial.stale) {
            add(caller, dial, dial.missing);
        } else if (!dial.reachedSomebody && dialStatus.equals("CHANUNAVAIL")) {
            add(caller, dial, List.of(new DialTarget("", caller.exten, "")));
        }
    }

    private void add(Leg caller, Leg.RunningDial dial, List<DialTarget> targets) {
        OpenCall call = caller.call;
        if (!dial.reachedSomebody && !targets.isEmpty()) {
            call.round++;
        }
        for (DialTarget target : targets) {
            add(call, caller, dial.startedAt, target, End.UNREACHABLE);
        }
        if (!targets.isEmpty() && !dial.reachedSomebody) {
            board.tell(call, new CallEvent.PhonesDialled(dial.startedAt));
        }
    }

    private void add(OpenCall call, Leg caller, Instant at, DialTarget target, End end) {
        boolean toTrunk = !target.technology().isEmpty()
                && !target.technology().equals("Local")
                && board.roles
                                .decide(target.technology(), target.endpoint(), "")
                                .role()
                        == LineRoles.Role.TRUNK;
        Attempt outer = Dialling.outer(caller);
        Attempt attempt = new Attempt(
                toTrunk && !target.number().isEmpty() ? target.number() : target.endpoint(),
                target.number(),
                toTrunk ? target.endpoint() : "",
                false,
                call.originated && outer != null && outer.firstParty,
                outer != null && outer.byQueue,
                at);
        attempt.round = call.round;
        attempt.ring = attempt.ring.ended(at, end);
        call.attempts.add(attempt);
        board.note(call, at, attempt.extension + " could not be reached");
        if (toTrunk && call.direction == Direction.INTERNAL) {
            board.turn(call, Direction.OUTBOUND);
        }
    }

    /** FreePBX decides without dialling that a phone is busy (do not disturb, call waiting off) and says so in DIALSTATUS. */
    void decidedWithoutDialling(Leg caller, Instant at, String dialStatus) {
        End end =
                switch (dialStatus) {
                    case "BUSY" -> End.BUSY;
                    case "CHANUNAVAIL", "NOANSWER" -> End.UNREACHABLE;
                    default -> null;
                };
        if (end == null || caller.intended.isEmpty() || caller.call == null) {
            return;
        }
        caller.call.round++;
        add(caller.call, caller, at, new DialTarget("", caller.intended, ""), end);
        caller.intended = "";
        board.tell(caller.call, new CallEvent.PhonesDialled(at));
    }
}
