package io.callwarden.config;

import java.util.List;

/**
 * What one source says about one key.
 *
 * @param values the value, or the values of a list; no element is null
 * @param source where it stands, in words: {@code callwarden.yml:12}, {@code environment CALLWARDEN_HTTP_PORT}
 */
record Found(List<String> values, String source) {
    Found {
        values = List.copyOf(values);
    }

    static Found one(String value, String source) {
        return new Found(List.of(value), source);
    }

    /** As one line; a list is separated by commas. */
    String text() {
        return String.join(", ", values);
    }
}
