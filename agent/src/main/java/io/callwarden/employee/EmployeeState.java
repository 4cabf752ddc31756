package io.callwarden.employee;

import io.callwarden.call.DeviceState;
import java.util.Locale;

/**
 * What an employee does. The first line that fits decides:
 *
 * <pre>
 * phone in use, busy, on hold, or ringing while in use    IN_CALL      whatever the call and whoever made it
 * phone rings                                             RINGING
 * in no queue, and not logged in to the agent pool        LOGGED_OUT
 * phone unavailable or invalid                            UNAVAILABLE
 * paused in every queue                                   PAUSED
 * within the wrap-up time of a queue                      WRAPUP
 * phone not in use, or its state is not known             AVAILABLE    as app_queue would ring it
 * </pre>
 */
public enum EmployeeState {
    AVAILABLE,
    RINGING,
    IN_CALL,
    WRAPUP,
    PAUSED,
    UNAVAILABLE,
    LOGGED_OUT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** See the table. */
    static EmployeeState of(DeviceState phone, boolean loggedIn, boolean paused, boolean wrappingUp) {
        EmployeeState idle = idle(loggedIn, paused, wrappingUp);
        return switch (phone) {
            case INUSE, BUSY, ONHOLD, RINGINUSE -> IN_CALL;
            case RINGING -> RINGING;
            case UNAVAILABLE, INVALID -> loggedIn ? UNAVAILABLE : LOGGED_OUT;
            case NOT_INUSE, UNKNOWN -> idle;
        };
    }

    private static EmployeeState idle(boolean loggedIn, boolean paused, boolean wrappingUp) {
        if (!loggedIn) {
            return LOGGED_OUT;
        }
        if (paused) {
            return PAUSED;
        }
        return wrappingUp ? WRAPUP : AVAILABLE;
    }

    /** The word used as a metric label. */
    public String label() {
        return label;
    }
}
