package io.callwarden.call;

/** Who ended a call. */
public enum EndedBy {
    /** The one who called. */
    CALLER,
    /** The one who answered. */
    CALLEE,
    /** The PBX itself: its dialplan, a time-out or an administrator. */
    PBX;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
