package io.callwarden.setup;

import java.nio.file.Path;

/**
 * One file to be written.
 *
 * @param content all that it will hold
 * @param shown what may be seen of it: of a file that stays, only what is added; never a secret
 */
public record Change(Path path, Kind kind, Readers readers, byte[] content, String shown) {
    /** What becomes of the file that is there. */
    public enum Kind {
        /** There is none. */
        NEW("new file"),
        /** It is replaced, and a copy kept beside it. */
        REPLACED("replaced; a copy of the old one is kept beside it"),
        /** It stays as it is, and some lines come behind it. */
        APPENDED("these lines are added at the end, all else stays");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /** Who must be able to read the file. */
    public enum Readers {
        ASTERISK,
        AGENT,
        /** Whoever can read it now. */
        AS_BEFORE
    }
}
