package io.callwarden.queue;

import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One queue at one moment. Immutable; what depends on the time that has passed since is worked out when it is asked for.
 *
 * @param name as Asterisk names it
 * @param serviceLevel Asterisk's own for this queue; zero where none is set
 * @param waiting in the order of their positions
 * @param members in the order in which Asterisk lists them
 */
public record QueueView(String name, Duration serviceLevel, List<WaitingCaller> waiting, List<QueueMember> members) {
    public QueueView {
        waiting = List.copyOf(waiting);
        members = List.copyOf(members);
    }

    /** How long the one who waits longest has waited at {@code now}; zero where nobody waits. */
    public Duration longestWait(Instant now) {
        Instant first = now;
        for (WaitingCaller caller : waiting) {
            first = caller.since().isBefore(first) ? caller.since() : first;
        }
        return Duration.between(first, now);
    }

    /** Members by state at {@code now}, at the index of the state's ordinal; they add up to all members. */
    public int[] membersByState(Instant now) {
        int[] counts = new int[MemberState.values().length];
        for (QueueMember member : members) {
            counts[MemberState.of(member, now).ordinal()]++;
        }
        return counts;
    }
}
