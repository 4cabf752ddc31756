package io.callwarden.ami;

import java.util.Locale;

/**
 * Where the link to one PBX stands.
 *
 * <pre>
 *                CONNECTED   LOGGED_IN      REFUSED  SYNCHRONISED  DAMAGED        LOST     RETRY
 * CONNECTING     LOGGING_IN  .              .        .             .              WAITING  .
 * LOGGING_IN     .           SYNCHRONISING  WAITING  .             .              WAITING  .
 * SYNCHRONISING  .           .              .        LISTENING     .              WAITING  .
 * LISTENING      .           .              .        .             SYNCHRONISING  WAITING  .
 * WAITING        .           .              .        .             .              .        CONNECTING
 * CLOSED         .           .              .        .             .              .        .
 * </pre>
 *
 * Where a dot stands the state stays. CLOSE leads from everywhere to CLOSED.
 */
public enum LinkState {
    /** A TCP connection is being made, and secured. */
    CONNECTING,
    /** Asterisk is there; it does not know us yet. */
    LOGGING_IN,
    /** Logged in; events may come, but what was before is still being asked for. */
    SYNCHRONISING,
    /** All that happens is heard. */
    LISTENING,
    /** Not connected; the next attempt has its time. */
    WAITING,
    /** Ended for good. */
    CLOSED;

    /** What happens to a link. */
    enum Step {
        CONNECTED,
        LOGGED_IN,
        REFUSED,
        SYNCHRONISED,
        DAMAGED,
        LOST,
        RETRY,
        CLOSE
    }

    /** The word used in metrics and in health. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    LinkState after(Step step) {
        if (step == Step.CLOSE) {
            return CLOSED;
        }
        return switch (this) {
            case CONNECTING -> step == Step.CONNECTED ? LOGGING_IN : waitingIf(step == Step.LOST);
            case LOGGING_IN ->
                step == Step.LOGGED_IN ? SYNCHRONISING : waitingIf(step == Step.LOST || step == Step.REFUSED);
            case SYNCHRONISING -> step == Step.SYNCHRONISED ? LISTENING : waitingIf(step == Step.LOST);
            case LISTENING -> step == Step.DAMAGED ? SYNCHRONISING : waitingIf(step == Step.LOST);
            case WAITING -> step == Step.RETRY ? CONNECTING : this;
            case CLOSED -> this;
        };
    }

    private LinkState waitingIf(boolean lost) {
        return lost ? WAITING : this;
    }
}
