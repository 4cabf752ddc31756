package io.callwarden.metrics;

import io.callwarden.call.QueueVisit;
import java.time.Duration;
import java.util.Locale;

/** How a visit to a queue is counted. The outcomes exclude each other; all visits are counted by one of them. */
enum QueueOutcome {
    ANSWERED,
    ABANDONED,
    ABANDONED_SHORT,
    TIMEOUT,
    LEFT_BY_KEY,
    LEFT_EMPTY,
    FULL,
    EMPTY,
    MOVED,
    UNKNOWN;

    final String label = name().toLowerCase(Locale.ROOT);

    static QueueOutcome of(QueueVisit visit, Duration shortAbandon) {
        return switch (visit.exit()) {
            case ANSWERED -> ANSWERED;
            case ABANDONED ->
                visit.waited() != null && visit.waited().compareTo(shortAbandon) < 0 ? ABANDONED_SHORT : ABANDONED;
            case TIMEOUT -> TIMEOUT;
            case KEY -> LEFT_BY_KEY;
            case EMPTY -> LEFT_EMPTY;
            case REFUSED_FULL -> FULL;
            case REFUSED_EMPTY -> EMPTY;
            case WITHDRAWN -> MOVED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether the caller waited in vain, for a time that says something of the queue. */
    boolean lost() {
        return this == ABANDONED || this == TIMEOUT || this == LEFT_BY_KEY || this == LEFT_EMPTY;
    }

    /** Whether the queue failed to serve who wanted to be served. Nobody knows that of those moved on or not seen. */
    boolean missed() {
        return lost() || this == FULL || this == EMPTY;
    }
}
