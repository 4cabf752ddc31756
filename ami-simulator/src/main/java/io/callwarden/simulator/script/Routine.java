package io.callwarden.simulator.script;

/**
 * What goes on in a house beside the calls.
 *
 * @param shifts whether members of queues log in when they come and log off when they go; else they are configured, and always there
 * @param pauses whether members pause for lunch and breaks; only with shifts
 * @param phoneOutages how often a day some phone cannot be reached for a few minutes, on average
 * @param trunkOutages how often a day some trunk goes down for a few minutes, on average; never two at a time
 */
public record Routine(boolean shifts, boolean pauses, double phoneOutages, double trunkOutages) {
    /** Nothing but calls. */
    public static final Routine NONE = new Routine(false, false, 0, 0);

    /** Shifts, pauses, four phones and one trunk that are away for a while. */
    public static final Routine ORDINARY = new Routine(true, true, 4, 1);

    private static final double MOST = 1_000;

    public Routine {
        if (pauses && !shifts) {
            throw new IllegalArgumentException("only who logs in pauses");
        }
        if (!(phoneOutages >= 0 && phoneOutages <= MOST && trunkOutages >= 0 && trunkOutages <= MOST)) {
            throw new IllegalArgumentException("outages a day are 0 to 1000, not " + phoneOutages + " of phones and "
                    + trunkOutages + " of trunks");
        }
    }
}
