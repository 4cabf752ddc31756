package io.callwarden.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Which employee talked when in a call, by its record. At any moment the other side talks with one of them: with who answered last and did
 * not pass the call on since. An internal call has an employee at either end. Pure.
 */
public final class Talks {
    private final Call call;
    private final Answer answer;
    private final List<Talk> talks = new ArrayList<>(2);
    private String holder;
    private Instant since;

    /**
     * One employee on the phone without a break.
     *
     * @param extension whose phone; null where that is not known
     * @param until after {@code from}
     */
    public record Talk(String extension, Instant from, Instant until) {}

    /** Somebody took the call, or with {@code takes} null let go of it. */
    private record Turn(Instant at, String leaves, String takes) {}

    private Talks(Call call) {
        this.call = call;
        answer = call.answer();
    }

    /** In the order of their ends; empty where nobody answered, or where the beginning or the end was not seen. */
    public static List<Talk> of(Call call) {
        Answer answer = call.answer();
        if (answer == null || answer.at() == null || call.times().endedAt() == null) {
            return List.of();
        }
        return new Talks(call).sweep();
    }

    private List<Talk> sweep() {
        String caller = call.caller().number();
        if (call.direction() == Direction.OUTBOUND) {
            hand(caller, answer.at());
        } else {
            hand(answer.extension(), answer.at());
        }
        for (Turn turn : turns()) {
            if (turn.takes != null) {
                hand(turn.takes, turn.at);
            } else if (turn.leaves != null && turn.leaves.equals(holder)) {
                hand(null, turn.at);
            }
        }
        hand(null, call.times().endedAt());
        if (call.direction() == Direction.INTERNAL && caller != null) {
            talks.add(new Talk(caller, answer.at(), call.times().endedAt()));
        }
        return talks;
    }

    private void hand(String next, Instant at) {
        if (holder != null && at.isAfter(since)) {
            talks.add(new Talk(holder, since, at));
        }
        holder = next;
        since = at;
    }

    private List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Ring ring : call.rang()) {
            if (ring.result() == RingResult.ANSWERED) {
                Instant taken = takenAt(ring);
                if (taken.isAfter(answer.at())) {
                    turns.add(new Turn(taken, null, ring.extension()));
                }
            }
        }
        for (Transfer transfer : call.transfers()) {
            turns.add(new Turn(transfer.at(), transfer.from(), null));
            if (transfer.kind() == Transfer.Kind.ATTENDED && transfer.answered() && !rangFor(transfer)) {
                turns.add(new Turn(transfer.at(), null, transfer.to()));
            }
        }
        // Whoever lets go does so before the next one takes it.
        turns.removeIf(turn -> turn.at.isAfter(call.times().endedAt()));
        turns.sort(Comparator.comparing(Turn::at).thenComparing(turn -> turn.takes != null));
        return turns;
    }

    /** One who was asked before an attended transfer talked with the transferer until then. */
    private Instant takenAt(Ring ring) {
        Instant lifted = ring.triedAt().plus(ring.rang());
        for (Transfer transfer : call.transfers()) {
            boolean asked =
                    transfer.kind() == Transfer.Kind.ATTENDED && Objects.equals(ring.extension(), transfer.to());
            if (asked && transfer.at().isAfter(lifted)) {
                return transfer.at();
            }
        }
        return lifted;
    }

    private boolean rangFor(Transfer transfer) {
        for (Ring ring : call.rang()) {
            if (ring.result() == RingResult.ANSWERED && !takenAt(ring).isBefore(transfer.at())) {
                return true;
            }
        }
        return false;
    }
}
