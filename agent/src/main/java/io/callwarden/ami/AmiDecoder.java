package io.callwarden.ami;

import io.callwarden.ami.AmiStats.Count;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into AMI messages, however the network cut it, and hands on those that are wanted.
 *
 * <pre>
 * HEAD    first line of a message: "Event: X" or "Response: X"; anything else is counted and passed over
 *   X unwanted                -> SKIP
 *   "Response: Follows"       -> OUTPUT
 *   else                      -> BODY
 * BODY    "Name: value" lines; an empty line ends the message -> HEAD
 * OUTPUT  as BODY, but empty lines are text too; "--END COMMAND--" -> BODY
 * SKIP    an empty line, or "Event:" where the empty line got lost -> HEAD
 * </pre>
 *
 * Messages are read where they lie; only an unfinished one is copied, into a buffer of its own, until the rest comes. Nothing in the
 * stream makes it throw: what is wrong is counted in {@link AmiStats}. Memory is bounded by {@link #MAX_MESSAGE}. One thread.
 */
final class AmiDecoder {
    /** Longest message, in bytes; Asterisk has no limit, but lists of variables reach tens of KiB. */
    static final int MAX_MESSAGE = 1 << 20;
    /** Longest line, in bytes. */
    static final int MAX_LINE = 1 << 18;

    private static final int PIECE = 2048;
    private static final int KEPT_CARRY = 1 << 16;
    private static final byte[] EVENT = ByteSearch.ascii("Event:");
    private static final byte[] RESPONSE = ByteSearch.ascii("Response:");
    private static final byte[] FOLLOWS = ByteSearch.ascii("Follows");
    private static final byte[] VARIABLE = ByteSearch.ascii("Variable:");
    private static final byte[] BANNER = ByteSearch.ascii("Asterisk Call Manager/");
    private static final byte[] END_OF_OUTPUT = ByteSearch.ascii("--END COMMAND--");

    private enum Place {
        HEAD,
        BODY,
        OUTPUT,
        SKIP
    }

    /** How much of the line that is being skipped was seen: it ends the message if it is empty. */
    private enum Skipped {
        NOTHING,
        CARRIAGE_RETURN,
        TEXT
    }

    private final Interest interest;
    private final AmiMessageHandler handler;
    private final AmiStats stats;
    private final AmiMessage message = new AmiMessage();

    private Place place = Place.HEAD;
    private Skipped skipped = Skipped.NOTHING;
    /** Where the unfinished message begins; the next two count from there, so that it can move to another array. */
    private int base;

    private int lineStart;
    private int scanned;
    private boolean variableUnseen;
    private boolean truncated;

    private byte[] carry = new byte[PIECE * 4];
    private int carried;

    /** Which events go to {@code handler} says {@code interest}; responses always do. */
    AmiDecoder(Interest interest, AmiMessageHandler handler, AmiStats stats) {
        this.interest = interest;
        this.handler = handler;
        this.stats = stats;
    }

    /** Takes the next bytes of the stream; {@code bytes} may be used again afterwards. */
    void feed(byte[] bytes, int off, int length) {
        stats.add(Count.BYTES, length);
        int at = off;
        int end = off + length;
        while (carried > 0 && at < end) {
            at += feedCarry(bytes, at, Math.min(PIECE, end - at));
        }
        if (at < end) {
            int unfinished = parse(bytes, at, end);
            carry(bytes, unfinished, end - unfinished);
        }
    }

    /** Bytes kept of a message that is not complete; never much more than {@link #MAX_MESSAGE}. */
    int unfinished() {
        return carried;
    }

    /** Says how many bytes it took: up to the end of the message that was unfinished, or all. */
    private int feedCarry(byte[] bytes, int from, int length) {
        int before = carried;
        carry(bytes, from, length);
        int unfinished = parse(carry, 0, carried);
        if (unfinished < before) {
            carried -= unfinished;
            System.arraycopy(carry, unfinished, carry, 0, carried);
            return length;
        }
        carried = 0;
        if (carry.length > KEPT_CARRY) {
            carry = new byte[PIECE * 4];
        }
        return unfinished - before;
    }

    private void carry(byte[] bytes, int from, int length) {
        if (carried + length > carry.length) {
            carry = Arrays.copyOf(carry, Math.max(carried + length, carry.length * 2));
        }
        System.arraycopy(bytes, from, carry, carried, length);
        carried += length;
    }

    /** Returns where the unfinished message begins, {@code end} where nothing need be kept. */
    private int parse(byte[] bytes, int from, int end) {
        base = from;
        while (true) {
            if (place == Place.SKIP) {
                base = skip(bytes, base, end);
                if (place == Place.SKIP) {
                    return base;
                }
            }
            if (place == Place.BODY && !variableUnseen) {
                ordinaryLines(bytes, end);
            }
            int newline = ByteSearch.indexOf(bytes, (byte) '\n', base + scanned, end);
            if (tooLong(newline < 0 ? end : newline)) {
                dropOversized(bytes, newline, end);
                if (newline < 0) {
                    return end;
                }
            } else if (newline < 0) {
                scanned = end - base;
                return base;
            } else {
                line(bytes, newline);
            }
        }
    }

    /** Takes the whole lines ahead that are neither the end of the message nor perhaps the head of another. */
    private void ordinaryLines(byte[] bytes, int end) {
        int start = base + lineStart;
        while (start < end && begins(bytes[start])) {
            int newline = ByteSearch.indexOf(bytes, (byte) '\n', base + scanned, end);
            if (newline < 0 || tooLong(newline)) {
                return;
            }
            keep(start, bytes[newline - 1] == '\r' ? newline - 1 : newline, newline + 1);
            start = newline + 1;
        }
    }

    /** Whether a line with this first byte is neither empty nor the head of an event. */
    private static boolean begins(byte first) {
        return first > '\r' && first != 'E';
    }

    private boolean tooLong(int to) {
        return to - base > MAX_MESSAGE || to - base - lineStart > MAX_LINE;
    }

    private void dropOversized(byte[] bytes, int newline, int end) {
        stats.add(Count.OVERSIZED_MESSAGES, 1);
        int start = base + lineStart;
        int to = newline < 0 ? end : newline;
        boolean blank = to == start || to == start + 1 && bytes[start] == '\r';
        if (newline < 0) {
            skipRest(end, to == start ? Skipped.NOTHING : blank ? Skipped.CARRIAGE_RETURN : Skipped.TEXT);
        } else if (blank) {
            next(newline + 1);
        } else {
            skipRest(newline + 1, Skipped.NOTHING);
        }
    }

    private void line(byte[] bytes, int newline) {
        int start = base + lineStart;
        int end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        switch (place) {
            case HEAD -> head(bytes, start, end, newline + 1);
            case BODY -> body(bytes, start, end, newline + 1);
            default -> output(bytes, start, end, newline + 1);
        }
    }

    private void head(byte[] bytes, int start, int end, int next) {
        if (ByteSearch.startsWith(bytes, start, end, EVENT)) {
            event(bytes, value(bytes, start + EVENT.length, end), end, next);
        } else if (ByteSearch.startsWith(bytes, start, end, RESPONSE)) {
            int value = value(bytes, start + RESPONSE.length, end);
            begin(AmiEventType.NONE, end, next);
            if (end - value == FOLLOWS.length && ByteSearch.startsWith(bytes, value, end, FOLLOWS)) {
                message.outputBegins();
                place = Place.OUTPUT;
            }
        } else {
            if (ByteSearch.startsWith(bytes, start, end, BANNER)) {
                int version = start + BANNER.length;
                handler.onBanner(new String(bytes, version, end - version, StandardCharsets.ISO_8859_1));
            } else if (end > start) {
                stats.add(Count.MALFORMED_LINES, 1);
            }
            next(next);
        }
    }

    private void event(byte[] bytes, int name, int end, int next) {
        AmiEventType type = AmiEventType.of(bytes, name, end - name);
        stats.add(type);
        if (type == AmiEventType.OTHER) {
            stats.add(Count.UNKNOWN_EVENTS, 1);
        }
        if (interest.in(type)) {
            begin(type, end, next);
            variableUnseen = type == AmiEventType.VAR_SET;
        } else {
            stats.add(Count.SKIPPED, 1);
            skipRest(next, Skipped.NOTHING);
        }
    }

    private void begin(AmiEventType type, int end, int next) {
        place = Place.BODY;
        variableUnseen = false;
        truncated = false;
        message.begin(type);
        keep(base + lineStart, end, next);
    }

    private void keep(int start, int end, int next) {
        truncated |= !message.addLine(start - base, end - base);
        lineStart = next - base;
        scanned = lineStart;
    }

    private void body(byte[] bytes, int start, int end, int next) {
        if (end == start) {
            finish(bytes, next);
        } else if (bytes[start] == 'E' && ByteSearch.startsWith(bytes, start, end, EVENT)) {
            stats.add(Count.BROKEN_MESSAGES, 1);
            next(start);
        } else if (variableUnseen
                && bytes[start] == 'V'
                && ByteSearch.startsWith(bytes, start, end, VARIABLE)
                && !wantedVariable(bytes, start, end)) {
            stats.add(Count.SKIPPED, 1);
            skipRest(next, Skipped.NOTHING);
        } else {
            keep(start, end, next);
        }
    }

    private boolean wantedVariable(byte[] bytes, int start, int end) {
        int value = value(bytes, start + VARIABLE.length, end);
        variableUnseen = false;
        return interest.inVariable(bytes, value, end - value);
    }

    private void output(byte[] bytes, int start, int end, int next) {
        int mark = end - END_OF_OUTPUT.length;
        if (mark < start || !ByteSearch.startsWith(bytes, mark, end, END_OF_OUTPUT)) {
            keep(start, end, next);
            return;
        }
        // Output that does not end with a newline has the mark behind its last line.
        if (mark > start) {
            keep(start, mark, next);
        }
        message.outputEnds();
        place = Place.BODY;
        lineStart = next - base;
        scanned = lineStart;
    }

    private void finish(byte[] bytes, int next) {
        int start = base;
        next(next);
        int malformed = message.index(bytes, start);
        if (malformed < 0) {
            stats.add(Count.BROKEN_MESSAGES, 1);
            return;
        }
        if (malformed > 0) {
            stats.add(Count.MALFORMED_LINES, malformed);
        }
        if (truncated) {
            stats.add(Count.TRUNCATED_MESSAGES, 1);
        }
        stats.add(Count.MESSAGES, 1);
        handler.on(message);
    }

    private void next(int start) {
        place = Place.HEAD;
        base = start;
        lineStart = 0;
        scanned = 0;
    }

    private void skipRest(int from, Skipped ofLine) {
        next(from);
        place = Place.SKIP;
        skipped = ofLine;
    }

    /** Returns where the next message begins, or what to keep where it is not reached. */
    private int skip(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (skipped == Skipped.TEXT) {
                int newline = ByteSearch.indexOf(bytes, (byte) '\n', at, end);
                if (newline < 0) {
                    return end;
                }
                at = newline + 1;
                // Nearly every line begins like this, and only its end is of interest.
                while (at < end && begins(bytes[at])) {
                    newline = ByteSearch.indexOf(bytes, (byte) '\n', at, end);
                    if (newline < 0) {
                        return end;
                    }
                    at = newline + 1;
                }
                skipped = Skipped.NOTHING;
            } else if (bytes[at] == '\n') {
                place = Place.HEAD;
                return at + 1;
            } else if (bytes[at] == '\r' && skipped == Skipped.NOTHING) {
                skipped = Skipped.CARRIAGE_RETURN;
                at++;
            } else if (bytes[at] == 'E' && skipped == Skipped.NOTHING) {
                int matching = ByteSearch.matching(bytes, at, end, EVENT);
                if (matching == EVENT.length) {
                    stats.add(Count.BROKEN_MESSAGES, 1);
                    place = Place.HEAD;
                    return at;
                } else if (matching > 0) {
                    return at;
                }
                skipped = Skipped.TEXT;
            } else {
                skipped = Skipped.TEXT;
            }
        }
        return end;
    }

    private static int value(byte[] bytes, int afterColon, int end) {
        return afterColon < end && bytes[afterColon] == ' ' ? afterColon + 1 : afterColon;
    }
}
