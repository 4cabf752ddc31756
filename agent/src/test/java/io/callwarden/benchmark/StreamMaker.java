package io.callwarden.benchmark;

import io.callwarden.call.Call;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.LineRoles;
import io.callwarden.replay.Replay;
import io.callwarden.replay.StormTruth;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.Scheduled;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Makes streams of many calls of recordings of real ones, with ids, numbers and times of their own. Times lie in the future: a stream
 * that is sent faster than it happened would else seem to be hours late.
 */
final class StreamMaker {
    /** 200 calls of real Asterisk 22 with SIPp callers and phones, in 85 s. */
    private static final String STORM = "/recordings/storm/same-calls.ami.gz";

    private static final String STORM_TRUTH = "/recordings/storm/same-calls.json";
    private static final Duration AHEAD = Duration.ofHours(1);
    /** So many playings of the storm run at the same time. */
    private static final int OVERLAP = 4;

    private final Instant start = Instant.now().plus(AHEAD);

    static byte[] storm() throws IOException {
        try (InputStream in = new GZIPInputStream(StreamMaker.class.getResourceAsStream(STORM))) {
            return in.readAllBytes();
        }
    }

    /**
     * The storm so many times, each a quarter of its length after the one before, and what became of each call.
     *
     * @throws IllegalStateException if the agent's view of the one storm is not what its callers and phones lived through
     */
    StreamFile storms(Path file, int playings) throws IOException {
        byte[] raw = storm();
        Marks once = truth(raw);
        Recording recording = withoutTests(Recording.read("storm", raw));
        Duration apart = recording.length().dividedBy(OVERLAP);
        Iterator<Scheduled> starts = IntStream.range(0, playings)
                .mapToObj(i -> new Scheduled(apart.multipliedBy(i), recording))
                .iterator();
        Instant end = start.plus(apart.multipliedBy(playings)).plus(recording.length());
        long events;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            events = StreamWriter.write(new EventOutput(out), starts, options(), settings()) + 1;
            out.write(laterEvent(end.plusSeconds(10)));
        }
        StreamFile stream = new StreamFile(file, events, once.calls() * playings);
        once.times(playings).write(StreamFile.beside(file, ".truth"));
        stream.writeFacts();
        return stream;
    }

    /** Only an Asterisk that was built for its own tests has TestEvents, and asterisk-java has no class for them. */
    private static Recording withoutTests(Recording recording) {
        return new Recording(
                recording.name(),
                recording.messages().stream()
                        .filter(message -> !message.event().equals("TestEvent"))
                        .toList());
    }

    private static Marks truth(byte[] raw) throws IOException {
        Marks marks = new Marks();
        List<Call> calls = new ArrayList<>();
        new Replay("storm", CallRules.DEFAULT, LineRoles.Rules.NONE, calls::add, CallStory.NONE)
                .run(new ByteArrayInputStream(raw));
        try (InputStream in = StreamMaker.class.getResourceAsStream(STORM_TRUTH)) {
            List<String> wrong =
                    new StormTruth(new String(in.readAllBytes(), StandardCharsets.UTF_8)).differences(calls);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("The recorded calls themselves come out wrong: " + wrong);
            }
        }
        calls.forEach(marks::add);
        return marks;
    }

    /** Calls to a queue that are answered; the stream ends when about {@code together} are in progress, and three times as many were. */
    StreamFile inProgress(Path file, int together) throws IOException {
        Recording recording = Recordings.read("asterisk-22.10/queue_answered");
        Duration apart = recording.length().dividedBy(together);
        int begun = 4 * together;
        EventOutput[] cut = new EventOutput[1];
        Iterator<Scheduled> starts = IntStream.range(0, begun + together)
                .mapToObj(i -> {
                    if (i == begun) {
                        cut[0].enough();
                    }
                    return new Scheduled(apart.multipliedBy(i), recording);
                })
                .iterator();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            cut[0] = new EventOutput(out);
            StreamWriter.write(cut[0], starts, options(), settings());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(cut[0].wholeEvents());
        }
        StreamFile stream = new StreamFile(file, cut[0].events(), 0);
        stream.writeFacts();
        return stream;
    }

    PlayOptions options() {
        return PlayOptions.asFastAsPossible().startAt(start);
    }

    static SimulatorSettings settings() {
        return new SimulatorSettings();
    }

    /** Lets the last calls settle: it is about no channel that anybody knows, but time goes on with it. */
    private static byte[] laterEvent(Instant at) {
        return ("Event: Newstate\r\nPrivilege: call,all\r\nTimestamp: " + at.getEpochSecond()
                        + ".000000\r\nChannel: PJSIP/none-00000000\r\nChannelState: 0\r\nChannelStateDesc: Down\r\n"
                        + "Uniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
