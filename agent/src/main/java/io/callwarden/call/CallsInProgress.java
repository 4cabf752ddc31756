package io.callwarden.call;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many calls are in progress, by direction and state. Written by the PBX's thread, read by any. */
public final class CallsInProgress {
    private static final int STATES = LiveState.values().length;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(Direction.values().length * STATES);

    /** Calls now in {@code state} that went {@code direction}. */
    public int count(Direction direction, LiveState state) {
        return counts.get(index(direction, state));
    }

    /** All calls in progress. */
    public int total() {
        int total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        return total;
    }

    void add(Direction direction, LiveState state, int change) {
        counts.addAndGet(index(direction, state), change);
    }

    private static int index(Direction direction, LiveState state) {
        return direction.ordinal() * STATES + state.ordinal();
    }
}
