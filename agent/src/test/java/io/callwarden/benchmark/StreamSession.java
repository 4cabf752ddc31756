package io.callwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** One client of the {@link StreamServer}: its actions are answered between two events, however fast these go out. */
final class StreamSession {
    private static final int SLICE = 1 << 18;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SocketChannel client;
    private final Path file;
    private final int pace;
    private final boolean probed;
    /** Held while something is sent that must not be cut in two. */
    private final Object turn = new Object();

    private volatile boolean answerWaits;

    StreamSession(SocketChannel client, Path file, int pace, boolean probed) {
        this.client = client;
        this.file = file;
        this.pace = pace;
        this.probed = probed;
    }

    void serve() {
        try (client) {
            // As Asterisk does.
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            write("Asterisk Call Manager/11.0.0\r\n");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.socket().getInputStream(), StandardCharsets.UTF_8));
            Map<String, String> action = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    action.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } else if (!action.isEmpty()) {
                    answer(Answers.to(action));
                    action.clear();
                }
            }
        } catch (IOException e) {
            System.err.println("StreamServer: the client is gone: " + e.getMessage());
        }
    }

    private void answer(String text) throws IOException {
        answerWaits = true;
        write(text);
        answerWaits = false;
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        synchronized (turn) {
            writeFully(bytes);
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    /** Sends the stream: once and as fast as it goes, or at the pace. Returns when the last byte is sent. */
    void send() {
        try (FileChannel stream = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer events = stream.map(FileChannel.MapMode.READ_ONLY, 0, stream.size());
            if (pace > 0) {
                sendPaced(events);
            } else {
                sendAll(events);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sendAll(ByteBuffer events) throws IOException {
        int size = events.limit();
        while (events.position() < size) {
            synchronized (turn) {
                do {
                    events.limit(Math.min(size, events.position() + SLICE));
                    writeFully(events);
                    events.limit(size);
                } while (!answerWaits && events.hasRemaining());
                events.limit(endOfEvent(events));
                writeFully(events);
                events.limit(size);
            }
            Thread.onSpinWait();
        }
    }

    private void sendPaced(ByteBuffer events) throws IOException {
        Probes probes = new Probes();
        long begun = System.nanoTime();
        long sent = 0;
        while (client.isOpen()) {
            long due = (System.nanoTime() - begun) * pace / NANOS_PER_SECOND;
            if (due <= sent) {
                // At this pace events come in bursts of a millisecond, as they do from Asterisk.
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            synchronized (turn) {
                while (sent < due) {
                    if (!events.hasRemaining()) {
                        return;
                    }
                    int end = endOfNext(events);
                    ByteBuffer event = events.duplicate().limit(end);
                    writeFully(event);
                    events.position(end);
                    sent++;
                }
                if (probed) {
                    ByteBuffer probe = probes.next();
                    sent += probe.hasRemaining() ? 1 : 0;
                    writeFully(probe);
                }
            }
        }
    }

    /** Where the event ends in whose middle, or at whose end, the position is. */
    private static int endOfEvent(ByteBuffer events) {
        int at = Math.max(0, events.position() - 4);
        return find(events, at, events.position());
    }

    private static int endOfNext(ByteBuffer events) {
        return find(events, events.position(), events.position() + 1);
    }

    private static int find(ByteBuffer events, int from, int least) {
        for (int i = from; i + 4 <= events.limit(); i++) {
            if (events.get(i) == '\r'
                    && events.get(i + 1) == '\n'
                    && events.get(i + 2) == '\r'
                    && events.get(i + 3) == '\n'
                    && i + 4 >= least) {
                return i + 4;
            }
        }
        return events.limit();
    }
}
