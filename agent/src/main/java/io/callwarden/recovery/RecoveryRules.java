package io.callwarden.recovery;

import java.time.Duration;
import java.time.Instant;

/**
 * What the site decides about call-backs.
 *
 * @param target in which a customer is to be reached
 * @param hours in which alone the target is counted; null for round the clock
 * @param expiry after which a customer counts as lost, round the clock; longer than the target
 */
public record RecoveryRules(Duration target, BusinessHours hours, Duration expiry) {
    Instant due(Instant missed) {
        return hours == null ? missed.plus(target) : hours.after(missed, target);
    }

    Instant expires(Instant missed) {
        return missed.plus(expiry);
    }
}
