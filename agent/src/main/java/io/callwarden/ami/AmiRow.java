package io.callwarden.ami;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of one response or list event, kept. Names are compared without regard to case; of a repeated header the first value
 * counts, but the lines of {@code Output} are joined.
 *
 * @param name value of {@code Event} or {@code Response}
 * @param values all headers
 */
public record AmiRow(String name, Map<String, String> values) {
    public AmiRow {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    static AmiRow of(AmiMessage message) {
        TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.forEach((header, value) -> {
            if (header.equals(Field.OUTPUT.header())) {
                values.merge(header, value, (before, line) -> before + "\n" + line);
            } else {
                values.putIfAbsent(header, value);
            }
        });
        return new AmiRow(message.text(message.event() == AmiEventType.NONE ? Field.RESPONSE : Field.EVENT), values);
    }

    /** Empty where the header is absent, or has one of the words that Asterisk uses for nothing. */
    public String text(String header) {
        String value = values.getOrDefault(header, "");
        return switch (value) {
            case "<unknown>", "<none>", "<null>", "(null)" -> "";
            default -> value;
        };
    }
}
