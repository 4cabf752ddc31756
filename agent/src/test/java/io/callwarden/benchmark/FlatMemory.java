package io.callwarden.benchmark;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Scheduled;
import io.callwarden.simulator.StreamWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feeds decoder and tracker with calls that are made as they are needed, and looks at the heap after a collection twenty times. {@code
 * FlatMemory CALLS}.
 */
final class FlatMemory {
    private static final int LOOKS = 20;
    private static final int OVERLAP = 4;
    private static final double MIB = 1 << 20;

    private FlatMemory() {}

    public static void main(String[] args) throws Exception {
        int wanted = Integer.parseInt(args[0]);
        Recording storm = Recording.read("storm", StreamMaker.storm());
        Ended ended = new Ended();
        CallTracker tracker =
                new CallTracker("bench", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), ended, CallStory.NONE);
        RecordedStream stream = new RecordedStream(tracker);
        int playings = Math.max(1, wanted / 200);
        Duration apart = storm.length().dividedBy(OVERLAP);
        List<Double> heap = new ArrayList<>();
        Iterator<Scheduled> starts = IntStream.range(0, playings)
                .mapToObj(i -> {
                    // The first look comes when as many calls are in progress as will ever be.
                    if (i >= OVERLAP && (i - OVERLAP) % Math.max(1, playings / LOOKS) == 0) {
                        heap.add(heapAfterCollection());
                    }
                    return new Scheduled(apart.multipliedBy(i), storm);
                })
                .iterator();
        long events =
                StreamWriter.write(new Feeding(stream), starts, new StreamMaker().options(), StreamMaker.settings());
        tracker.advance(stream.now().plusSeconds(60));
        Measurement.print("events", events);
        Measurement.print("calls", ended.calls);
        Measurement.print("left", tracker.inProgress().total() + tracker.liveChannels());
        Measurement.print("first", heap.get(0));
        Measurement.print("median", Medians.median(heap));
        Measurement.print("last", heap.get(heap.size() - 1));
        Measurement.print(
                "most", heap.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    private static final class Feeding extends OutputStream {
        private final RecordedStream stream;

        Feeding(RecordedStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int off, int length) {
            stream.feed(bytes, off, length);
        }
    }

    private static final class Ended implements CallListener {
        private long calls;

        @Override
        public void callEnded(Call call) {
            calls++;
        }
    }
}
