package io.callwarden.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts the priority before each line, as systemd reads it from standard error (see sd-daemon(3)): {@code <3>} for an error. */
final class JournalLines extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> lines;

    JournalLines(Encoder<ILoggingEvent> lines) {
        this.lines = lines;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] priority = ("<" + priority(event.getLevel()) + ">").getBytes(StandardCharsets.US_ASCII);
        byte[] plain = lines.encode(event);
        ByteArrayOutputStream marked = new ByteArrayOutputStream(plain.length + priority.length);
        int start = 0;
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == '\n') {
                marked.writeBytes(priority);
                marked.write(plain, start, i + 1 - start);
                start = i + 1;
            }
        }
        return marked.toByteArray();
    }

    private static int priority(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> 3;
            case Level.WARN_INT -> 4;
            case Level.INFO_INT -> 6;
            default -> 7;
        };
    }

    @Override
    public byte[] headerBytes() {
        return lines.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
        return lines.footerBytes();
    }
}
