package io.callwarden.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the board agree with a snapshot: lets go of what is no longer there. The list can be newer than events still on their way, so a
 * channel that it lacks is given {@link Endings#SETTLE} to hang up in sight; after a restart of Asterisk nothing can be on its way.
 */
final class Reconciliation {
    private final Switchboard board;
    private final Meetings meetings;
    private final Endings endings;
    private final TakingIn takingIn;

    private final List<Leg> missing = new ArrayList<>();
    private Instant deadline;
    private BlindInterval blind;

    Reconciliation(Switchboard board, Dialling dialling, Dialplan dialplan, Meetings meetings, Endings endings) {
        this.board = board;
        this.meetings = meetings;
        this.endings = endings;
        this.takingIn = new TakingIn(board, dialling, dialplan, meetings);
    }

    /** @param after the time in which the PBX was not heard; null where it was heard all the time */
    void apply(PbxSnapshot snapshot, BlindInterval after) {
        conclude(snapshot.askedAt());
        Map<String, PbxSnapshot.Channel> listed = new HashMap<>();
        for (PbxSnapshot.Channel channel : snapshot.channels()) {
            listed.put(channel.uniqueid(), channel);
        }
        boolean restarted = after != null && after.reason() == BlindInterval.Reason.ASTERISK_RESTARTED;
        for (Leg leg : board.legs()) {
            if (!listed.containsKey(leg.id) && (restarted || leg.appearedAt.isBefore(snapshot.askedAt()))) {
                missing.add(leg);
            }
        }
        blind = after;
        deadline = snapshot.askedAt().plus(Endings.SETTLE);
        if (restarted || missing.isEmpty()) {
            conclude(snapshot.askedAt());
        }
        takingIn.apply(snapshot, listed);
    }

    /** Time has come to {@code now}. */
    void settle(Instant now) {
        if (deadline != null && !now.isBefore(deadline)) {
            conclude(now);
        }
    }

    private void conclude(Instant now) {
        if (deadline == null) {
            return;
        }
        deadline = null;
        int lost = drop(now);
        BlindInterval interval = blind;
        blind = null;
        if (interval != null) {
            board.listener.blindIntervalEnded(
                    new BlindInterval(interval.pbx(), interval.from(), interval.until(), interval.reason(), lost));
        }
    }

    /** Returns how many calls ended unseen. */
    private int drop(Instant now) {
        List<OpenCall> over = new ArrayList<>();
        for (Leg leg : missing) {
            if (board.leg(leg.id) == leg) {
                drop(leg, over);
            }
        }
        missing.clear();
        int lost = 0;
        for (OpenCall call : over) {
            if (call.absorbed) {
                continue;
            }
            if (call.settleAt != null) {
                endings.finish(now, call);
            } else {
                endings.finishUnseen(now, call);
                lost++;
            }
        }
        return lost;
    }

    private void drop(Leg leg, List<OpenCall> over) {
        board.stats.legsEndedUnseen.increment();
        meetings.left(leg);
        board.remove(leg);
        OpenCall call = leg.call;
        if (call == null) {
            return;
        }
        call.legs.remove(leg);
        boolean last = call.legs.isEmpty();
        if ((last || leg == call.principal && call.settleAt == null) && !over.contains(call)) {
            over.add(call);
        }
    }
}
