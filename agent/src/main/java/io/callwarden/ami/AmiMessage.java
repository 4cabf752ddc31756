package io.callwarden.ami;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One event or response, read in place: valid only while the handler is called with it. Headers are matched once, values become strings
 * when asked for.
 */
final class AmiMessage {
    /** Headers kept of one message; ListCommands answers with some 200. */
    static final int MAX_HEADERS = 512;

    private static final Field[] FIELDS = Field.values();
    private static final byte[] CHAN_VARIABLE_OF = ByteSearch.ascii("ChanVariable(");
    private static final int SLOT_BITS = 16;

    private final StringPool strings = new StringPool(2048);
    private final int[] starts = new int[MAX_HEADERS];
    private final int[] colons = new int[MAX_HEADERS];
    private final int[] ends = new int[MAX_HEADERS];
    private final short[] fields = new short[MAX_HEADERS];
    /** For each field the line where it stands first, below the number of the message for which that holds. */
    private final long[] firsts = new long[FIELDS.length];

    private final HeaderGuess[] guesses = new HeaderGuess[AmiEventType.values().length];

    private byte[] bytes = new byte[0];
    private int base;
    private int lines;
    private int outputFrom;
    private int outputTo;
    private long number;
    private AmiEventType event = AmiEventType.NONE;

    /** {@link AmiEventType#NONE} for a response, {@link AmiEventType#OTHER} for an event without a name here. */
    AmiEventType event() {
        return event;
    }

    /** True if the header is there, even without a value. */
    boolean has(Field field) {
        return line(field) >= 0;
    }

    /** The first value of that header; empty where it is absent. */
    String text(Field field) {
        int line = line(field);
        return line < 0 ? "" : value(line);
    }

    /** As {@link #text}, with Asterisk's C escapes undone: for names, and values of variables. */
    String unescaped(Field field) {
        return Escapes.undo(text(field));
    }

    /** The first value of that header as a number; {@code fallback} where it is absent or is none. */
    int number(Field field, int fallback) {
        int line = line(field);
        if (line < 0) {
            return fallback;
        }
        int from = base + valueStart(line);
        int to = base + ends[line];
        boolean negative = from < to && bytes[from] == '-';
        int start = negative ? from + 1 : from;
        long value = digits(start, to);
        return value < 0 || value > Integer.MAX_VALUE ? fallback : (int) (negative ? -value : value);
    }

    /** The first value of that header as a number that is not negative; -1 where it is absent or is none. */
    long unsigned(Field field) {
        int line = line(field);
        return line < 0 ? -1 : digits(base + valueStart(line), base + ends[line]);
    }

    /** The first value of that header, {@code 0x} and hexadecimal digits, up to 32 bits of them; -1 where it is absent or is none. */
    long hexadecimal(Field field) {
        int line = line(field);
        if (line < 0) {
            return -1;
        }
        int from = base + valueStart(line);
        int to = base + ends[line];
        int digits = to - from - 2;
        if (digits < 1 || digits > 8 || bytes[from] != '0' || bytes[from + 1] != 'x') {
            return -1;
        }
        long value = 0;
        for (int i = from + 2; i < to; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** When Asterisk wrote the event; {@code fallback} where it does not say. */
    Instant timestamp(Instant fallback) {
        long micros = timestampMicros(-1);
        return micros < 0 ? fallback : Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    /** As {@link #timestamp}, in microseconds since 1970. */
    long timestampMicros(long fallback) {
        return micros(Field.TIMESTAMP, fallback);
    }

    /** The first value of that header, seconds with up to six decimals, in microseconds; {@code fallback} where it is absent or is none. */
    long micros(Field field, long fallback) {
        int line = line(field);
        if (line < 0) {
            return fallback;
        }
        int from = base + valueStart(line);
        int to = base + ends[line];
        int dot = ByteSearch.indexOf(bytes, (byte) '.', from, to);
        long seconds = digits(from, dot < 0 ? to : dot);
        if (seconds < 0 || seconds > 99_999_999_999L) {
            return fallback;
        }
        if (dot < 0) {
            return seconds * 1_000_000;
        }
        int places = to - dot - 1;
        long fraction = digits(dot + 1, to);
        return places > 6 || fraction < 0 ? fallback : seconds * 1_000_000 + fraction * power(6 - places);
    }

    /** Every value of a header that may come more than once, in order. */
    List<String> all(Field field) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            if (fields[i] == field.ordinal()) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** Every header with its value, in order; a line of command output counts as a header {@code Output}. */
    void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < lines; i++) {
            if (fields[i] == Field.OUTPUT.ordinal()) {
                visitor.accept(Field.OUTPUT.header(), value(i));
            } else if (colons[i] > 0) {
                visitor.accept(strings.string(bytes, base + starts[i], colons[i] - starts[i]), value(i));
            }
        }
    }

    void begin(AmiEventType type) {
        event = type;
        lines = 0;
        outputFrom = Integer.MAX_VALUE;
        outputTo = Integer.MAX_VALUE;
    }

    /** Offsets count from the start of the message. False when there is no room. */
    boolean addLine(int start, int end) {
        if (lines == MAX_HEADERS) {
            return false;
        }
        starts[lines] = start;
        ends[lines] = end;
        lines++;
        return true;
    }

    /** From the next line on, whatever is not {@code Privilege} or {@code ActionID} is output of a command. */
    void outputBegins() {
        outputFrom = lines;
    }

    void outputEnds() {
        outputTo = lines;
    }

    /** Matches the headers of the message that begins at {@code base}. Returns how many lines are none, -1 if two messages ran together. */
    int index(byte[] buffer, int start) {
        bytes = buffer;
        base = start;
        number++;
        int malformed = 0;
        HeaderGuess guess = guess();
        for (int i = 0; i < lines; i++) {
            if (!indexLine(i, guess)) {
                malformed++;
            } else if (fields[i] == Field.PRIVILEGE.ordinal() && line(Field.PRIVILEGE) != i) {
                return -1;
            }
        }
        return malformed;
    }

    private boolean indexLine(int i, HeaderGuess guess) {
        int from = base + starts[i];
        int expected = guess.length(i, bytes, from, base + ends[i]);
        if (expected > 0 && i < outputFrom) {
            colons[i] = starts[i] + expected;
            note(i, guess.field(i));
            return true;
        }
        int colon = ByteSearch.indexOf(bytes, (byte) ':', from, base + ends[i]);
        int field = colon < 0 ? -1 : field(from, colon - from);
        if (i >= outputFrom
                && i < outputTo
                && field != Field.PRIVILEGE.ordinal()
                && field != Field.ACTION_ID.ordinal()) {
            field = Field.OUTPUT.ordinal();
            colon = -1;
        } else if (colon <= from) {
            fields[i] = -1;
            colons[i] = 0;
            return false;
        } else {
            guess.learn(i, bytes, from, colon - from, (short) field);
        }
        colons[i] = colon < 0 ? -1 : colon - base;
        note(i, (short) field);
        return true;
    }

    private void note(int line, short field) {
        fields[line] = field;
        if (field >= 0 && firsts[field] >>> SLOT_BITS != number) {
            firsts[field] = number << SLOT_BITS | line;
        }
    }

    private HeaderGuess guess() {
        HeaderGuess guess = guesses[event.ordinal()];
        if (guess == null) {
            guess = new HeaderGuess();
            guesses[event.ordinal()] = guess;
        }
        return guess;
    }

    private int field(int from, int length) {
        int found = Field.NAMES.find(bytes, from, length);
        // Asterisk 11, and events of later ones that are sent directly: "ChanVariable(PJSIP/101-00000001): name=value".
        return found < 0 && ByteSearch.startsWith(bytes, from, from + length, CHAN_VARIABLE_OF)
                ? Field.CHAN_VARIABLE.ordinal()
                : found;
    }

    private int line(Field field) {
        long first = firsts[field.ordinal()];
        return first >>> SLOT_BITS == number ? (int) (first & (1 << SLOT_BITS) - 1) : -1;
    }

    private String value(int line) {
        int start = valueStart(line);
        return strings.string(bytes, base + start, ends[line] - start);
    }

    /** One space after the colon belongs to the protocol, further ones to the value. */
    private int valueStart(int line) {
        if (colons[line] < 0) {
            return starts[line];
        }
        int start = colons[line] + 1;
        return start < ends[line] && bytes[base + start] == ' ' ? start + 1 : start;
    }

    /** -1 if there is none, anything else than digits, or too many of them. */
    private long digits(int from, int to) {
        if (from >= to || to - from > 15) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long power(int zeros) {
        long power = 1;
        for (int i = 0; i < zeros; i++) {
            power *= 10;
        }
        return power;
    }
}
