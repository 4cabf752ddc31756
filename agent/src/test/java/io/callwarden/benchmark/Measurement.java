package io.callwarden.benchmark;

import java.io.IOException;

/** One run of one client over the stream, from the first byte asked for to the last event handled. Prints what it found. */
final class Measurement {
    private static final double MILLION = 1e6;
    private static final double NANOS = 1e9;

    private final long total;
    private Sample begin;
    private Sample half;
    private Sample end;
    private long atHalf;
    private long done;

    /** @param total how far {@link #progress} goes */
    Measurement(long total) {
        this.total = total;
    }

    void begin() {
        begin = Sample.take();
        end = begin;
    }

    /** So much is done now. */
    void progress(long now) {
        if (now > done) {
            done = now;
            end = Sample.take();
            if (half == null && now >= total / 2) {
                half = end;
                atHalf = now;
            }
        }
    }

    boolean isDone() {
        return done >= total;
    }

    long done() {
        return done;
    }

    double secondsSinceProgress() {
        return (System.nanoTime() - end.wallNanos()) / NANOS;
    }

    /** @param events of the stream that were handled */
    void print(long events, long lost) throws IOException {
        print("events", events);
        print("lost", lost);
        print("seconds", (end.wallNanos() - begin.wallNanos()) / NANOS);
        rates("", begin, events);
        if (half != null && done > atHalf) {
            // The second half, when the compiler has done its work.
            rates("warm.", half, (long) ((double) events * (done - atHalf) / done));
        }
        print("startup.cpu", begin.cpuNanos() / NANOS);
        print("rss", Sample.peakRssMiB());
    }

    private void rates(String prefix, Sample from, long events) {
        print(prefix + "rate", events * NANOS / (end.wallNanos() - from.wallNanos()));
        print(prefix + "cpu", (end.cpuNanos() - from.cpuNanos()) / NANOS * MILLION / events);
        print(prefix + "allocated", (double) (end.allocatedBytes() - from.allocatedBytes()) / events);
    }

    static void print(String name, double value) {
        System.out.println(name + "=" + value);
    }
}
