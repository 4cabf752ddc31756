package io.callwarden.call;

import java.time.Instant;

/**
 * What a PBX says happens to its channels, in the order in which it says so. All methods are called on the one thread of that PBX.
 *
 * <p>Every channel is named by its Uniqueid, since names move between channels, and by its name at that moment, so that a channel whose
 * birth was not heard can still be placed. Strings are never null; they are empty where Asterisk gave no value. Events may come twice,
 * late, out of order or not at all: none of that is an error.
 */
public interface PbxEvents {
    /**
     * A channel was made (Newchannel).
     *
     * @param state AST_STATE number: 4 for one that calls us, 0 for one that we are about to call
     * @param exten the extension dialled, for one that calls us
     */
    void channelAppeared(
            Instant at,
            String id,
            String name,
            int state,
            String context,
            String exten,
            String callerNumber,
            String callerName);

    /** Its state changed to {@code state} (Newstate): 4 it calls us, 5 it rings, 6 it is up. */
    void channelStateChanged(Instant at, String id, String name, int state);

    /** It got another name (Rename). */
    void channelRenamed(Instant at, String id, String newName);

    /** A dialplan application started on it (Newexten). */
    void applicationStarted(
            Instant at, String id, String name, String context, String exten, String application, String data);

    /** A channel variable was set (VarSet); the name comes without leading underscores. */
    void variableSet(Instant at, String id, String variable, String value);

    /**
     * {@code callerId} starts to dial {@code destId} (DialBegin).
     *
     * @param callerId empty when Asterisk itself dials (Originate, call file)
     */
    void dialStarted(Instant at, String callerId, String callerName, String destId, String destName, String dialString);

    /** A dialled channel made progress (DialState): RINGING, PROGRESS or PROCEEDING. */
    void dialProgressed(Instant at, String destId, String status);

    /**
     * A dial attempt ended (DialEnd).
     *
     * @param forward where the called phone sent the call on to, empty when it did not
     */
    void dialEnded(Instant at, String destId, String status, String forward);

    /** The two halves of a Local channel were joined (LocalBridge). */
    void localPaired(Instant at, String oneId, String oneName, String twoId, String twoName);

    /**
     * A channel entered a bridge (BridgeEnter).
     *
     * @param type bridge type: basic, base (ConfBridge), stasis, parking, agent_hold
     * @param technology such as simple_bridge or holding_bridge
     */
    void bridgeEntered(Instant at, String id, String name, String bridge, String type, String technology);

    /** A channel left a bridge (BridgeLeave). */
    void bridgeLeft(Instant at, String id, String bridge);

    /** The far end asked to end this leg (HangupRequest); {@code cause} is -1 where it was not told. */
    void hangupRequested(Instant at, String id, int cause);

    /** Asterisk asked to end this leg (SoftHangupRequest). */
    void softHangupRequested(Instant at, String id);

    /** The channel is gone (Hangup). */
    void hungUp(Instant at, String id, int cause);

    /** This channel put the other side on hold (Hold). */
    void held(Instant at, String id);

    /** This channel took the other side back (Unhold). */
    void unheld(Instant at, String id);

    /** A caller entered a queue (QueueCallerJoin). */
    void queueJoined(Instant at, String id, String name, String queue);

    /** A caller is no longer in a queue (QueueCallerLeave); why is not said. */
    void queueLeft(Instant at, String id, String queue);

    /** A caller left a queue unserved, for whatever reason (QueueCallerAbandon). */
    void queueUnserved(Instant at, String id, String queue);

    /** A queue is about to ring a member (AgentCalled). */
    void memberCalled(Instant at, String destId, String queue, String memberName);

    /** A party was sent on without being announced (BlindTransfer with Result Success). */
    void blindTransferred(Instant at, String transfererId, String transfereeId, String extension);

    /**
     * A party was handed over after, or during, a second call (AttendedTransfer with Result Success).
     *
     * @param destType Bridge, App, Link or Threeway
     */
    void attendedTransferred(Instant at, String firstLegId, String secondLegId, String destType);

    /** {@code pickerId} answers a call that rang at {@code targetId} (Pickup). */
    void pickedUp(Instant at, String pickerId, String targetId);

    /** {@code spyerId} listens in on others (ChanSpyStart) and is no party of any call from now on. */
    void spyStarted(Instant at, String spyerId);
}
