package io.callwarden.simulator.script;

import java.time.Instant;

/** A call that follows from an earlier one: an employee calls back, or the customer tries again. */
record LaterCall(Instant at, String number, CallScript script) implements Comparable<LaterCall> {
    @Override
    public int compareTo(LaterCall other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : number.compareTo(other.number);
    }
}
