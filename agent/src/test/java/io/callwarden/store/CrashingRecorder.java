package io.callwarden.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** Records calls for ever, from a number on, and prints how far they are safe; to be killed. */
final class CrashingRecorder {
    static final String SAFE = "safe up to call ";

    private static final int MOST_WAITING = 700;

    private CrashingRecorder() {}

    public static void main(String[] args) {
        int first = Integer.parseInt(args[1]);
        CallStore store = CallStore.open(StoreConfig.in(Path.of(args[0])));
        CallRecorder recorder = new CallRecorder(store, StoreConfig.MIN_BACKLOG, Clock.systemUTC());
        long told = 0;
        int next = first;
        while (true) {
            RecorderStats stats = recorder.stats();
            if (stats.written() > told) {
                told = stats.written();
                System.out.println(SAFE + (first + told));
            }
            if (stats.waiting() < MOST_WAITING) {
                recorder.callEnded(SampleCalls.call(next++));
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
    }
}
