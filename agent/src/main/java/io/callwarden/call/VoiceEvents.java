package io.callwarden.call;

import java.time.Instant;

/**
 * What a PBX says of how voice arrives, in the order in which it says so, on the thread of that PBX. Events may come twice, late, out of
 * order or not at all.
 */
public interface VoiceEvents {
    /**
     * One side told how it hears the other (RTCPSent, RTCPReceived): every five seconds while voice flows.
     *
     * @param channelId empty, as is {@code channel}, where the PBX does not say whose voice it was: the channel was gone before its voice
     */
    void voiceReported(Instant at, String channelId, String channel, VoiceReport report);

    /** A channel is gone (Hangup). */
    void channelGone(Instant at, String channelId);
}
