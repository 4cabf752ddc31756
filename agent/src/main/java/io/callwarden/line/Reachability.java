package io.callwarden.line;

import java.util.Locale;

/** Whether a line could take a call now, as far as the PBX has told. */
public enum Reachability {
    REACHABLE,
    UNREACHABLE,
    /** Not told, or the PBX no longer knows the line. */
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in metrics and on screens. */
    public String label() {
        return label;
    }

    static Reachability of(boolean reachable) {
        return reachable ? REACHABLE : UNREACHABLE;
    }
}
