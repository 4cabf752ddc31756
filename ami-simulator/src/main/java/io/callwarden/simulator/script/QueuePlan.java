package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.List;

/**
 * A queue of the busy day.
 *
 * @param did the number that leads straight into it
 * @param members who serves it, in the order of the queue
 * @param strategy whom it rings
 * @param timeout how long it keeps a caller
 * @param mailbox the voicemail that takes whoever waited too long; empty for a hang-up
 * @param maxCallers how many may wait at once; more are refused
 * @param wrapUp how long a member is left alone by this queue after he served it
 */
public record QueuePlan(
        String name,
        String did,
        List<Member> members,
        Strategy strategy,
        Duration timeout,
        String mailbox,
        int maxCallers,
        Duration wrapUp) {

    /** Seconds within which a caller should be served, as the queue's configuration says. */
    static final int SERVICE_LEVEL_SECONDS = 20;

    /** A queue that leaves nobody alone. */
    public QueuePlan(
            String name,
            String did,
            List<Member> members,
            Strategy strategy,
            Duration timeout,
            String mailbox,
            int maxCallers) {
        this(name, did, members, strategy, timeout, mailbox, maxCallers, Duration.ZERO);
    }

    public QueuePlan withWrapUp(Duration time) {
        return new QueuePlan(name, did, members, strategy, timeout, mailbox, maxCallers, time);
    }

    /** As in queues.conf. */
    public enum Strategy {
        /** All who are free at once. */
        RINGALL,
        /** One after the other, beginning after the one who was rung last. */
        RRMEMORY,
        /** The one who has been free for longest. */
        LEASTRECENT
    }

    public QueuePlan {
        members = List.copyOf(members);
        if (members.isEmpty() || maxCallers < 1) {
            throw new IllegalArgumentException("queue " + name + " needs a member and room for a caller");
        }
    }
}
