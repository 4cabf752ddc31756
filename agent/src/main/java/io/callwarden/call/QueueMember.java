package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * One member of one queue as the PBX describes it: in every event about it, and in snapshots. Strings are empty where it gives no value.
 *
 * @param queue name of the queue
 * @param name of the member: the employee, where it is set
 * @param location what is dialled, such as {@code PJSIP/101} or {@code Local/101@from-queue/n}; with the queue it identifies the member
 * @param device whose state counts, such as {@code PJSIP/101}
 * @param state of that device
 * @param inCall whether it is in a call of a queue; Asterisk 13.8 and later, false before. No event tells that it begins, so that it may be
 *     false in a call; the device shows it
 * @param paused gets no calls until unpaused
 * @param pauseReason empty where none was given
 * @param lastCallAt when its last call of this queue ended; null before the first, or where it is not told
 * @param wrapUp how long after a call this member is left alone; zero where none is set for it, though there may be one for the whole
 *     queue, which is not told; null where neither is (before Asterisk 16.3)
 */
public record QueueMember(
        String queue,
        String name,
        String location,
        String device,
        DeviceState state,
        boolean inCall,
        boolean paused,
        String pauseReason,
        Instant lastCallAt,
        Duration wrapUp) {

    /** The same with another time of rest. */
    public QueueMember withWrapUp(Duration other) {
        return new QueueMember(queue, name, location, device, state, inCall, paused, pauseReason, lastCallAt, other);
    }
}
