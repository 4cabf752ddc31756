package io.callwarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What waits to be written to the database: many threads on one side, the writer on the other. Figures may be read from any thread. */
interface WaitingEntries {
    /** False where it is lost, for there is no room or no more is taken; never waits. */
    boolean offer(Entry entry);

    /**
     * The oldest entries, in the order in which they were offered; they count as waiting until {@link #written}.
     *
     * @param idle how long to wait for the first
     * @return empty when none came in that time, or when no more will
     */
    List<Offered> take(Duration idle) throws InterruptedException;

    /** What was taken last is in the database. */
    void written();

    /** Takes no more. */
    void close();

    /** Whether no more is taken, and nothing is left to be written. */
    boolean isOver();

    /** Whether a stop of the agent, however sudden, would lose nothing of what waits. */
    boolean isSafe();

    /** Gives up what waits; says how many are lost by that. To be called at the end. */
    int end();

    /** How many wait, those that were taken included. */
    int size();

    /** Most that may wait in memory. */
    int capacity();

    /** When the oldest that waits was offered; null where none waits. */
    Instant oldest();

    /** Where they wait, for a sentence that begins so; as {@code Calls wait in memory}. */
    String place();

    /** How it is with what waits on the disk; {@link SpoolStats#NONE} where nothing does. */
    SpoolStats spool();
}
