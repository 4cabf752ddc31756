package io.callwarden.ami;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.PbxSnapshot;
import java.time.Instant;

/** Is told how the link to one PBX fares. Called on its event loop: must not block. */
public interface AmiLinkListener {
    /** The link is in another state than before. */
    default void onState(LinkState state) {}

    /** Logged in, and the PBX asked about itself: before its first event at the first connection, after its snapshot at later ones. */
    default void onFacts(PbxFacts facts) {}

    /** The link is lost; {@code lastHeard} is the last moment, in PBX time, at which the PBX was heard. */
    default void onLost(Instant lastHeard, String reason) {}

    /**
     * A snapshot is complete. Events that happened while it was taken were delivered before, or follow.
     *
     * @param restarted true if Asterisk was restarted since the snapshot before
     */
    default void onSnapshot(PbxSnapshot snapshot, boolean restarted) {}

    /**
     * The PBX is heard again, in complete state; comes after the snapshot that ended a time in which it was not.
     *
     * @param from last moment at which it was heard, in PBX time
     * @param until when the snapshot was asked for, in PBX time
     */
    default void onBlind(Instant from, Instant until, BlindInterval.Reason reason) {}
}
