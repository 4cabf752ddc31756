package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Plays into a file instead of a socket: the raw stream as a client that may see everything would record it, login answer first. As
 * fast as it goes, on the caller's thread.
 */
public final class StreamWriter {

    private static final int BUFFER = 1 << 16;
    private static final byte[] NO_SYSTEM_NAME = {};

    private StreamWriter() {}

    /**
     * Writes all events in the order of their time; the stream stays open.
     *
     * @param starts in the order of their begin
     * @param options whose speed counts for nothing here; {@code startAt} makes the file the same each time
     * @return how many events were written
     */
    public static long write(
            OutputStream out, Iterator<Scheduled> starts, PlayOptions options, SimulatorSettings settings)
            throws IOException {
        Timeline timeline =
                new Timeline(starts, startMicros(options, settings), new Numbering(settings.seed()), settings, options);
        return write(out, timeline, settings);
    }

    /**
     * Writes events as they are, ids and numbers included; the stream stays open.
     *
     * @param messages offsets not decreasing, counted from {@code startAt} of the options
     * @return how many events were written
     */
    public static long writeVerbatim(
            OutputStream out, Iterator<TimedMessage> messages, PlayOptions options, SimulatorSettings settings)
            throws IOException {
        return write(out, new VerbatimFeed(messages, startMicros(options, settings), settings), settings);
    }

    private static long startMicros(PlayOptions options, SimulatorSettings settings) {
        return options.startAt()
                .map(at -> at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .orElse(settings.nowMicros());
    }

    private static long write(OutputStream out, Feed feed, SimulatorSettings settings) throws IOException {
        String opening = "Asterisk Call Manager/" + settings.amiVersion()
                + "\r\nResponse: Success\r\nActionID: 1\r\nMessage: Authentication accepted\r\n\r\n";
        out.write(opening.getBytes(StandardCharsets.US_ASCII));
        ByteBuf buffer = Unpooled.buffer(2 * BUFFER);
        Gatherer sink = new Gatherer(buffer, settings.timestampEvents());
        while (!feed.isDone()) {
            feed.step(sink);
            if (buffer.readableBytes() >= BUFFER) {
                buffer.readBytes(out, buffer.readableBytes());
                buffer.clear();
            }
        }
        buffer.readBytes(out, buffer.readableBytes());
        return sink.events;
    }

    private static final class Gatherer implements EventSink {
        private final ByteBuf buffer;
        private final boolean timestamps;
        private long events;

        Gatherer(ByteBuf buffer, boolean timestamps) {
            this.buffer = buffer;
            this.timestamps = timestamps;
        }

        @Override
        public void event(PlayedEvent event) {
            event.event().write(buffer, event.values(), timestamps ? event.micros() : -1, NO_SYSTEM_NAME);
            events++;
        }

        @Override
        public void learn(PbxFacts facts) {
            // a file has no state to answer from
        }

        @Override
        public void end(Playing playing) {
            // nor one to clear up
        }
    }
}
