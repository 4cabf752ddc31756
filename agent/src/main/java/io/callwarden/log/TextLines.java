package io.callwarden.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.callwarden.plain.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes events for people: time, level, who says it, what; a stack trace below. */
final class TextLines extends EncoderBase<ILoggingEvent> {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] NOTHING = new byte[0];
    private static final int USUAL_LENGTH = 200;

    private final boolean timed;

    /** @param timed whether a line begins with the time */
    TextLines(boolean timed) {
        this.timed = timed;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        if (timed) {
            TIME.formatTo(event.getInstant(), text);
            text.append(' ');
        }
        String level = event.getLevel().toString();
        text.append(level).append(level.length() < 5 ? "  " : " ");
        String logger = event.getLoggerName();
        text.append(PlainText.line(logger.substring(logger.lastIndexOf('.') + 1)));
        text.append(": ").append(EventText.message(event)).append('\n');
        TraceText.append(event, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
