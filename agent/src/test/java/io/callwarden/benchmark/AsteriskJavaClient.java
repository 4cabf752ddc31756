package io.callwarden.benchmark;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.event.BridgeEvent;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DialEvent;
import org.asteriskjava.manager.event.ManagerEvent;

/** asterisk-java with a listener that counts. {@code AsteriskJavaClient FILE PORT CONTROL-PORT}. */
final class AsteriskJavaClient {
    private static final long LOOK_NANOS = 5_000_000;
    private static final double QUIET_SECONDS = 2;

    private AsteriskJavaClient() {}

    public static void main(String[] args) throws Exception {
        StreamFile stream = StreamFile.read(Path.of(args[0]));
        DefaultManagerConnection connection =
                new DefaultManagerConnection("127.0.0.1", Integer.parseInt(args[1]), Answers.USER, Answers.SECRET);
        Counter counter = new Counter();
        connection.addEventListener(counter);
        connection.login();
        try (StreamControl control = new StreamControl(Integer.parseInt(args[2]))) {
            Measurement measurement = new Measurement(stream.events());
            measurement.begin();
            control.go();
            // It drops events where its queue is full, so that the last one may never come.
            while (!measurement.isDone() && !(control.sent() && measurement.secondsSinceProgress() > QUIET_SECONDS)) {
                LockSupport.parkNanos(LOOK_NANOS);
                measurement.progress(counter.events);
            }
            measurement.print(measurement.done(), stream.events() - measurement.done());
        }
        System.out.flush();
        // Its threads would keep the process alive until the connection is closed; the figures are taken.
        Runtime.getRuntime().halt(0);
    }

    /** Called on the one thread of asterisk-java that hands events on. */
    private static final class Counter implements ManagerEventListener {
        private volatile long events;

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        public void onManagerEvent(ManagerEvent event) {
            // Dial and Bridge it makes up, as older Asterisks had them.
            if (!(event instanceof ConnectEvent)
                    && event.getClass() != DialEvent.class
                    && event.getClass() != BridgeEvent.class) {
                events++;
            }
        }
    }
}
