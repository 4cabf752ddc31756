package io.callwarden.call;

import java.time.Instant;

/** Makes one call of two when the PBX shows that they are one: a consultation, a pickup, a retrieval from the park. */
final class Merging {
    private final Switchboard board;

    Merging(Switchboard board) {
        this.board = board;
    }

    /** Two customers who are put through to each other lived through a call each; everything else that meets is one call. */
    boolean areOne(OpenCall one, OpenCall two) {
        return one == two || one.direction != two.direction || one.direction == Direction.INTERNAL;
    }

    /** The one call that both are from now on: the customer's before an employee's, the older before the younger. */
    OpenCall merge(Instant at, OpenCall one, OpenCall two) {
        if (one == two) {
            return one;
        }
        boolean oneStays = stays(one, two);
        OpenCall kept = oneStays ? one : two;
        OpenCall merged = oneStays ? two : one;
        CallState left = merged.state;
        board.close(merged, kept);
        merged.absorbed = true;
        for (Attempt attempt : merged.attempts) {
            attempt.round = kept.round;
            // A program that dials for a caller (ARI) makes calls of its own, which are none when the two meet.
            attempt.firstParty &= kept.originated;
            kept.attempts.add(attempt);
        }
        kept.transfers.addAll(merged.transfers);
        kept.lifts.addAll(merged.lifts);
        board.stats.callsMerged.increment();
        board.listener.callMerged(merged.id, kept.id);
        board.note(kept, at, "the call that " + merged.root.label() + " began becomes part of it");
        if (left instanceof CallState.Queued queued) {
            // An attended transfer to a queue: the customer takes the transferer's place in it.
            board.tell(kept, new CallEvent.QueueJoined(at, queued.queue()));
        }
        return kept;
    }

    private static boolean stays(OpenCall one, OpenCall two) {
        if (one.direction != two.direction) {
            return one.direction.compareTo(two.direction) < 0;
        }
        return !one.startedAt.isAfter(two.startedAt);
    }
}
