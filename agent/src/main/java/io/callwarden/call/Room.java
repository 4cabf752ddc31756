package io.callwarden.call;

import java.util.ArrayList;
import java.util.List;

/** One bridge and the channels in it that are known. Mutable, owned by the thread of its PBX. */
final class Room {
    final String id;
    final Kind kind;
    final List<Leg> legs = new ArrayList<>(2);

    /** What being in a bridge means for a caller. */
    enum Kind {
        /** People talk, and whoever meets here belongs to one call. */
        CONVERSATION,
        /** People talk, each in a call of his own. */
        CONFERENCE,
        /** Music, until somebody fetches the call. */
        PARKING,
        /** A waiting room of agents or of announcements: nobody talks. */
        WAITING;

        /** Bridge types and technologies as in bridge.c and bridge_holding.c. */
        static Kind of(String type, String technology) {
            return switch (type) {
                case "parking" -> PARKING;
                case "base" -> CONFERENCE;
                case "agent_hold" -> WAITING;
                default -> technology.equals("holding_bridge") ? WAITING : CONVERSATION;
            };
        }
    }

    Room(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    boolean isForTalking() {
        return kind == Kind.CONVERSATION || kind == Kind.CONFERENCE;
    }
}
