package io.callwarden.store;

import java.time.Duration;
import java.time.Instant;

/**
 * How the writing of calls goes, since the agent started.
 *
 * @param written calls that are safe on disk, those offered twice included
 * @param refused calls that the database will never take; each is an error in the log
 * @param dropped calls lost because there was no room for them, or not written when the agent stopped
 * @param retries attempts that failed and were repeated
 * @param waiting calls that are not in the database
 * @param capacity most calls that may wait in memory
 * @param batches transactions that wrote them
 * @param writing time spent in those transactions, all together
 * @param lastWrite when the latest of them ended; null before the first
 * @param problem why writing does not work now, one sentence; null while it works
 * @param oldest when the oldest that waits was offered; null where none waits
 * @param spool how it is with those that wait on the disk
 */
public record RecorderStats(
        long written,
        long refused,
        long dropped,
        long retries,
        int waiting,
        int capacity,
        long batches,
        Duration writing,
        Instant lastWrite,
        String problem,
        Instant oldest,
        SpoolStats spool) {

    /** Whether calls are being written, or would be if there were any. */
    public boolean healthy() {
        return problem == null;
    }

    RecorderStats withProblem(String other) {
        return new RecorderStats(
                written, refused, dropped, retries, waiting, capacity, batches, writing, lastWrite, other, oldest,
                spool);
    }
}
