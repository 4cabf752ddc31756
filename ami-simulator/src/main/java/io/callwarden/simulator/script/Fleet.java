package io.callwarden.simulator.script;

import io.callwarden.simulator.TimedMessage;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Several made-up houses with the same customers: whoever was missed at one is called back from any of them, calls another one and is answered
 * there, or is missed there too. Each house has a PBX of its own, whose Uniqueids are not told from those of the others. Immutable.
 */
public final class Fleet {
    private final Map<String, BusyDay> houses;
    private final long seed;

    /**
     * One event on one PBX.
     *
     * @param site the house
     * @param message with its offset from the begin
     */
    public record Sent(String site, TimedMessage message) {}

    /** Is told of calls when they are over. */
    @FunctionalInterface
    public interface Ends {
        /** @param at when the last event of the call was given */
        void ended(String site, Truth truth, Instant at);
    }

    /**
     * Houses without a routine: everybody is always there.
     *
     * @param houses by name
     * @param seed of what is left to chance between them
     */
    public Fleet(Map<String, BusyDay> houses, long seed) {
        this.houses = new LinkedHashMap<>(houses);
        this.seed = seed;
        if (houses.isEmpty()) {
            throw new IllegalArgumentException("a fleet has at least one house");
        }
        if (houses.values().stream().anyMatch(day -> !day.routine().equals(Routine.NONE))) {
            throw new IllegalArgumentException("the houses of a fleet have no routine");
        }
    }

    /** The names of the houses and what each of them is. */
    public Map<String, BusyDay> houses() {
        return Map.copyOf(houses);
    }

    /**
     * The events of all houses in the order of time, made while they are asked for.
     *
     * @param from when the first call may come
     * @param calls how many begin, 1 or more
     * @param truths told of each call when its last event is about to be given
     * @param customers told what became of everybody who was missed, after the last event; what was to follow on later calls has not happened
     */
    public Iterator<Sent> play(Instant from, long calls, Ends truths, Consumer<CustomerTruth> customers) {
        if (calls < 1) {
            throw new IllegalArgumentException("a day has at least one call, not " + calls);
        }
        return new FleetStream(houses, seed, from, calls, truths, customers);
    }
}
