package io.callwarden.benchmark;

import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole agent: link, decoder, tracker, H2 on disk, metrics. Ends when the last call is safe on disk, and then looks whether every
 * call in the database is right. {@code AgentClient FILE PORT CONTROL-PORT DATA-DIR}.
 */
final class AgentClient {
    private static final long LOOK_NANOS = 5_000_000;
    private static final double QUIET_SECONDS = 10;

    private AgentClient() {}

    public static void main(String[] args) throws Exception {
        StreamFile stream = StreamFile.read(Path.of(args[0]));
        Path data = Path.of(args[3]);
        Ended ended = new Ended();
        try (AgentUnderTest agent = new AgentUnderTest(Integer.parseInt(args[1]), data, ended);
                StreamControl control = new StreamControl(Integer.parseInt(args[2]))) {
            agent.awaitReady();
            // Counts one call more than there are: the last step is that the last one is written.
            Measurement measurement = new Measurement(stream.calls() + 1);
            measurement.begin();
            control.go();
            while (!measurement.isDone() && measurement.secondsSinceProgress() < QUIET_SECONDS) {
                LockSupport.parkNanos(LOOK_NANOS);
                measurement.progress(ended.calls);
                if (ended.calls >= stream.calls() && written(agent) >= stream.calls()) {
                    measurement.progress(stream.calls() + 1);
                }
            }
            long events = (long) agent.metric("callwarden_ami_events_total", "") - answers(agent);
            measurement.print(events, stream.events() - events);
            Measurement.print("dropped", agent.metric("callwarden_store_writes_total", "result=\"dropped\""));
        }
        check(stream, data);
    }

    private static double written(AgentUnderTest agent) throws IOException, InterruptedException {
        return agent.metric("callwarden_store_writes_total", "result=\"ok\"");
    }

    /** Ends of lists that the agent asked for are events too, but not of the stream. */
    private static long answers(AgentUnderTest agent) throws IOException, InterruptedException {
        long answers = 0;
        for (String list : new String[] {
            "CoreShowChannelsComplete",
            "QueueStatusComplete",
            "DeviceStateListComplete",
            "EndpointListComplete",
            "ContactListComplete",
            "OutboundRegistrationDetailComplete"
        }) {
            answers += (long) agent.metric("callwarden_ami_events_total", "event=\"" + list + "\"");
        }
        return answers;
    }

    private static void check(StreamFile stream, Path data) throws IOException {
        Marks found = new Marks();
        try (CallStore store = CallStore.open(StoreConfig.in(data))) {
            store.forEach(CallFilter.all().build(), found::add);
        }
        Marks truth = stream.truth();
        Measurement.print("calls", found.calls());
        Measurement.print("wrong", truth.missingIn(found));
        Measurement.print("extra", found.missingIn(truth));
    }

    /** Called on the thread of the PBX. */
    private static final class Ended implements CallListener {
        private volatile int calls;

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        public void callEnded(Call call) {
            calls++;
        }
    }
}
