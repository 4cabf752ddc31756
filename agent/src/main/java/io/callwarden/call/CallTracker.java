package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * Follows every call of one PBX from what happens to its channels, and tells a {@link CallListener} of each that is over. Written by
 * one thread, that of the PBX; {@link #inProgress()} and {@link #stats()} are read by any.
 *
 * <p>It keeps live channels only and knows no clock: time comes with the events, and {@link #advance} tells it that time has passed
 * without any.
 */
public final class CallTracker implements PbxEvents {
    /** How long after its caller a call may wait for stragglers before its record is made. */
    public static final Duration SETTLE = Endings.SETTLE;

    private final Switchboard board;
    private final Dialling dialling;
    private final Dialplan dialplan;
    private final Meetings meetings;
    private final Moves moves;
    private final Endings endings;
    private final Reconciliation reconciliation;

    /**
     * @param pbx configured name of the PBX, part of every call's id
     * @param story is told each step of each call, {@link CallStory#NONE} for nobody
     */
    public CallTracker(String pbx, CallRules rules, LineRoles roles, CallListener listener, CallStory story) {
        board = new Switchboard(pbx, rules, roles, listener, story);
        Merging merging = new Merging(board);
        dialling = new Dialling(board, merging);
        dialplan = new Dialplan(board, dialling);
        meetings = new Meetings(board, merging);
        moves = new Moves(board, merging);
        endings = new Endings(board, dialling, dialplan, meetings);
        reconciliation = new Reconciliation(board, dialling, dialplan, meetings, endings);
    }

    /** From now on these rules hold, for calls in progress as well. */
    public void follow(CallRules rules) {
        board.rules = rules;
    }

    /** Calls in progress, by direction and state. */
    public CallsInProgress inProgress() {
        return board.inProgress;
    }

    /** What could not be kept or had to be corrected. */
    public TrackerStats stats() {
        return board.stats;
    }

    /** Channels known to be live. */
    public int liveChannels() {
        return board.legs().size();
    }

    /** It is {@code now} by the PBX's clock: calls that only waited for stragglers are over. */
    public void advance(Instant now) {
        endings.settle(now);
        reconciliation.settle(now);
    }

    /**
     * Makes the state agree with what the PBX says it is. Channels that are gone ended unseen, and their calls with them; channels that
     * were not known are taken in. An end whose event is still on its way has {@link #SETTLE} to arrive.
     */
    public void onSnapshot(PbxSnapshot snapshot) {
        reconciliation.apply(snapshot, null);
    }

    /**
     * As {@link #onSnapshot}, at the end of a time in which the PBX was not heard. When it is known how many calls ended in it, the
     * listener is told.
     *
     * @param blind the time not heard; the calls lost that it names are not looked at
     */
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        reconciliation.apply(snapshot, blind);
    }

    @Override
    public void channelAppeared(
            Instant at,
            String id,
            String name,
            int state,
            String context,
            String exten,
            String callerNumber,
            String callerName) {
        advance(at);
        Leg leg = board.leg(id);
        if (leg == null) {
            leg = board.add(at, id, name, context);
            if (leg == null) {
                return;
            }
        }
        leg.callerNumber = callerNumber;
        leg.callerName = callerName;
        leg.exten = exten;
        leg.bornInSight = true;
        stateOf(at, leg, state);
    }

    @Override
    public void channelStateChanged(Instant at, String id, String name, int state) {
        advance(at);
        Leg leg = board.leg(id);
        if (leg != null) {
            leg.movedAt = at;
            stateOf(at, leg, state);
        }
    }

    private void stateOf(Instant at, Leg leg, int state) {
        switch (state) {
            case 4 -> calls(at, leg);
            case 5 -> dialling.rang(leg, at);
            case 6 -> up(at, leg);
            default -> {
                // Down, dialling and the like: nothing that a person would notice.
            }
        }
    }

    /** A Local half is born in this state too, and is a step of another's call. */
    private void calls(Instant at, Leg leg) {
        if (leg.name.local() || leg.attempt != null) {
            return;
        }
        if (!leg.calling) {
            leg.calling = true;
            leg.bornExten = leg.exten;
        }
        if (leg.call == null) {
            board.open(leg, false, at);
        }
    }

    private void up(Instant at, Leg leg) {
        if (leg.upAt != null) {
            return;
        }
        leg.upAt = at;
        dialling.lifted(leg, at);
        if (leg.call != null && leg == leg.call.principal) {
            leg.call.lineAnswered = true;
        }
    }

    @Override
    public void channelRenamed(Instant at, String id, String newName) {
        Leg leg = board.leg(id);
        if (leg != null && !leg.name.local()) {
            leg.name = ChannelName.parse(newName);
        }
    }

    @Override
    public void applicationStarted(
            Instant at, String id, String name, String context, String exten, String application, String data) {
        advance(at);
        Leg leg = board.legOrPlaceholder(at, id, name);
        if (leg != null) {
            dialplan.started(at, leg, context, exten, application, data);
        }
    }

    @Override
    public void variableSet(Instant at, String id, String variable, String value) {
        Leg leg = board.leg(id);
        if (leg != null) {
            dialplan.variableSet(at, leg, variable, value);
        }
    }

    @Override
    public void dialStarted(
            Instant at, String callerId, String callerName, String destId, String destName, String dialString) {
        advance(at);
        dialling.started(at, callerId, callerName, destId, destName, dialString);
    }

    @Override
    public void dialProgressed(Instant at, String destId, String status) {
        dialling.progressed(at, destId, status);
    }

    @Override
    public void dialEnded(Instant at, String destId, String status, String forward) {
        dialling.ended(at, destId, status, forward);
    }

    @Override
    public void localPaired(Instant at, String oneId, String oneName, String twoId, String twoName) {
        Leg one = board.legOrPlaceholder(at, oneId, oneName);
        Leg two = board.legOrPlaceholder(at, twoId, twoName);
        if (one != null && two != null) {
            board.pair(one, two);
        }
    }

    @Override
    public void bridgeEntered(Instant at, String id, String name, String bridge, String type, String technology) {
        advance(at);
        Leg leg = board.legOrPlaceholder(at, id, name);
        if (leg != null) {
            leg.movedAt = at;
            meetings.entered(at, leg, bridge, Room.Kind.of(type, technology));
        }
    }

    @Override
    public void bridgeLeft(Instant at, String id, String bridge) {
        Leg leg = board.leg(id);
        if (leg != null && leg.room != null && leg.room.id.equals(bridge)) {
            leg.movedAt = at;
            meetings.left(leg);
        }
    }

    @Override
    public void hangupRequested(Instant at, String id, int cause) {
        advance(at);
        Leg leg = board.leg(id);
        if (leg != null) {
            endings.requested(at, leg, cause);
        }
    }

    @Override
    public void softHangupRequested(Instant at, String id) {
        Leg leg = board.leg(id);
        if (leg != null) {
            endings.softRequested(at, leg);
        }
    }

    @Override
    public void hungUp(Instant at, String id, int cause) {
        Leg leg = board.leg(id);
        if (leg != null) {
            endings.gone(at, leg, cause);
        } else {
            board.remember(id);
        }
        advance(at);
    }

    @Override
    public void held(Instant at, String id) {
        Leg leg = board.leg(id);
        if (leg == null || leg.call == null) {
            return;
        }
        if (!leg.call.holders.contains(leg)) {
            leg.call.holders.add(leg);
        }
        board.tell(leg.call, new CallEvent.Held(at));
    }

    @Override
    public void unheld(Instant at, String id) {
        Leg leg = board.leg(id);
        if (leg == null || leg.call == null) {
            return;
        }
        leg.call.holders.remove(leg);
        if (leg.call.holders.isEmpty()) {
            board.tell(leg.call, new CallEvent.Resumed(at));
        }
    }

    @Override
    public void queueJoined(Instant at, String id, String name, String queue) {
        advance(at);
        Leg leg = board.legOrPlaceholder(at, id, name);
        if (leg != null) {
            dialplan.queueJoined(at, leg, queue);
        }
    }

    @Override
    public void queueLeft(Instant at, String id, String queue) {
        Leg leg = board.leg(id);
        if (leg != null) {
            dialplan.queueLeft(at, leg);
        }
    }

    @Override
    public void queueUnserved(Instant at, String id, String queue) {
        Leg leg = board.leg(id);
        if (leg != null) {
            leg.leavingUnserved = true;
        }
    }

    @Override
    public void memberCalled(Instant at, String destId, String queue, String memberName) {
        Leg leg = board.leg(destId);
        if (leg != null) {
            leg.calledByQueue = true;
            leg.memberName = memberName;
        }
    }

    @Override
    public void blindTransferred(Instant at, String transfererId, String transfereeId, String extension) {
        moves.blind(at, board.leg(transfererId), board.leg(transfereeId), extension);
    }

    @Override
    public void attendedTransferred(Instant at, String firstLegId, String secondLegId, String destType) {
        moves.attended(at, board.leg(firstLegId), board.leg(secondLegId), destType);
    }

    @Override
    public void pickedUp(Instant at, String pickerId, String targetId) {
        moves.pickedUp(at, board.leg(pickerId), board.leg(targetId));
    }

    @Override
    public void spyStarted(Instant at, String spyerId) {
        Leg leg = board.leg(spyerId);
        if (leg != null) {
            leg.spying = true;
        }
    }
}
