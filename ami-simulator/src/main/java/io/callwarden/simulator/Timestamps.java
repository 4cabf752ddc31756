package io.callwarden.simulator;

/** The form of {@code Timestamp: 1795415967.083672}: seconds of the epoch, a dot, and microseconds. */
final class Timestamps {

    private static final int MICROS_PER_SECOND = 1_000_000;

    private Timestamps() {}

    /** Microseconds of the epoch; -1 for a text of another form. */
    static long micros(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot > 12 || text.length() != dot + 7) {
            return -1;
        }
        long micros = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != dot) {
                if (c < '0' || c > '9') {
                    return -1;
                }
                micros = micros * 10 + (c - '0');
            }
        }
        return micros;
    }

    /** Seconds of the epoch; 0 for a text of another form. */
    static long wholeSeconds(String text) {
        long micros = micros(text + ".000000");
        return Math.max(0, micros / MICROS_PER_SECOND);
    }

    static String text(long micros) {
        String fraction = Long.toString(micros % MICROS_PER_SECOND + MICROS_PER_SECOND);
        return micros / MICROS_PER_SECOND + "." + fraction.substring(1);
    }
}
