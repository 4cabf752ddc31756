package io.callwarden.store;

import io.callwarden.notify.Announcer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/**
 * Records calls for ever into a database that is away, from a number on, and prints how far they are on the disk; to be killed. The arguments are
 * the URL of the database, the data directory and the number.
 */
final class SpoolingRecorder {
    static final String KEPT = "kept up to call ";

    private static final int MOST_WAITING = 300;

    private SpoolingRecorder() {}

    static StoreConfig config(String url, Path data) {
        return new StoreConfig(url, "callwarden", null, data, 0, StoreConfig.DEFAULT_BACKLOG);
    }

    static CallStore open(StoreConfig config) {
        return CallStore.open(config, MonthOfCustomers.RECOVERY, Announcer.NOBODY, Clock.systemUTC());
    }

    public static void main(String[] args) {
        int first = Integer.parseInt(args[2]);
        StoreConfig config = config(args[0], Path.of(args[1]));
        CallRecorder recorder = CallRecorder.of(open(config), config, Clock.systemUTC());
        long before = recorder.stats().spool().waiting();
        long told = 0;
        int next = first;
        while (true) {
            RecorderStats stats = recorder.stats();
            long kept = stats.spool().waiting() - before;
            if (kept > told) {
                told = kept;
                System.out.println(KEPT + (first + told));
            }
            if (stats.waiting() - stats.spool().waiting() < MOST_WAITING) {
                recorder.callEnded(SampleCalls.call(next++));
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
    }
}
