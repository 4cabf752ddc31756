package io.callwarden.setup;

import java.nio.file.Path;
import java.util.function.Predicate;

/** Who writes the configuration of this Asterisk. */
public enum Flavour {
    /** Its administrator, by hand. */
    PLAIN("plain Asterisk"),
    FREEPBX("FreePBX"),
    ISSABEL("Issabel");

    /** The file that FreePBX and Issabel leave to the administrator; they write manager.conf anew whenever they like. */
    static final String CUSTOM_FILE = "manager_custom.conf";

    private final String label;

    Flavour(String label) {
        this.label = label;
    }

    /** As it is called. */
    public String label() {
        return label;
    }

    /** Whether others than the administrator write manager.conf. */
    boolean isGenerated() {
        return this != PLAIN;
    }

    /**
     * Told by the files that their installers leave beside Asterisk's folder.
     *
     * @param etc {@code /etc}
     */
    static Flavour of(Path etc, Predicate<Path> exists) {
        // Issabel has amportal.conf too.
        if (exists.test(etc.resolve("issabel.conf"))) {
            return ISSABEL;
        }
        return exists.test(etc.resolve("freepbx.conf")) || exists.test(etc.resolve("amportal.conf")) ? FREEPBX : PLAIN;
    }
}
