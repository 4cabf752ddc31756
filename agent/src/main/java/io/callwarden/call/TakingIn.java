package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes over from a snapshot what was not known: calls that were in progress when the agent connected, and what became of those in
 * progress while it did not listen. What a snapshot does not tell (when a phone began to ring, when it was lifted) is left open.
 */
final class TakingIn {
    /** States as in include/asterisk/channelstate.h. */
    private static final int RING = 4;

    private static final int RINGING = 5;
    private static final int UP = 6;

    private final Switchboard board;
    private final Dialling dialling;
    private final Dialplan dialplan;
    private final Meetings meetings;

    TakingIn(Switchboard board, Dialling dialling, Dialplan dialplan, Meetings meetings) {
        this.board = board;
        this.dialling = dialling;
        this.dialplan = dialplan;
        this.meetings = meetings;
    }

    void apply(PbxSnapshot snapshot, Map<String, PbxSnapshot.Channel> listed) {
        Instant askedAt = snapshot.askedAt();
        List<PbxSnapshot.Channel> fresh = new ArrayList<>();
        for (PbxSnapshot.Channel channel : listed.values()) {
            if (board.leg(channel.uniqueid()) == null && !board.isDeparted(channel.uniqueid())) {
                fresh.add(channel);
            }
        }
        // The oldest first: whoever called was there before those who were called for him.
        fresh.sort((one, other) -> other.age().compareTo(one.age()));
        fresh.forEach(channel -> appear(askedAt, channel));
        snapshot.waiting().forEach(waiting -> waits(askedAt, waiting));
        fresh.forEach(channel -> attachDialled(askedAt, channel, listed));
        listed.values().forEach(channel -> catchUp(askedAt, channel));
    }

    private void appear(Instant askedAt, PbxSnapshot.Channel channel) {
        Instant since = askedAt.minus(nonNegative(channel.age()));
        Leg leg = board.add(since, channel.uniqueid(), channel.name(), channel.context());
        if (leg == null) {
            return;
        }
        leg.callerNumber = channel.callerNumber();
        leg.callerName = channel.callerName();
        leg.exten = channel.exten();
        if (isDialled(channel)) {
            return;
        }
        if (channel.state() == UP) {
            foundUp(leg, askedAt);
        }
        if (!leg.name.local()) {
            leg.calling = true;
            leg.bornExten = channel.exten();
            board.open(leg, false, since).lineAnswered = channel.state() == UP;
        }
        if (leg.call != null && !channel.application().equals("Queue")) {
            dialplan.started(
                    askedAt, leg, channel.context(), channel.exten(), channel.application(), channel.applicationData());
        }
        leg.dial = null;
        leg.application = channel.application();
    }

    private static boolean isDialled(PbxSnapshot.Channel channel) {
        return channel.application().startsWith("AppDial")
                || channel.application().equals("AppQueue")
                || channel.state() != RING && channel.state() != UP;
    }

    /** A snapshot does not tell who dials a leg: it is the one of its Linkedid that called. */
    private void attachDialled(Instant askedAt, PbxSnapshot.Channel channel, Map<String, PbxSnapshot.Channel> listed) {
        Leg leg = board.leg(channel.uniqueid());
        if (leg == null || leg.attempt != null || !isDialled(channel)) {
            return;
        }
        Leg caller = callerOf(channel, leg, listed);
        if (caller == null) {
            return;
        }
        dialling.started(leg.appearedAt, caller.id, "", leg.id, "", "");
        if (channel.state() == RINGING) {
            dialling.rang(leg, askedAt);
        } else if (channel.state() == UP) {
            foundUp(leg, askedAt);
        }
    }

    private Leg callerOf(PbxSnapshot.Channel channel, Leg leg, Map<String, PbxSnapshot.Channel> listed) {
        Leg first = board.leg(channel.linkedid());
        if (first != null && first != leg && first.attempt == null) {
            return first;
        }
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

    private void foundUp(Leg leg, Instant askedAt) {
        leg.upAt = askedAt;
        leg.upUnseen = true;
        dialling.lifted(leg, askedAt);
    }

    private void waits(Instant askedAt, PbxSnapshot.Waiting waiting) {
        Leg leg = board.leg(waiting.uniqueid());
        if (leg != null
                && leg.call != null
                && leg.call.state instanceof CallState.InDialplan
                && leg.movedAt.isBefore(askedAt)) {
            dialplan.queueJoined(askedAt.minus(nonNegative(waiting.waited())), leg, waiting.queue());
        }
    }

    /** Where a channel is now, if no event has told it since the question. */
    private void catchUp(Instant askedAt, PbxSnapshot.Channel channel) {
        Leg leg = board.leg(channel.uniqueid());
        if (leg == null || leg.movedAt.isAfter(askedAt)) {
            return;
        }
        if (channel.state() == UP && leg.upAt == null) {
            foundUp(leg, askedAt);
        }
        String room = leg.room == null ? "" : leg.room.id;
        if (room.equals(channel.bridge())) {
            return;
        }
        if (channel.bridge().isEmpty()) {
            meetings.left(leg);
        } else {
            meetings.entered(askedAt, leg, channel.bridge(), kind(channel));
        }
    }

    /** CoreShowChannels names the bridge but not its type. */
    private static Room.Kind kind(PbxSnapshot.Channel channel) {
        return switch (channel.application()) {
            case "Park" -> Room.Kind.PARKING;
            case "ConfBridge", "MeetMe" -> Room.Kind.CONFERENCE;
            case "AgentLogin" -> Room.Kind.WAITING;
            default -> Room.Kind.CONVERSATION;
        };
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
