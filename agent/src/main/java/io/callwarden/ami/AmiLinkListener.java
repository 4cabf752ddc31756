package io.callwarden.ami;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.LineSnapshot;
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

    /** A snapshot is complete. Events that happened while it was taken were delivered before, or follow. */
    default void onSnapshot(PbxSnapshot snapshot) {}

    /**
     * As {@link #onSnapshot}, and the PBX is heard again in complete state after it was not.
     *
     * @param blind the time between, in PBX time, until the snapshot was asked for; how many calls were lost in it is not looked at
     */
    default void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {}

    /** All lines, asked for after each snapshot where somebody follows lines. Events in between were delivered before. */
    default void onLines(LineSnapshot snapshot) {}

    /** The PBX is heard again after it was not, but its user may not see its channels: what was missed stays unknown. */
    default void onBlindWithoutSnapshot(BlindInterval blind) {}
}
