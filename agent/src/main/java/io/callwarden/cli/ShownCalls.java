package io.callwarden.cli;

import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.export.CallLine;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Prints calls as they end, on a thread of its own: a terminal that stands still must not hold up a PBX's thread. */
final class ShownCalls implements CallListener, AutoCloseable {
    private static final int WAITING = 10_000;

    private final PrintWriter out;
    private final ZoneId zone;
    private final AtomicLong left = new AtomicLong();
    private final ThreadPoolExecutor printer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> {
                Thread thread = new Thread(work, "shown-calls");
                thread.setDaemon(true);
                return thread;
            },
            (work, full) -> left.incrementAndGet());

    ShownCalls(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void callEnded(Call call) {
        printer.execute(() -> print(call));
    }

    private void print(Call call) {
        long missing = left.getAndSet(0);
        if (missing > 0) {
            out.println("(" + missing + " calls not shown: the terminal did not keep up; they are on record)");
        }
        out.println(CallLine.of(call, zone));
    }

    @Override
    public void close() {
        printer.shutdown();
        try {
            printer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }
}
