package io.callwarden.call;

/** Which way a call went, seen from the PBX. */
public enum Direction {
    /** Entered through a trunk. */
    INBOUND,
    /** Started by an employee's phone, or by click-to-call, and left through a trunk. */
    OUTBOUND,
    /** Started by an employee's phone and never left through a trunk. */
    INTERNAL;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
