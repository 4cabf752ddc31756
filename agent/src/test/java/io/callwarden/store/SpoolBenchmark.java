package io.callwarden.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the spool of an agent whose PostgreSQL, a server of its own on this machine, is away: how fast calls come to the disk, how soon each is safe
 * there, what it takes, and how fast the database has them afterwards, missed calls being followed. {@code SpoolBenchmark DIRECTORY CALLS}.
 */
final class SpoolBenchmark {
    private SpoolBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int calls = Integer.parseInt(args[1]);
        PostgresServer server = new PostgresServer();
        server.beforeAll(null);
        try {
            StoreConfig config = server.newDatabase(data.resolve("agent"));
            live("to warm up", server.newDatabase(), calls / 3);
            live("with the spool", server.newDatabase(data.resolve("live")), calls);
            live("without it", server.newDatabase(), calls);
            try (CallStore store = SpoolingRecorder.open(config)) {
                store.prepare();
            }
            server.stop();
            intoTheSpool(config, calls);
            server.start();
            catchUp(config, calls);
            server.stop();
            soonSafe(config, calls);
            server.start();
        } finally {
            server.afterAll(null);
        }
    }

    private static void live(String what, StoreConfig config, int calls) throws Exception {
        try (CallStore store = SpoolingRecorder.open(config)) {
            store.prepare();
            CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC());
            long begun = System.nanoTime();
            offer(recorder, 0, calls);
            recorder.close(Duration.ofMinutes(5));
            say("recorded live " + what, calls, System.nanoTime() - begun);
        }
    }

    private static void intoTheSpool(StoreConfig config, int calls) throws Exception {
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            long begun = System.nanoTime();
            offer(recorder, 0, calls);
            while (recorder.stats().spool().waiting() < calls) {
                LockSupport.parkNanos(100_000);
            }
            say("into the spool", calls, System.nanoTime() - begun);
            System.out.printf(
                    "%d bytes on the disk for each%n", recorder.stats().spool().bytes() / calls);
        }
    }

    private static void catchUp(StoreConfig config, int calls) throws Exception {
        try (CallStore store = SpoolingRecorder.open(config)) {
            long begun = System.nanoTime();
            try (CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
                while (recorder.stats().waiting() > 0) {
                    LockSupport.parkNanos(100_000);
                }
            }
            say("caught up, start included", calls, System.nanoTime() - begun);
        }
    }

    /** Twenty milliseconds apart, as on a site with fifty calls a second. */
    private static void soonSafe(StoreConfig config, int first) throws Exception {
        int calls = 500;
        long[] took = new long[calls];
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            for (int i = 0; i < calls; i++) {
                long ended = System.nanoTime();
                recorder.callEnded(SampleCalls.call(first + i));
                int number = i;
                if (i % 10 == 0) {
                    while (recorder.stats().spool().waiting() <= number) {
                        LockSupport.parkNanos(50_000);
                    }
                    took[i] = System.nanoTime() - ended;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
        long[] some = Arrays.stream(took).filter(nanos -> nanos > 0).sorted().toArray();
        System.out.printf(
                "at 50 calls a second safe after: median %.0f ms, most %.0f ms%n",
                some[some.length / 2] / 1e6, some[some.length - 1] / 1e6);
    }

    private static void offer(CallRecorder recorder, int from, int calls) {
        for (int number = from; number < from + calls; number++) {
            while (recorder.stats().waiting() - recorder.stats().spool().waiting() > StoreConfig.DEFAULT_BACKLOG / 2) {
                LockSupport.parkNanos(100_000);
            }
            recorder.callEnded(SampleCalls.call(number));
        }
    }

    private static void say(String what, int calls, long nanos) {
        System.out.printf("%s: %,d calls in %.1f s, %,.0f a second%n", what, calls, nanos / 1e9, calls * 1e9 / nanos);
    }
}
