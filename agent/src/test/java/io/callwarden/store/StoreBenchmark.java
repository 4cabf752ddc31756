package io.callwarden.store;

import com.sun.management.OperatingSystemMXBean;
import io.callwarden.call.Call;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast calls, each with two rings and a queue visit, are recorded: {@code StoreBenchmark DIRECTORY|JDBC-URL CALLS [CUSTOMERS]}. The
 * figures include making the calls and ending with all of them safe on disk. With a number of customers missed calls are followed, a third of
 * all; each customer calls again and again.
 */
final class StoreBenchmark {
    private static final double NANOS_PER_MICRO = 1e3;

    /** 0 for not following missed calls. */
    private static int customers;

    private StoreBenchmark() {}

    public static void main(String[] args) {
        int calls = Integer.parseInt(args[1]);
        StoreConfig config = args[0].startsWith("jdbc:")
                ? new StoreConfig(args[0], "callwarden", null, null, 0, StoreConfig.DEFAULT_BACKLOG)
                : StoreConfig.in(Path.of(args[0]));
        customers = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        try (CallStore store = open(config)) {
            int warmUp = calls / 5;
            record(store, 0, warmUp);
            measure("recorded", calls, () -> record(store, warmUp, warmUp + calls));
            measure("offered again", calls, () -> record(store, warmUp, warmUp + calls));
            measure("read", warmUp + calls, () -> store.forEach(CallFilter.all().build(), call -> {}));
            measure("deleted", warmUp + calls, () -> delete(store));
        }
    }

    private static CallStore open(StoreConfig config) {
        if (customers == 0) {
            return CallStore.open(config);
        }
        Recovery recovery = new Recovery(
                new Customers(number -> number.startsWith("+") ? number : null, number -> false),
                new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));
        return CallStore.open(config, recovery, Announcer.NOBODY, Clock.systemUTC());
    }

    /** One of so many customers calls, or is called. */
    private static Call call(int number) {
        Call call = SampleCalls.call(number);
        if (customers == 0) {
            return call;
        }
        // Not the next one each time, so that missed and answered calls meet in every customer.
        String customer = "+7926" + (1_000_000 + number * 7_919L % customers);
        boolean inbound = call.direction() == Direction.INBOUND;
        return new Call(
                call.id(),
                call.direction(),
                new Caller(inbound ? customer : "101", null, inbound ? customer : null),
                inbound ? call.did() : customer,
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                inbound && call.missed(),
                call.shortAbandon(),
                call.answer(),
                call.rang(),
                call.transfers(),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }

    private static void record(CallStore store, int from, int until) {
        try (CallRecorder recorder = new CallRecorder(store, StoreConfig.DEFAULT_BACKLOG, Clock.systemUTC())) {
            for (int number = from; number < until; number++) {
                while (recorder.stats().waiting() > StoreConfig.DEFAULT_BACKLOG / 2) {
                    LockSupport.parkNanos(100_000);
                }
                recorder.callEnded(call(number));
            }
            recorder.close(Duration.ofMinutes(5));
            RecorderStats stats = recorder.stats();
            if (stats.written() != until - from) {
                throw new IllegalStateException("Not everything was written: " + stats);
            }
        }
    }

    private static void delete(CallStore store) {
        while (store.deleteBefore(SampleCalls.FIRST.plus(Duration.ofDays(10_000)), 500) == 500) {
            // Goes on until less than a full portion was left.
        }
    }

    private static void measure(String what, int calls, Runnable work) {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        work.run();
        long took = System.nanoTime() - start;
        System.out.printf(
                "%-14s %,9d calls, %,8.0f a second, %5.1f µs of CPU each%n",
                what, calls, calls * 1e9 / took, (cpuNanos() - cpu) / NANOS_PER_MICRO / calls);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
