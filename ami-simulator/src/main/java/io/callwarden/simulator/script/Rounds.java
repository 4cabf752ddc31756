package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/** Whom a queue rings next for one caller, and what they will do. */
public interface Rounds {
    /**
     * The phones that are rung at once now; empty if nobody is free.
     *
     * @param position the round in which this caller is, from 0
     */
    List<Phone> next(Instant now, int position);

    /** A phone is no longer tried for this caller. */
    default void released(String extension, Instant at) {}

    /** These rounds one after the other, and then nobody. */
    static Rounds of(List<List<Phone>> rounds) {
        Queue<List<Phone>> left = new ArrayDeque<>(rounds);
        return (now, position) -> left.isEmpty() ? List.of() : left.remove();
    }

    /** One phone a round. */
    static Rounds oneByOne(Phone... phones) {
        return of(Stream.of(phones).map(List::of).toList());
    }

    /** All of them in each of so many rounds. */
    static Rounds together(int rounds, Phone... phones) {
        return of(Collections.nCopies(rounds, List.of(phones)));
    }

    /** How a queue rings. */
    record Timing(Duration rings, Duration retries) {
        /** Rings for 4 s, then pauses for 1 s. */
        public static final Timing FOUR_SECONDS = new Timing(Duration.ofSeconds(4), Duration.ofSeconds(1));
    }
}
