package io.callwarden.check;

/**
 * One thing that was looked at.
 *
 * @param words what was found, with the remedy where it is not well
 */
public record Finding(Level level, String words) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK("ok"),
        /** The agent works, but not as well as it could. */
        WARN("warn"),
        /** The agent cannot do its work. */
        FAIL("FAIL");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /** As it is written before the words. */
        public String label() {
            return label;
        }
    }

    public static Finding ok(String words) {
        return new Finding(Level.OK, words);
    }

    public static Finding warn(String words) {
        return new Finding(Level.WARN, words);
    }

    public static Finding fail(String words) {
        return new Finding(Level.FAIL, words);
    }
}
