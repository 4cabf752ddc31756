package io.callwarden.call;

/** How a caller left a queue. */
public enum QueueExit {
    /** A member answered. */
    ANSWERED,
    /** The caller hung up while waiting. */
    ABANDONED,
    /** The time set for the queue was over. */
    TIMEOUT,
    /** The caller left by pressing a key. */
    KEY,
    /** The queue had no members left and sent the caller away. */
    EMPTY,
    /** The queue was full and did not take the caller in. */
    REFUSED_FULL,
    /** The queue had no usable members and did not take the caller in. */
    REFUSED_EMPTY,
    /** The caller was taken out, or moved on, by an administrator, a program or a transfer. */
    WITHDRAWN,
    /** The leaving was not seen. */
    UNKNOWN;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
