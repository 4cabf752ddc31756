package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who is busy until when. Calls are made in the order in which they begin, so whoever called first has the first choice; a phone that an
 * earlier caller will still ring or talk with is busy for all later ones.
 */
final class Staff {
    private static final Duration WRAP_UP = Duration.ofSeconds(2);

    private final Map<String, Instant> busyUntil = new HashMap<>();
    private final Roster roster;

    Staff(Roster roster) {
        this.roster = roster;
    }

    boolean isThere(String extension, Instant at) {
        return roster.isThere(extension, at);
    }

    boolean serves(Member member, Instant at) {
        return roster.serves(member, at);
    }

    boolean isFree(String extension, Instant at) {
        return !busyUntil.getOrDefault(extension, Instant.MIN).isAfter(at) && isThere(extension, at);
    }

    /** When this phone was busy last; the beginning of time if never. */
    Instant freeSince(String extension) {
        return busyUntil.getOrDefault(extension, Instant.MIN);
    }

    void busy(String extension, Instant until) {
        busyUntil.put(extension, until);
    }

    /** A phone may have rung until then; one that was busy with another call stays so. */
    void rang(String extension, Instant until) {
        if (isFree(extension, until)) {
            busyUntil.put(extension, until);
        }
    }

    /** A talk is over; the phone is left alone for a moment. */
    void talked(String extension, Instant until) {
        busyUntil.put(extension, until.plus(WRAP_UP));
    }

    /** One of these who is free, or nobody. */
    Optional<String> anyFree(Collection<String> extensions, Instant at, RandomGenerator random) {
        List<String> free =
                extensions.stream().filter(extension -> isFree(extension, at)).toList();
        return free.isEmpty() ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
    }
}
