package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the board agree with a snapshot. What the snapshot does not tell (when a phone began to ring, when it was lifted) is left open,
 * never made up.
 */
final class Reconciliation {
    /** States as in include/asterisk/channelstate.h. */
    private static final int RING = 4;

    private static final int RINGING = 5;
    private static final int UP = 6;

    private final Switchboard board;
    private final Dialling dialling;
    private final Dialplan dialplan;
    private final Meetings meetings;
    private final Endings endings;

    Reconciliation(Switchboard board, Dialling dialling, Dialplan dialplan, Meetings meetings, Endings endings) {
        this.board = board;
        this.dialling = dialling;
        this.dialplan = dialplan;
        this.meetings = meetings;
        this.endings = endings;
    }

    int apply(PbxSnapshot snapshot, boolean restarted) {
        Map<String, PbxSnapshot.Channel> listed = new HashMap<>();
        for (PbxSnapshot.Channel channel : snapshot.channels()) {
            listed.put(channel.uniqueid(), channel);
        }
        int lost = dropGone(snapshot.askedAt(), listed, restarted);
        takeIn(snapshot, listed);
        return lost;
    }

    private int dropGone(Instant askedAt, Map<String, PbxSnapshot.Channel> listed, boolean restarted) {
        List<Leg> gone = new ArrayList<>();
        for (Leg leg : board.legs()) {
            if (restarted && !listed.containsKey(leg.id)
                    || !listed.containsKey(leg.id) && leg.appearedAt.isBefore(askedAt)) {
                gone.add(leg);
            }
        }
        List<OpenCall> lost = new ArrayList<>();
        for (Leg leg : gone) {
            board.stats.legsEndedUnseen.increment();
            meetings.left(leg);
            board.remove(leg);
            OpenCall call = leg.call;
            if (call != null) {
                call.legs.remove(leg);
                if ((leg == call.principal && call.settleAt == null || call.legs.isEmpty()) && !lost.contains(call)) {
                    lost.add(call);
                }
            }
        }
        int unseen = 0;
        for (OpenCall call : lost) {
            if (!endings.endedBefore(askedAt, call)) {
                unseen++;
            }
        }
        return unseen;
    }

    private void takeIn(PbxSnapshot snapshot, Map<String, PbxSnapshot.Channel> listed) {
        List<PbxSnapshot.Channel> fresh = new ArrayList<>();
        for (PbxSnapshot.Channel channel : listed.values()) {
            if (board.leg(channel.uniqueid()) == null) {
                fresh.add(channel);
            }
        }
        fresh.sort((a, b) -> b.age().compareTo(a.age()));
        for (PbxSnapshot.Channel channel : fresh) {
            appear(snapshot.askedAt(), channel);
        }
        for (PbxSnapshot.Channel channel : fresh) {
            attachDialled(snapshot.askedAt(), channel, listed);
        }
        for (PbxSnapshot.Waiting waiting : snapshot.waiting()) {
            waits(snapshot.askedAt(), waiting);
        }
        for (PbxSnapshot.Channel channel : fresh) {
            Leg leg = board.leg(channel.uniqueid());
            if (leg != null && !channel.bridge().isEmpty() && leg.room == null) {
                meetings.entered(snapshot.askedAt(), leg, channel.bridge(), kind(channel));
            }
        }
    }

    /** CoreShowChannels names the bridge but not its type. */
    private static Room.Kind kind(PbxSnapshot.Channel channel) {
        return switch (channel.application()) {
            case "Park", "ParkedCall" -> channel.state() == UP ? Room.Kind.PARKING : Room.Kind.CONVERSATION;
            case "ConfBridge", "MeetMe" -> Room.Kind.CONFERENCE;
            case "AgentLogin" -> Room.Kind.WAITING;
            default -> Room.Kind.CONVERSATION;
        };
    }

    private void appear(Instant askedAt, PbxSnapshot.Channel channel) {
        Instant since = askedAt.minus(nonNegative(channel.age()));
        Leg leg = board.add(since, channel.uniqueid(), channel.name(), "");
        if (leg == null) {
            return;
        }
        leg.callerNumber = channel.callerNumber();
        leg.callerName = channel.callerName();
        leg.exten = channel.exten();
        if (!leg.name.local()) {
            leg.role = board.roles
                    .decide(leg.name.technology(), leg.name.endpoint(), channel.context())
                    .role();
        }
        if (isDialled(channel)) {
            return;
        }
        if (!leg.name.local()) {
            leg.calling = true;
            leg.bornExten = channel.exten();
            board.open(leg, false, since);
            leg.call.lineAnswered = channel.state() == UP;
        }
        if (channel.state() == UP) {
            leg.upAt = since;
        }
        if (leg.call != null) {
            dialplan.started(
                    askedAt, leg, channel.context(), channel.exten(), channel.application(), channel.applicationData());
            leg.dial = null;
        }
    }

    private static boolean isDialled(PbxSnapshot.Channel channel) {
        return channel.application().startsWith("AppDial")
                || channel.application().equals("AppQueue")
                || channel.state() != RING && channel.state() != UP;
    }

    /** A leg that is dialled belongs to the oldest call of its Linkedid: the snapshot does not tell who dials it. */
    private void attachDialled(Instant askedAt, PbxSnapshot.Channel channel, Map<String, PbxSnapshot.Channel> listed) {
        Leg leg = board.leg(channel.uniqueid());
        if (leg == null || leg.call != null || !isDialled(channel)) {
            return;
        }
        Leg caller = board.leg(channel.linkedid());
        if (caller == null || caller == leg) {
            caller = sameLinkedid(channel, listed, leg);
        }
        if (caller == null) {
            return;
        }
        dialling.started(leg.appearedAt, caller.id, "", leg.id, "", "");
        if (channel.state() == RINGING) {
            dialling.rang(leg, askedAt);
        } else if (channel.state() == UP) {
            leg.upAt = leg.appearedAt;
            dialling.lifted(leg, leg.appearedAt);
        }
    }

    private Leg sameLinkedid(PbxSnapshot.Channel channel, Map<String, PbxSnapshot.Channel> listed, Leg leg) {
        Leg oldest = null;
        for (PbxSnapshot.Channel other : listed.values()) {
            Leg candidate = other.linkedid().equals(channel.linkedid()) ? board.leg(other.uniqueid()) : null;
            if (candidate != null
                    && candidate != leg
                    && candidate.calling
                    && (oldest == null || candidate.appearedAt.isBefore(oldest.appearedAt))) {
                oldest = candidate;
            }
        }
        return oldest;
    }

    private void waits(Instant askedAt, PbxSnapshot.Waiting waiting) {
        Leg leg = board.leg(waiting.uniqueid());
        if (leg != null && leg.call != null && !(leg.call.state instanceof CallState.Queued)) {
            dialplan.queueJoined(askedAt.minus(nonNegative(waiting.waited())), leg, waiting.queue());
        }
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
