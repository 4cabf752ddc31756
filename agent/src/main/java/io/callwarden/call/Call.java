package io.callwarden.call;

import java.util.List;

/**
 * What one caller lived through from entering the PBX to leaving it: the record that is kept, exported and told. Immutable.
 *
 * @param id its name for ever
 * @param direction which way it went
 * @param caller who started it
 * @param did the number dialled: for an inbound call what the caller dialled; null when not known
 * @param trunk the trunk it came in or went out by; null for an internal call
 * @param queueVisits every queue it was in or was refused by, in order
 * @param outcome what became of it
 * @param stage how far it got
 * @param missed inbound, asked for a person, not answered, and no short abandon
 * @param shortAbandon would be missed, but the caller gave up within the short limit
 * @param answer who answered first; null where nobody did
 * @param rang every phone that was tried, in order
 * @param transfers every transfer, in order
 * @param times when and how long
 * @param endedBy who ended it; null where that was not seen
 * @param hangupCause Q.850 cause of the caller's channel, 0 to 127; null where that was not seen
 */
public record Call(
        CallId id,
        Direction direction,
        Caller caller,
        String did,
        String trunk,
        List<QueueVisit> queueVisits,
        Outcome outcome,
        Stage stage,
        boolean missed,
        boolean shortAbandon,
        Answer answer,
        List<Ring> rang,
        List<Transfer> transfers,
        CallTimes times,
        EndedBy endedBy,
        Integer hangupCause) {

    public Call {
        queueVisits = List.copyOf(queueVisits);
        rang = List.copyOf(rang);
        transfers = List.copyOf(transfers);
    }

    /** The queue joined, or that refused the call, last; null where there was none. */
    public String queue() {
        return queueVisits.isEmpty()
                ? null
                : queueVisits.get(queueVisits.size() - 1).queue();
    }

    /** Whether a person was asked for. */
    public boolean asked() {
        return times.askedAt() != null;
    }

    /** Inbound and over before a person was asked for. */
    public boolean lostBeforeAsking() {
        return direction == Direction.INBOUND && outcome != Outcome.ANSWERED && !asked();
    }
}
