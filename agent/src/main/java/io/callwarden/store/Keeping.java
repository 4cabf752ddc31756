package io.callwarden.store;

import java.time.Duration;

/**
 * How long what is kept; all of it goes with its calls at the latest.
 *
 * @param callDays calls and ended call-backs, with their histories; 0 for ever
 * @param numberDays whole numbers of people outside, and their names; 0 as long as the calls
 * @param blindDays times in which a PBX was not heard; 0 as long as the calls
 * @param delivered notices that were delivered
 * @param givenUp notices that were given up
 */
public record Keeping(int callDays, int numberDays, int blindDays, Duration delivered, Duration givenUp) {
    /** Numbers and blind intervals as long as calls. */
    public static Keeping calls(int days, Duration delivered, Duration givenUp) {
        return new Keeping(days, 0, 0, delivered, givenUp);
    }
}
