package io.callwarden.employee;

import io.callwarden.call.DeviceState;
import java.time.Instant;

/**
 * How an employee stands by what the PBX said, and so what he does at any time until it says something else. Immutable.
 *
 * @param phone all phones taken together
 * @param loggedIn member of a queue, or logged in to the agent pool
 * @param pauseReason why paused in every queue; empty where not paused in all of them
 * @param wrapUpUntil when the last wrap-up ends or ended; null for none
 */
record Stand(DeviceState phone, boolean loggedIn, String pauseReason, Instant wrapUpUntil) {
    static final Stand START = new Stand(DeviceState.UNKNOWN, false, "", null);

    EmployeeState state(Instant now) {
        return EmployeeState.of(
                phone, loggedIn, !pauseReason.isEmpty(), wrapUpUntil != null && now.isBefore(wrapUpUntil));
    }

    /** Nobody tells when a wrap-up is over: what follows it began then. */
    Instant since(Instant stoodSince, Instant now) {
        boolean wrappedUp = state(now) == EmployeeState.AVAILABLE
                && wrapUpUntil != null
                && wrapUpUntil.isAfter(stoodSince)
                && !now.isBefore(wrapUpUntil);
        return wrappedUp ? wrapUpUntil : stoodSince;
    }
}
