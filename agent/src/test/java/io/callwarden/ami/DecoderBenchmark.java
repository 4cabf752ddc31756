package io.callwarden.ami;

import io.callwarden.benchmark.StormBytes;
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

/** From the bytes of 200 real calls to messages: those that the agent uses, and all of them with every value read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {
    private static final int CHUNK = 1 << 16;

    private byte[] bytes;
    private AmiDecoder decoder;
    private Blackhole hole;

    /** Reads the recording. */
    @Setup
    public void read(Blackhole blackhole) throws IOException {
        hole = blackhole;
        bytes = StormBytes.read();
        decoder = new AmiDecoder(
                CallEventTranslator.INTEREST, message -> hole.consume(message.text(Field.UNIQUEID)), new AmiStats());
    }

    /** What the agent does with each event before the tracker comes in. */
    @Benchmark
    @OperationsPerInvocation(StormBytes.EVENTS)
    public void messages() {
        for (int at = 0; at < bytes.length; at += CHUNK) {
            decoder.feed(bytes, at, Math.min(CHUNK, bytes.length - at));
        }
    }
}
