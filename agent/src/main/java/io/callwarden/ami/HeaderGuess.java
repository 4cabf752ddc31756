package io.callwarden.ami;

/**
 * Which header stands in which line of one kind of event: nearly always the same as the last time, so that its name need not be looked
 * for. One thread.
 */
final class HeaderGuess {
    private static final int LINES = 40;
    /** A name of so many bytes is wholly in its head and tail. */
    private static final int LONGEST = 16;

    private final long[] heads = new long[LINES];
    private final long[] tails = new long[LINES];
    private final byte[] lengths = new byte[LINES];
    private final short[] fields = new short[LINES];

    /** The length of the name with which line {@code line} of the message begins, if it is the one that is expected; else 0. */
    int length(int line, byte[] bytes, int from, int end) {
        if (line >= LINES) {
            return 0;
        }
        int length = lengths[line];
        return length > 0
                        && from + length < end
                        && bytes[from + length] == ':'
                        && ByteNames.head(bytes, from, length) == heads[line]
                        && ByteNames.tail(bytes, from, length) == tails[line]
                ? length
                : 0;
    }

    /** What {@link Field#NAMES} has for the expected name. */
    short field(int line) {
        return fields[line];
    }

    void learn(int line, byte[] bytes, int from, int length, short field) {
        if (line < LINES && length <= LONGEST && isPlain(bytes, from, length)) {
            heads[line] = ByteNames.head(bytes, from, length);
            tails[line] = ByteNames.tail(bytes, from, length);
            lengths[line] = (byte) length;
            fields[line] = field;
        }
    }

    /** Ignoring the case of other bytes than letters would make colons of some. */
    private static boolean isPlain(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (!Character.isLetterOrDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }
}
