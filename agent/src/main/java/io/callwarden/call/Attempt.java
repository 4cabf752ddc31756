package io.callwarden.call;

import java.time.Instant;

/** One leg that was dialled, or a phone that the PBX could not even make a leg for. Mutable, owned by the thread of its PBX. */
final class Attempt {
    /** Extension, or number outside. */
    final String extension;

    /** The number dialled through a trunk, empty for a phone. */
    final String number;

    /** The trunk it went out by, empty for a phone. */
    final String trunk;

    /** Half of a Local channel: a step on the way to a phone, no phone. */
    final boolean local;

    /** The phone of the one who clicked to call: he is the caller, nobody who was tried. */
    boolean firstParty;

    /** It was made by a queue. */
    final boolean byQueue;

    /** Which round of dialling it belonged to, counted from 1. */
    int round;

    /** The leg that dials; null when Asterisk itself did. */
    Leg caller;

    /** The attempt through whose Local channel this one was made; null when there was none. */
    Attempt outer;

    RingState ring;

    /** The employee's name as the queue or his phone told it, null when neither did. */
    String memberName;

    /** It met the other side. */
    boolean connected;

    Attempt(
            String extension,
            String number,
            String trunk,
            boolean local,
            boolean firstParty,
            boolean byQueue,
            Instant at) {
        this.extension = extension;
        this.number = number;
        this.trunk = trunk;
        this.local = local;
        this.firstParty = firstParty;
        this.byQueue = byQueue;
        this.ring = RingState.dialled(at);
    }

    /** Whether somebody was to be reached with it. */
    boolean isPhone() {
        return !local && !firstParty;
    }

    /** Whether it belongs into the list of phones that were tried: a trunk is none, unless a queue rings its member through it. */
    boolean isEmployees() {
        return isPhone() && (trunk.isEmpty() || byQueue);
    }
}
