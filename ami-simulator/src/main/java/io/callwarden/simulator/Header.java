package io.callwarden.simulator;

import java.util.Objects;

/**
 * One line of an AMI message: {@code name: value}.
 *
 * @param name never blank, no colon, no line break
 * @param value may be empty; no line break. Bytes that were not UTF-8 are kept as {@link RawText} keeps them
 */
public record Header(String name, String value) {

    public Header {
        Objects.requireNonNull(value, "value");
        if (name.isBlank() || name.indexOf(':') >= 0 || hasLineBreak(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of an AMI header");
        }
        if (hasLineBreak(value)) {
            throw new IllegalArgumentException("the value of header " + name + " has a line break in it");
        }
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }
}
