package io.callwarden.benchmark;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of 200 real calls to their records: decoder, translator and tracker, which begin anew each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrackerBenchmark {
    private static final int CHUNK = 1 << 16;

    private byte[] bytes;

    /** Reads the recording. */
    @Setup
    public void read() throws IOException {
        bytes = StormBytes.read();
    }

    /** The whole path without socket, store and metrics. */
    @Benchmark
    @OperationsPerInvocation(StormBytes.EVENTS)
    public void calls(Blackhole hole) {
        CallTracker tracker = new CallTracker(
                "bench", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), hole::consume, CallStory.NONE);
        RecordedStream stream = new RecordedStream(tracker);
        for (int at = 0; at < bytes.length; at += CHUNK) {
            stream.feed(bytes, at, Math.min(CHUNK, bytes.length - at));
        }
        tracker.advance(stream.now().plusSeconds(60));
    }
}
