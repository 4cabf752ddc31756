package io.callwarden.call;

import java.time.Instant;

/**
 * What a PBX says happens in its queues, in the order in which it says so, on the thread of that PBX. Events may come twice, late, out of
 * order or not at all. How a caller left, and why, is told by {@link CallListener}, which knows the whole call.
 */
public interface QueueEvents {
    /** A caller entered a queue (QueueCallerJoin); {@code position} begins at 1. */
    default void callerJoined(Instant at, String queue, String callerId, int position) {}

    /** A caller is no longer in it (QueueCallerLeave). Those behind move up. */
    default void callerLeft(Instant at, String queue, String callerId) {}

    /** A member is there, or something about it changed (QueueMemberAdded, -Status, -Pause, -Penalty, -Ringinuse). */
    void memberChanged(Instant at, QueueMember member);

    /** A member is no longer in the queue (QueueMemberRemoved). */
    void memberRemoved(Instant at, String queue, String location);

    /** Somebody logged in to the agent pool (AgentLogin). */
    default void agentLoggedIn(Instant at, String agent) {}

    /** Somebody logged off from the agent pool (AgentLogoff). */
    default void agentLoggedOff(Instant at, String agent) {}
}
