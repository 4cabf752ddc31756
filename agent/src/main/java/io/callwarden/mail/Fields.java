package io.callwarden.mail;

import io.callwarden.export.SafeText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Reads fields of a notice. What is not there, or is not what it should be, is null: a mail tells what is known. */
final class Fields {
    private static final int LONGEST = 80;

    private final JsonNode node;

    Fields(JsonNode node) {
        this.node = node;
    }

    Fields in(String name) {
        return new Fields(node.path(name));
    }

    /** Whether there is such an object at all. */
    boolean exist() {
        return node.isObject();
    }

    /** Without control characters, line ends and marks of direction, and of bounded length. */
    String text(String name) {
        JsonNode value = node.path(name);
        return value.isString() ? cut(SafeText.printable(value.stringValue()).strip()) : null;
    }

    int number(String name) {
        JsonNode value = node.path(name);
        return value.isInt() ? value.intValue() : 0;
    }

    Duration millis(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() ? Duration.ofMillis(value.longValue()) : null;
    }

    Instant instant(String name) {
        JsonNode value = node.path(name);
        try {
            return value.isString() ? Instant.parse(value.stringValue()) : null;
        } catch (DateTimeException e) {
            // No time is what is known then.
            return null;
        }
    }

    Iterable<Fields> each(String name) {
        return node.path(name).valueStream().map(Fields::new).toList();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
