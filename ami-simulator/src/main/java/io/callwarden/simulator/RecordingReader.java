package io.callwarden.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Takes a raw AMI stream apart into the events of a {@link Recording}. Used once, on one thread. */
final class RecordingReader {

    private static final int BUFFER = 1 << 16;

    private final InputStream raw;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, String> texts = new HashMap<>();
    private final List<TimedMessage> messages = new ArrayList<>();
    private List<Header> headers = new ArrayList<>();
    private long firstMicros = -1;
    private Duration latest = Duration.ZERO;

    RecordingReader(InputStream raw) throws IOException {
        this.raw = unzipped(new BufferedInputStream(raw, BUFFER));
    }

    private static InputStream unzipped(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
        raw.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }

    List<TimedMessage> readAll() throws IOException {
        for (int b = raw.read(); b >= 0; b = raw.read()) {
            if (b == '\n') {
                endOfLine();
            } else {
                line.write(b);
            }
        }
        return messages;
    }

    private void endOfLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (end == 0) {
            endOfMessage();
        } else {
            header(RawText.decode(bytes, 0, end));
        }
    }

    private void header(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.substring(0, colon).isBlank()) {
            return; // the banner, or a line of an old command's output
        }
        int value = colon + 1 < text.length() && text.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
        headers.add(new Header(
                shared(text.substring(0, colon)), shared(text.substring(value).replace('\r', ' '))));
    }

    /** Most names and values come again and again; one copy of each is enough. */
    private String shared(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    private void endOfMessage() {
        if (!headers.isEmpty() && headers.get(0).name().equalsIgnoreCase("Event")) {
            TimedMessage message = new TimedMessage(Duration.ZERO, headers);
            if (!belongsToTheRecorder(message)) {
                messages.add(new TimedMessage(offsetOf(message), message.headers()));
            }
        }
        headers = new ArrayList<>();
    }

    private static boolean belongsToTheRecorder(TimedMessage message) {
        return switch (message.event()) {
            case "FullyBooted" -> true;
            case "SuccessfulAuth" -> message.header("Service").orElse("").equals("AMI");
            case "OriginateResponse" -> false; // carries the ActionID of its action, and is news all the same
            default ->
                message.header("ActionID").isPresent()
                        || message.header("EventList").isPresent();
        };
    }

    /** Never earlier than the event before: Asterisk formats events of different threads in no strict order. */
    private Duration offsetOf(TimedMessage message) {
        long micros = message.header("Timestamp").map(Timestamps::micros).orElse(-1L);
        if (micros >= 0) {
            firstMicros = firstMicros < 0 ? micros : firstMicros;
            Duration offset = Duration.ofNanos((micros - firstMicros) * 1_000);
            latest = offset.compareTo(latest) > 0 ? offset : latest;
        }
        return latest;
    }
}
