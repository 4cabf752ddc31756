package io.callwarden.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One supervised call while it lasts: its state, the phones tried for it and the legs that take part. Mutable, owned by the thread of
 * its PBX.
 */
final class OpenCall {
    final CallId id;
    final Instant startedAt;
    final Leg root;

    /** Asterisk itself made the first leg: click-to-call, call file, call back. */
    final boolean originated;

    final List<Leg> legs = new ArrayList<>(4);
    final List<Attempt> attempts = new ArrayList<>(4);
    final List<Transfer> transfers = new ArrayList<>(0);

    Direction direction;
    CallState state;

    /** The party whose call this is: the caller, or whoever is left of it after he sent the other side on. */
    Leg principal;

    String did = "";
    String didVariable = "";

    /** The dialplan gave up: busy or congestion tone, or Hangup, before the caller did. */
    boolean pbxGaveUp;

    /** Something answered the caller's line, be it a menu. */
    boolean lineAnswered;

    /** The one who talks with the principal now or did last; null before. */
    Leg partner;

    /** The partner ended the conversation, and nothing came after it. */
    boolean partnerLeft;

    /** How many of its visits to queues the listener knows. */
    int visitsTold;

    /** What the listener knows of a talk in it; null while there was none. */
    TalkBegun talkTold;

    int round;

    /** When phones were lifted and met the other side. */
    final List<Instant> lifts = new ArrayList<>(1);

    /** Legs that now have the other side on hold. */
    final List<Leg> holders = new ArrayList<>(0);

    /** From when on the rest of it does not count; null while the principal is there. */
    Instant settleAt;

    Instant endedAt;
    EndedBy endedBy;
    int hangupCause;

    /** Merged into another: it gets no record of its own. */
    boolean absorbed;

    OpenCall(CallId id, Leg root, Direction direction, boolean originated, Instant startedAt) {
        this.id = id;
        this.root = root;
        this.principal = root;
        this.direction = direction;
        this.originated = originated;
        this.startedAt = startedAt;
        this.state = new CallState.InDialplan(Journey.startingAt(startedAt));
    }

    boolean hasPhoneBeingTried() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            if (attempt.isPhone() && attempt.ring.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Its principal is still there and nobody has begun to end it. */
    boolean isGoingOn() {
        return principal.hangupRequestedAt == null && principal.softHangupAt == null && settleAt == null;
    }
}
