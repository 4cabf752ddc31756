package io.callwarden.config;

import io.callwarden.plain.PlainText;

/** One mistake in the configuration, as one line for the one who has to mend it. */
record Problem(String line) {
    Problem {
        line = PlainText.line(line);
    }

    /** A value that is not allowed. */
    static Problem value(String key, Found found, String allowed) {
        return new Problem("%s: %s, found \"%s\" (%s)".formatted(key, allowed, found.text(), found.source()));
    }

    /** As {@link #value}, for a value that must not be shown. */
    static Problem hidden(String key, Found found, String what) {
        return new Problem("%s: %s (%s)".formatted(key, what, found.source()));
    }

    static Problem plain(String key, String what) {
        return new Problem(key + ": " + what);
    }
}
