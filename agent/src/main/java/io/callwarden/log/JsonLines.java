package io.callwarden.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.callwarden.plain.PlainText;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes each event as one JSON object on one line. Not by Logback's own encoder: that one writes the arguments of a message apart from
 * it, phone numbers among them, and the time as a number. Texts are made fit as in text lines, so that they stay so whoever prints them.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final int USUAL_LENGTH = 300;

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator object = json.createGenerator(ObjectWriteContext.empty(), line)) {
            object.writeStartObject();
            object.writeStringProperty("time", TextLines.TIME.format(event.getInstant()));
            object.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
            object.writeStringProperty("logger", PlainText.line(event.getLoggerName()));
            object.writeStringProperty("thread", EventText.part(event, event.getThreadName()));
            object.writeStringProperty("message", EventText.message(event));
            if (event.getThrowableProxy() != null) {
                StringBuilder trace = new StringBuilder();
                TraceText.append(event, trace);
                object.writeStringProperty("exception", trace.toString());
            }
            object.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
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
