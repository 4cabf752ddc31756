package io.callwarden.simulator.cli;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Performance;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.BusyDayStream;
import io.callwarden.simulator.script.DayProfile;
import io.callwarden.simulator.script.Sound;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes up a busy day, and plays it or writes it. */
@Command(
        name = "busy-day",
        description = {
            "Makes up the calls of a small firm on a working day and plays them as they happen: two queues, phones, ring groups, menus,"
                    + " transfers, calls out and calls back. A site of another size, and days and weeks on end, can be asked for.",
            "Begins when the first client has logged in. Ctrl-C ends it."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class BusyDayCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(BusyDayCommand.class);
    private static final long LOOK_MILLIS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--calls-per-hour",
            paramLabel = "N",
            defaultValue = "120",
            description = "Calls in the busiest hour, up to 1000000 (default: ${DEFAULT-VALUE}).")
    private double callsPerHour;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            converter = PaceOptions.Speed.class,
            description = "So many times faster than life: 60 plays an hour in a minute (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--from-hour",
            paramLabel = "HOUR",
            defaultValue = "10",
            description = "Hour of the firm's day at which the playing begins, 0 to 23 (default: ${DEFAULT-VALUE}).")
    private int fromHour;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "Hours of the firm's time after which nobody calls any more (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Break off after so many seconds of real time (default: play to the end).")
    private Integer seconds;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "Nobody calls any more after so many calls, however many hours they take.")
    private Long calls;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Timestamp of the beginning, such as 2030-01-01T09:00:00Z (default: now).")
    private Instant at;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "Write what each call truly was, a JSON object a line, when the call is over; - is standard output.")
    private String truth;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Do not listen: write the events at once into a file, compressed if it ends in .gz.")
    private Path output;

    @Option(
            names = "--rtcp",
            description =
                    "Tell how voice arrives: RTCPSent and RTCPReceived of every channel, every five seconds of talk.")
    private boolean rtcp;

    @Option(
            names = "--bad-lines",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "trunk-b,120",
            description =
                    "With --rtcp: trunks and extensions that lose and delay voice, separated by commas (default: ${DEFAULT-VALUE}).")
    private Set<String> badLines;

    @Option(names = "--now", description = "Begin at once, without waiting for a client.")
    private boolean now;

    @Mixin
    private SiteOptions site;

    @Mixin
    private ServerOptions server;

    @Mixin
    private FaultOptions faults;

    @Override
    public Integer call() throws Exception {
        Instant start = at == null ? server.settings().now() : at;
        try (TruthFile truths = TruthFile.open(truth)) {
            BusyDay day = day(start);
            BusyDayStream events = calls == null
                    ? day.play(start, start.plus(Duration.ofHours(hours)), truths::add)
                    : day.playCalls(start, calls, truths::add);
            if (output != null) {
                write(events, start);
            } else {
                play(day, events, start);
            }
            log.info("{} calls begun; of those that are over {}", events.callsBegun(), truths);
        }
        return 0;
    }

    private BusyDay day(Instant start) {
        try {
            return site.house(server.seed())
                    .withCallsPerHour(callsPerHour)
                    .withSound(rtcp ? new Sound(true, badLines) : Sound.UNREPORTED)
                    .withProfile(site.weeks(DayProfile.ofAnOffice().beginningAt(start, fromHour), start));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void write(BusyDayStream events, Instant start) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16);
        try (OutputStream out = output.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file) {
            long written = StreamWriter.writeVerbatim(
                    out, events, PlayOptions.asFastAsPossible().startAt(start), server.settings());
            log.info("Wrote {} events into {}", written, output);
        }
    }

    private void play(BusyDay day, BusyDayStream events, Instant start) throws Exception {
        try (AmiSimulator simulator = server.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            simulator.learn(day.house());
            log.info("Listening on {} for user \"{}\"", simulator.address(), server.user());
            while (!now && simulator.clients() == 0) {
                Thread.sleep(LOOK_MILLIS);
            }
            faults.start(simulator);
            Performance playing = simulator.playVerbatim(
                    events, PlayOptions.realTime().speed(speed).startAt(start));
            awaitEnd(playing);
            log.info("Played {} events", simulator.eventsPlayed());
        }
    }

    private void awaitEnd(Performance playing) throws Exception {
        if (seconds == null) {
            playing.done().get();
            return;
        }
        try {
            playing.done().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException timeIsOver) {
            log.info("Breaking off after {} seconds", seconds);
            playing.stop();
        }
    }
}
