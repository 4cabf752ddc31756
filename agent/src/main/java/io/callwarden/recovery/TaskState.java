package io.callwarden.recovery;

import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
    /** Nobody has reached the customer, nor tried. */
    OPEN,
    /** Somebody called and did not get through. */
    ATTEMPTED,
    /** Open or attempted, and the target is over. */
    OVERDUE,
    /** The customer was reached. */
    RECOVERED,
    /** The customer was not reached, and nobody tries any more. */
    LOST;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
