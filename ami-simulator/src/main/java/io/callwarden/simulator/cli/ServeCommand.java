package io.callwarden.simulator.cli;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A PBX on which nobody calls. */
@Command(
        name = "serve",
        description = "Listens as a PBX that has phones and queues, but on which nobody calls. Ctrl-C ends it.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private ServerOptions server;

    @Mixin
    private FaultOptions faults;

    @Override
    public Integer call() throws Exception {
        try (AmiSimulator simulator = server.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            for (String name : Recordings.names()) {
                Recording recording = Recordings.read(name);
                simulator.learn(recording);
            }
            log.info("Listening on {} for user \"{}\"", simulator.address(), server.user());
            faults.start(simulator);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
