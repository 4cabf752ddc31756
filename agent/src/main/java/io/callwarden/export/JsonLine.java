package io.callwarden.export;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as one line of text, without a line end and without any control character, so it is safe on a terminal. */
public final class JsonLine {
    private static final JsonFactory JSON =
            JsonFactory.builder().characterEscapes(new TerminalEscapes()).build();
    private static final int USUAL_LENGTH = 1_024;

    private JsonLine() {}

    /** The line that {@code writer} writes; it need not close the generator. */
    public static String of(Consumer<JsonGenerator> writer) {
        StringWriter line = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            writer.accept(json);
        }
        return line.toString();
    }
}
