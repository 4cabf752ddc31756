package io.callwarden.recovery;

import java.time.Instant;
import java.util.Locale;

/**
 * One step in the history of a task.
 *
 * @param kind what changed
 * @param at when
 * @param call id of the call by which; null where no call did it
 * @param by employee who did it; null where that is not known or nobody did
 * @param reason given with a closing by hand; else null
 */
public record Change(Kind kind, Instant at, String call, String by, String reason) {
    /** What can change. */
    public enum Kind {
        OPENED,
        MISSED_AGAIN,
        ATTEMPTED,
        OVERDUE,
        RECOVERED_BY_CALLBACK,
        RECOVERED_BY_CALLER,
        EXPIRED,
        DISMISSED;

        /** The word used in JSON and in the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
