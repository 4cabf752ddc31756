package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * What a PBX says of its phones and trunks, in the order in which it says so, on the thread of that PBX. A line is named as a channel of
 * it would be, such as {@code PJSIP/101}. Events may come twice, late, out of order or not at all.
 */
public interface LineEvents {
    /** The state of a device changed (DeviceStateChange). Also told of things that are no lines, such as {@code Queue:sales}. */
    void deviceStateChanged(Instant at, String device, DeviceState state);

    /**
     * One address at which a line is registered or configured changed (ContactStatus).
     *
     * @param address the contact's URI; a line may have several
     * @param contact what became of it
     * @param roundTrip how long its answer to a qualify took; null where it was not measured
     */
    default void contactChanged(Instant at, String line, String address, Contact contact, Duration roundTrip) {}

    /** What the PBX says of a whole line (PeerStatus): registered or reachable, or not any more. */
    default void peerChanged(Instant at, String line, boolean reachable) {}

    /**
     * Our own registration with a provider changed (Registry).
     *
     * @param server with whom, as the PBX names it
     * @param registered whether it stands now
     * @param cause why not; empty where that is not said
     */
    default void registrationChanged(
            Instant at, String tech, String user, String server, boolean registered, String cause) {}

    /** A channel was made (Newchannel); {@code calling} is true where the line calls us, false where we call it. */
    default void channelAppeared(Instant at, String channelId, String channel, boolean calling) {}

    /** A channel was answered, by us or by the line (Newstate Up). */
    default void channelUp(Instant at, String channelId) {}

    /** A channel is gone (Hangup); {@code cause} is a Q.850 cause as Asterisk maps it, 0 where there is none. */
    default void channelGone(Instant at, String channelId, String channel, int cause) {}

    /** What became of one address of a line. */
    enum Contact {
        /** It is there and answers, or is not asked. */
        REACHABLE,
        /** It does not answer. */
        UNREACHABLE,
        /** It is no longer registered. */
        REMOVED,
        /** It is there; whether it answers is not known yet. */
        UNKNOWN
    }
}
