package io.callwarden.simulator.cli;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Performance;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays recordings to whoever logs in. */
@Command(
        name = "play",
        description = {
            "Listens, and plays recordings as soon as a client has logged in; ends after the last event.",
            "All recordings are played beside each other. Each playing has channel names, ids, caller numbers and times of its own."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class PlayCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PlayCommand.class);
    private static final long LOOK_MILLIS = 50;

    @Mixin
    private RecordingSource source;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            converter = PaceOptions.Speed.class,
            description =
                    "Play X times as fast as it was; max for as fast as the clients read (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Mixin
    private PaceOptions pace;

    @Option(names = "--now", description = "Play at once; do not wait for a client.")
    private boolean now;

    @Option(names = "--stay", description = "Go on listening after the last event, until Ctrl-C.")
    private boolean stay;

    @Mixin
    private ServerOptions server;

    @Mixin
    private FaultOptions faults;

    @Override
    public Integer call() throws Exception {
        List<Recording> recordings = source.read();
        PlayOptions options = pace.options().speed(speed);
        try (AmiSimulator simulator = server.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            recordings.forEach(simulator::learn);
            log.info("Listening on {} for user \"{}\"", simulator.address(), server.user());
            while (!now && simulator.clients() == 0) {
                Thread.sleep(LOOK_MILLIS);
            }
            faults.start(simulator);
            play(simulator, recordings, options);
            if (stay) {
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    private static void play(AmiSimulator simulator, List<Recording> recordings, PlayOptions options) throws Exception {
        List<Performance> performances = new ArrayList<>();
        for (Recording recording : recordings) {
            log.info("Playing {}", recording);
            performances.add(simulator.play(recording, options));
        }
        for (Performance performance : performances) {
            performance.done().get();
        }
        log.info("Played {} events", simulator.eventsPlayed());
    }
}
