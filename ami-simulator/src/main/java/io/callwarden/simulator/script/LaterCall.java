package io.callwarden.simulator.script;

import java.time.Instant;

/**
 * A call that follows from an earlier one: an employee calls back, or the customer tries again.
 *
 * @param site at which of several houses, counted from 0
 */
record LaterCall(Instant at, String number, int site, CallScript script) implements Comparable<LaterCall> {
    /** At the only house there is. */
    LaterCall(Instant at, String number, CallScript script) {
        this(at, number, 0, script);
    }

    @Override
    public int compareTo(LaterCall other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : number.compareTo(other.number);
    }
}
