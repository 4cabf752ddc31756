package io.callwarden.web;

import java.util.Locale;

/** What somebody may see and do. */
public enum Role {
    /** Sees what happened, but neither whole numbers nor names of callers. */
    VIEWER,
    /** Sees everything. */
    SUPERVISOR,
    /** Sees everything and may change what is kept, as the commands of this machine may. */
    ADMIN;

    /** The word used in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean seesNumbers() {
        return this != VIEWER;
    }

    boolean commands() {
        return this == ADMIN;
    }
}
