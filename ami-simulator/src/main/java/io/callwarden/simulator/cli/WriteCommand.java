package io.callwarden.simulator.cli;

import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Scheduled;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays into a file. */
@Command(
        name = "write",
        description = {
            "Writes what 'play' would send into a file: the raw stream of a manager with many calls beside each other.",
            "Does not listen, and does not wait."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class WriteCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(WriteCommand.class);

    @Mixin
    private RecordingSource source;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "File to write, compressed if it ends in .gz; - is standard output.")
    private String output;

    @Mixin
    private PaceOptions pace;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            defaultValue = "2030-01-01T09:00:00Z",
            description = "Timestamp of the first event (default: ${DEFAULT-VALUE}).")
    private Instant at;

    @Option(names = "--no-timestamps", description = "Leave the Timestamp header out of events.")
    private boolean withoutTimestamps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same file (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        PlayOptions options = pace.options().startAt(at);
        List<Scheduled> starts = new ArrayList<>();
        for (Recording recording : source.read()) {
            options.schedule(recording).forEachRemaining(starts::add);
        }
        starts.sort(Comparator.comparing(Scheduled::start));
        SimulatorSettings settings =
                new SimulatorSettings().timestampEvents(!withoutTimestamps).seed(seed);
        try (OutputStream out = open()) {
            long events = StreamWriter.write(out, starts.iterator(), options, settings);
            log.info("Wrote {} playings with {} events", starts.size(), events);
        }
        return 0;
    }

    private OutputStream open() throws IOException {
        if (output.equals("-")) {
            return new BufferedOutputStream(System.out);
        }
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(output)), 1 << 16);
        return output.endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    }
}
