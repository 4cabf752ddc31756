package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written in one transaction.
 *
 * @param at when the last of it was offered
 */
record Batch(List<Call> calls, List<BlindInterval> intervals, Instant at) {
    int size() {
        return calls.size() + intervals.size();
    }

    void writeTo(CallStore store) {
        store.write(calls, intervals, at);
    }

    /** One for each. */
    List<Batch> split() {
        List<Batch> single = new ArrayList<>(size());
        calls.forEach(call -> single.add(new Batch(List.of(call), List.of(), at)));
        intervals.forEach(interval -> single.add(new Batch(List.of(), List.of(interval), at)));
        return single;
    }

    Batch empty() {
        return new Batch(List.of(), List.of(), at);
    }
}
