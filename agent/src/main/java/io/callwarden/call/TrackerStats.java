package io.callwarden.call;

import java.util.concurrent.atomic.LongAdder;

/** What the tracker could not keep or had to correct; read by any thread. */
public final class TrackerStats {
    final LongAdder legsLeftOut = new LongAdder();
    final LongAdder callsMerged = new LongAdder();
    final LongAdder callsEndedUnseen = new LongAdder();
    final LongAdder legsEndedUnseen = new LongAdder();

    /** Channels that were not followed because too many were open. */
    public long legsLeftOut() {
        return legsLeftOut.sum();
    }

    /** Calls that turned out to be part of another: consultations, pickups, retrievals. */
    public long callsMerged() {
        return callsMerged.sum();
    }

    /** Calls whose end was not seen. */
    public long callsEndedUnseen() {
        return callsEndedUnseen.sum();
    }

    /** Channels whose end was not seen and that a snapshot showed to be gone. */
    public long legsEndedUnseen() {
        return legsEndedUnseen.sum();
    }
}
