package io.callwarden.notify;

import java.util.Locale;

/** What can be told. */
public enum Event {
    /** Any call is over. */
    CALL_ENDED,
    /** A call is over and was missed. */
    CALL_MISSED,
    /** A customer was missed, and nobody has reached him yet. */
    CALLBACK_OPENED,
    /** A customer who waits to be called back was missed again. */
    CALLBACK_MISSED_AGAIN,
    /** Somebody called a customer back and did not get through. */
    CALLBACK_ATTEMPTED,
    /** A customer was not reached within the target. */
    CALLBACK_OVERDUE,
    /** A customer was reached, by calling back or because he called again. */
    CALLBACK_RECOVERED,
    /** A customer was given up: nobody reached him in all the time there was, or somebody closed it by hand. */
    CALLBACK_LOST;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in the configuration, in JSON and in the database. */
    public String label() {
        return label;
    }
}
