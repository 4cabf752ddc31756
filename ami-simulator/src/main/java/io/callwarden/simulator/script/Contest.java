package io.callwarden.simulator.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Phones that are tried at once: what they do next, in the order of time. */
final class Contest {
    private final List<Attempt> running = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();

    void add(Attempt attempt, Instant called) {
        running.add(attempt);
        Phone phone = attempt.phone();
        phone.rings().ifPresent(time -> moments.add(new Moment(called.plus(time), attempt, true)));
        if (phone.reaction() != Phone.Reaction.IGNORES) {
            moments.add(new Moment(called.plus(phone.after()), attempt, false));
        }
        moments.sort(Comparator.comparing(Moment::at));
    }

    /** Takes the next thing that a phone does, if it does it before this instant. */
    Optional<Moment> next(Instant limit) {
        if (moments.isEmpty() || !moments.get(0).at().isBefore(limit)) {
            return Optional.empty();
        }
        return Optional.of(moments.remove(0));
    }

    /** This phone is out of it. */
    void drop(Attempt attempt) {
        running.remove(attempt);
        moments.removeIf(moment -> moment.attempt() == attempt);
    }

    List<Attempt> running() {
        return List.copyOf(running);
    }

    boolean isOver() {
        return running.isEmpty();
    }

    /**
     * A phone does something.
     *
     * @param rings it begins to ring; otherwise it reacts as {@link Phone#reaction()} says
     */
    record Moment(Instant at, Attempt attempt, boolean rings) {}
}
