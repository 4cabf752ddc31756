package io.callwarden.simulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** The counters of one simulated PBX, from which every playing takes its fresh ids. Thread-safe. */
final class Numbering {

    private static final int NUMBERS = 10_000_000;
    /** Has no factor in common with {@link #NUMBERS}: so many numbers come before one comes again. */
    private static final int NUMBER_STEP = 7_368_787;

    private final SplittableRandom random;
    private long uniqueids = 1;
    private long channels;
    private long numbers;

    /** @param seed the same seed gives the same ids */
    Numbering(long seed) {
        this.random = new SplittableRandom(seed);
        this.numbers = random.nextInt(NUMBERS);
    }

    /** The first of {@code count} numbers after the dot of a uniqueid. */
    synchronized long uniqueids(int count) {
        uniqueids += count;
        return uniqueids - count;
    }

    /** The first of {@code count} counters in channel names. */
    synchronized long channels(int count) {
        channels += count;
        return channels - count;
    }

    /** The first of {@code count} ranks for {@link #number(long)}. */
    synchronized long numbers(int count) {
        numbers += count;
        return numbers - count;
    }

    synchronized UUID uuid() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(0xC0L << 56) | 0x80L << 56;
        return new UUID(high, low);
    }

    /** Seven digits that no other rank has. */
    static String number(long rank) {
        String digits = Long.toString(NUMBERS + Math.floorMod(rank * NUMBER_STEP, (long) NUMBERS));
        return digits.substring(1);
    }
}
