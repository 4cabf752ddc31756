package io.callwarden.notify;

import io.callwarden.config.Settings;
import java.time.Duration;

/**
 * How much is kept of what is to be told.
 *
 * @param maxWaiting most notices that wait for one receiver; further ones are dropped
 * @param keep how long what was delivered is remembered, so that it is not told twice; at least the longest quiet time
 * @param giveUpAfter how long delivery is tried
 * @param keepGivenUp how long what was given up can be looked at and sent again
 */
public record OutboxConfig(int maxWaiting, Duration keep, Duration giveUpAfter, Duration keepGivenUp) {
    /** Where nothing is set. */
    public static final OutboxConfig DEFAULT =
            new OutboxConfig(100_000, Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(30));

    /** Reads {@code notify.outbox}; problems are gathered in the settings. */
    public static OutboxConfig from(Settings settings) {
        return new OutboxConfig(
                settings.number("notify.outbox.max-waiting", DEFAULT.maxWaiting, 100, 1_000_000),
                Duration.ofDays(settings.number("notify.outbox.keep-days", (int) DEFAULT.keep.toDays(), 1, 365)),
                Duration.ofDays(
                        settings.number("notify.outbox.give-up-days", (int) DEFAULT.giveUpAfter.toDays(), 1, 30)),
                Duration.ofDays(settings.number(
                        "notify.outbox.keep-given-up-days", (int) DEFAULT.keepGivenUp.toDays(), 1, 365)));
    }
}
