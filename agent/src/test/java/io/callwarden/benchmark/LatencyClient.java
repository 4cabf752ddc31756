package io.callwarden.benchmark;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * The whole agent at a given pace: how long from the server's sending of an event to the moving of the counter that it moves, in
 * milliseconds. Both clocks are the machine's monotonic one. {@code LatencyClient FILE PORT CONTROL-PORT DATA-DIR SECONDS}.
 */
final class LatencyClient {
    private static final int MOST_PROBES = 1 << 20;
    private static final int WARM_UP_SECONDS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private LatencyClient() {}

    public static void main(String[] args) throws Exception {
        ProbeListener probes = new ProbeListener();
        try (AgentUnderTest agent = new AgentUnderTest(Integer.parseInt(args[1]), Path.of(args[3]), probes);
                StreamControl control = new StreamControl(Integer.parseInt(args[2]))) {
            agent.awaitReady();
            control.go();
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            int first = (int) probes.count.get();
            double eventsBefore = agent.metric("callwarden_ami_events_total", "");
            long begin = System.nanoTime();
            TimeUnit.SECONDS.sleep(Integer.parseInt(args[4]));
            double events = agent.metric("callwarden_ami_events_total", "") - eventsBefore;
            double seconds = (System.nanoTime() - begin) / 1e9;
            List<Double> millis = IntStream.range(first, (int) probes.count.get())
                    .mapToObj(i -> probes.nanos.get(i) / NANOS_PER_MILLI)
                    .sorted()
                    .toList();
            Measurement.print("rate", events / seconds);
            Measurement.print("probes", millis.size());
            Measurement.print("p50", Medians.percentile(millis, 0.5));
            Measurement.print("p99", Medians.percentile(millis, 0.99));
            Measurement.print("max", millis.get(millis.size() - 1));
            Measurement.print("rss", Sample.peakRssMiB());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Told after the metrics. Called on the thread of the PBX. */
    private static final class ProbeListener implements CallListener {
        private final AtomicLong count = new AtomicLong();
        private final AtomicLongArray nanos = new AtomicLongArray(MOST_PROBES);

        @Override
        public void callStarted(CallId id, Direction direction) {
            if (id.uniqueid().endsWith(Probes.MARK)) {
                long sent =
                        Long.parseLong(id.uniqueid().substring(0, id.uniqueid().indexOf('.')));
                nanos.set((int) count.getAndIncrement(), System.nanoTime() - sent);
            }
        }

        @Override
        public void callEnded(Call call) {
            // Only beginnings are timed: an end waits for stragglers on purpose.
        }
    }
}
