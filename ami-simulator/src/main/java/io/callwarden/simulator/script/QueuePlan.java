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
 */
public record QueuePlan(
        String name,
        String did,
        List<Member> members,
        Strategy strategy,
        Duration timeout,
        String mailbox,
        int maxCallers) {

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
