package io.callwarden.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows who can hear whom: channels in one bridge, with the two halves of a Local channel taken as one. A person has answered when a
 * device and the caller meet here; a channel that is merely up may be a menu.
 */
final class Meetings {
    private final Switchboard board;
    private final Merging merging;
    private final CallAssembler assembler;

    Meetings(Switchboard board, Merging merging) {
        this.board = board;
        this.merging = merging;
        this.assembler = new CallAssembler(board);
    }

    void entered(Instant at, Leg leg, String bridge, Room.Kind kind) {
        if (leg.room != null && !leg.room.id.equals(bridge)) {
            board.leaveRoom(leg);
        }
        Room room = board.roomOf(bridge, kind);
        if (leg.room == null) {
            leg.room = room;
            room.legs.add(leg);
        }
        if (kind == Room.Kind.PARKING) {
            parked(at, leg);
        } else if (room.isForTalking()) {
            met(at, leg, kind);
        }
    }

    private void parked(Instant at, Leg leg) {
        OpenCall call = leg.call;
        if (call == null) {
            return;
        }
        // Parking is asked for by a blind transfer to the parking extension: no transfer to a person.
        int last = call.transfers.size() - 1;
        if (last >= 0
                && !call.transfers.get(last).answered()
                && !call.transfers.get(last).at().plusSeconds(3).isBefore(at)) {
            call.transfers.remove(last);
        }
        call.holders.clear();
        board.tell(call, new CallEvent.Parked(at));
    }

    private void met(Instant at, Leg leg, Room.Kind kind) {
        List<Leg> reached = reachedFrom(leg);
        int devices = devices(reached);
        if (kind == Room.Kind.CONFERENCE) {
            metInConference(at, reached, devices);
            return;
        }
        for (OpenCall call : callsOf(at, reached)) {
            if (devices > 1) {
                connect(at, call, reached);
            }
        }
    }

    private void metInConference(Instant at, List<Leg> reached, int devices) {
        for (int i = 0; i < reached.size(); i++) {
            OpenCall call = reached.get(i).call;
            if (call == null) {
                continue;
            }
            if (devices > 1) {
                connect(at, call, reached);
            } else if (call.state instanceof CallState.InDialplan) {
                board.tell(call, new CallEvent.ConferenceJoined(at));
            }
        }
    }

    /** Every leg that hears {@code leg}, itself included. */
    List<Leg> reachedFrom(Leg leg) {
        List<Leg> reached = new ArrayList<>(4);
        reached.add(leg);
        for (int i = 0; i < reached.size(); i++) {
            Leg next = reached.get(i);
            if (next.otherHalf != null && !reached.contains(next.otherHalf)) {
                reached.add(next.otherHalf);
            }
            if (next.room != null && next.room.isForTalking()) {
                for (Leg other : next.room.legs) {
                    if (!other.spying && !reached.contains(other)) {
                        reached.add(other);
                    }
                }
            }
        }
        return reached;
    }

    static int devices(List<Leg> legs) {
        int devices = 0;
        for (Leg leg : legs) {
            if (leg.isDevice()) {
                devices++;
            }
        }
        return devices;
    }

    /** The calls of those who meet: one, unless two customers are put through to each other. */
    private List<OpenCall> callsOf(Instant at, List<Leg> reached) {
        List<OpenCall> calls = new ArrayList<>(1);
        for (Leg leg : reached) {
            if (leg.call != null && !calls.contains(leg.call)) {
                add(at, calls, leg.call);
            }
        }
        if (!calls.isEmpty()) {
            for (Leg leg : reached) {
                if (leg.call == null) {
                    board.join(calls.get(0), leg);
                }
            }
        }
        return calls;
    }

    private void add(Instant at, List<OpenCall> calls, OpenCall more) {
        for (int i = 0; i < calls.size(); i++) {
            if (merging.areOne(calls.get(i), more)) {
                calls.set(i, merging.merge(at, calls.get(i), more));
                return;
            }
        }
        calls.add(more);
    }

    private void connect(Instant at, OpenCall call, List<Leg> reached) {
        for (Leg leg : reached) {
            if (leg.attempt != null && leg.upAt != null && !leg.attempt.connected && leg.isDevice()) {
                leg.attempt.connected = true;
                call.lifts.add(leg.upAt);
            }
        }
        if (!reached.contains(call.principal) || !call.isGoingOn()) {
            return;
        }
        Leg partner = partner(call, reached);
        if (partner == null) {
            return;
        }
        if (call.partner != partner) {
            call.partner = partner;
            call.holders.clear();
            if (!partner.upUnseen) {
                call.lifts.add(liftedAt(at, call, partner));
            }
        }
        call.partnerLeft = false;
        board.tell(call, new CallEvent.Connected(at, answerOf(at, call, partner)));
        Moves.reachedSomebody(call, partner);
        tellTalk(call);
    }

    private void tellTalk(OpenCall call) {
        TalkBegun talk = assembler.talk(call);
        if (!talk.equals(call.talkTold)) {
            call.talkTold = talk;
            board.listener.talkBegan(talk);
        }
    }

    /** Of those who hear the principal, the one who came last. */
    private static Leg partner(OpenCall call, List<Leg> reached) {
        Leg partner = null;
        for (Leg leg : reached) {
            if (leg != call.principal
                    && leg.isDevice()
                    && leg.hangupRequestedAt == null
                    && (partner == null || !leg.appearedAt.isBefore(partner.appearedAt))) {
                partner = leg;
            }
        }
        return partner;
    }

    private Answer answerOf(Instant at, OpenCall call, Leg partner) {
        String name = board.rules.names().get(partner.label());
        if (name == null && partner.attempt != null) {
            name = partner.attempt.memberName;
        }
        if (name == null && !partner.isTrunk() && !partner.callerName.isEmpty()) {
            name = partner.callerName;
        }
        return new Answer(partner.label(), name, partner.upUnseen ? null : liftedAt(at, call, partner));
    }

    /** The moment the phone was lifted; a party that was on the line before it was asked for has answered only now. */
    private static Instant liftedAt(Instant at, OpenCall call, Leg partner) {
        if (partner.room != null && partner.room.kind == Room.Kind.CONFERENCE) {
            return at;
        }
        Instant lifted = partner.upAt;
        Instant asked = call.state.journey().askedAt();
        if (lifted == null || lifted.isAfter(at) || lifted.isBefore(asked == null ? call.startedAt : asked)) {
            return at;
        }
        return lifted;
    }

    void left(Leg leg) {
        board.leaveRoom(leg);
    }
}
