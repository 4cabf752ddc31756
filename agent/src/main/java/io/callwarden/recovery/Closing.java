package io.callwarden.recovery;

import java.time.Instant;
import java.util.Locale;

/**
 * How a task ended.
 *
 * @param how it ended
 * @param at when
 * @param call id of the call in which the customer was reached; null where he was not
 * @param by the employee who reached him, or who closed it by hand; null where that is not known or nobody did
 * @param reason given by who closed it by hand; else null
 */
public record Closing(How how, Instant at, String call, String by, String reason) {
    /** The ways in which a task ends. */
    public enum How {
        /** An employee called, and the customer answered. */
        CALLBACK,
        /** The customer called again, and a person answered. */
        CALLER,
        /** Nobody reached him in all the time there was. */
        EXPIRED,
        /** Closed by hand. */
        DISMISSED;

        /** Whether the customer was reached. */
        public boolean recovered() {
            return this == CALLBACK || this == CALLER;
        }

        /** The word used in JSON, in the database and as a metric label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
