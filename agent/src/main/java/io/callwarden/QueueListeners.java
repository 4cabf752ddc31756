package io.callwarden;

import io.callwarden.call.QueueEvents;
import io.callwarden.call.QueueMember;
import java.time.Instant;

/** Tells two of what happens in queues, one after the other. */
record QueueListeners(QueueEvents first, QueueEvents second) implements QueueEvents {
    @Override
    public void callerJoined(Instant at, String queue, String callerId, int position) {
        first.callerJoined(at, queue, callerId, position);
        second.callerJoined(at, queue, callerId, position);
    }

    @Override
    public void callerLeft(Instant at, String queue, String callerId) {
        first.callerLeft(at, queue, callerId);
        second.callerLeft(at, queue, callerId);
    }

    @Override
    public void memberChanged(Instant at, QueueMember member) {
        first.memberChanged(at, member);
        second.memberChanged(at, member);
    }

    @Override
    public void memberRemoved(Instant at, String queue, String location) {
        first.memberRemoved(at, queue, location);
        second.memberRemoved(at, queue, location);
    }

    @Override
    public void agentLoggedIn(Instant at, String agent) {
        first.agentLoggedIn(at, agent);
        second.agentLoggedIn(at, agent);
    }

    @Override
    public void agentLoggedOff(Instant at, String agent) {
        first.agentLoggedOff(at, agent);
        second.agentLoggedOff(at, agent);
    }
}
