package io.callwarden.notify;

import io.callwarden.config.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * What one receiver wants to be told. Immutable.
 *
 * @param receiver as in {@link Notice}
 * @param filter which facts
 * @param quiet within which a further missed call of a customer of whom it was told is not told; zero for always told. What changes where a
 *     task stands is always told
 */
public record Subscription(String receiver, Filter filter, Duration quiet) {
    /** Longest name of a receiver, with its kind. */
    private static final int LONGEST = 64;

    private static final int MINUTES_A_DAY = 24 * 60;

    /**
     * Reads the subscription of one receiver; problems are gathered in the settings.
     *
     * @param prefix under which its settings lie, as {@code notify.webhooks.crm}
     * @param receiver as {@code webhook:crm}
     */
    public static Subscription from(Settings settings, String prefix, String receiver) {
        return from(settings, prefix, receiver, Filter.USUAL);
    }

    /** As the other, for receivers that are told something else where nothing is said. */
    public static Subscription from(Settings settings, String prefix, String receiver, Set<Event> usual) {
        if (receiver.length() > LONGEST || !receiver.matches("[a-z]+:[a-zA-Z0-9_-]+")) {
            settings.refuse(
                    prefix,
                    "must have a name of letters, digits, - and _, with at most "
                            + (LONGEST - 1 - receiver.indexOf(':')) + " of them");
        }
        return new Subscription(
                receiver,
                Filter.from(settings, prefix, usual),
                Duration.ofMinutes(settings.number(prefix + ".quiet-minutes", 0, 0, MINUTES_A_DAY)));
    }

    /** As in {@link Notice#quiet}; null for always told. */
    Duration quietFor(Event event) {
        boolean repeats = event == Event.CALL_MISSED || event == Event.CALLBACK_MISSED_AGAIN;
        return repeats && !quiet.isZero() ? quiet : null;
    }
}
