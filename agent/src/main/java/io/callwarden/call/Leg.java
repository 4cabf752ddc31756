package io.callwarden.call;

import java.time.Instant;
import java.util.List;

/** One live channel and what ties it to others. Mutable, owned by the thread of its PBX, known only inside this package. */
final class Leg {
    final String id;
    final Instant appearedAt;

    ChannelName name;
    LineRoles.Role role;
    /** The extension that it dialled, or that it is at now. */
    String exten = "";

    /** The extension that it dialled when it appeared; empty for a leg that was dialled. */
    String bornExten = "";

    String callerNumber = "";
    String callerName = "";

    /** It called us, or runs the dialplan on its own: it was not only dialled. */
    boolean calling;

    /** Its birth was heard. */
    boolean bornInSight;

    /** Somebody sent it on: it runs the dialplan by itself, though Asterisk may still show what had dialled it. */
    boolean sentOn;

    /** It listens in and is no party. */
    boolean spying;

    Instant upAt;

    /** It was found up in a snapshot: since when is not known. */
    boolean upUnseen;

    /** Last event that moved it; a snapshot that was asked for before that is older than what is known. */
    Instant movedAt;

    Instant hangupRequestedAt;
    Instant softHangupAt;

    /** The supervised call it takes part in; null while it has none. */
    OpenCall call;

    /** The attempt that dialled it; null for one that called by itself. */
    Attempt attempt;

    /** The other half of its Local channel; null when it has none, or not yet. */
    Leg otherHalf;

    /** The bridge it is in; null when in none. */
    Room room;

    /** The dialplan application it runs, with its data; empty while none was seen. */
    String application = "";

    String applicationData = "";

    /** When it was announced; null while none was. */
    Instant applicationAt;

    /** The Dial it runs, until it is known whom it could not reach; null while it runs none. */
    RunningDial dial;

    /** The queue whose application it runs and that has not yet taken it in; empty otherwise. */
    String knockingAt = "";

    /** A queue said that it is about to ring this leg. */
    boolean calledByQueue;

    /** The name under which a queue rings this leg; empty where no queue does. */
    String memberName = "";

    /** The PBX said that the queue did not serve this caller, and not yet that he left it. */
    boolean leavingUnserved;

    /** The extension that a dialplan said it would ring (FreePBX); empty where it did not. */
    String intended = "";

    Leg(String id, ChannelName name, Instant appearedAt) {
        this.id = id;
        this.name = name;
        this.appearedAt = appearedAt;
        this.movedAt = appearedAt;
    }

    boolean isDevice() {
        return !name.local() && !spying;
    }

    boolean isTrunk() {
        return role == LineRoles.Role.TRUNK;
    }

    String dialledExten() {
        return bornExten.isEmpty() ? exten : bornExten;
    }

    /** What a person calls this leg: its extension, or the number behind a trunk. */
    String label() {
        if (isTrunk() && attempt != null && !attempt.number.isEmpty()) {
            return attempt.number;
        }
        if (isTrunk() && !callerNumber.isEmpty()) {
            return callerNumber;
        }
        return name.number();
    }

    /** A Dial application in progress: whom it names and who of them got a leg. */
    static final class RunningDial {
        final Instant startedAt;
        final List<DialTarget> missing;
        boolean reachedSomebody;

        /**
         * Nothing is known of whom it dials: after a blind transfer Asterisk announces the new extension with the data of the Dial
         * before it.
         */
        final boolean stale;

        RunningDial(Instant startedAt, List<DialTarget> missing, boolean stale) {
            this.startedAt = startedAt;
            this.missing = missing;
            this.stale = stale;
        }
    }
}
