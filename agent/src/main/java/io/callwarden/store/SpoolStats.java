package io.callwarden.store;

/**
 * How it is with the calls that wait on the disk for a database on another machine.
 *
 * @param waiting calls and blind intervals on the disk that are not in the database
 * @param bytes what they take there
 * @param mostBytes most that they may take; 0 where there is no spool
 * @param damaged those that were lost because their file could not be read
 * @param problem why the disk does not take them, one sentence; null while it does
 */
public record SpoolStats(long waiting, long bytes, long mostBytes, long damaged, String problem) {
    /** There is no spool. */
    public static final SpoolStats NONE = new SpoolStats(0, 0, 0, 0, null);

    /** Whether there is one. */
    public boolean used() {
        return mostBytes > 0;
    }
}
