package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** One event of a {@link Template}: bytes to copy, slots to fill. Immutable. */
final class TemplateEvent {

    private static final byte[] TIMESTAMP = "Timestamp: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int TIMESTAMP_DIGITS = 6;

    private final String name;
    private final long offsetMicros;
    private final int privileges;
    private final StateChange change;
    private final byte[] head;
    private final byte[][] literals;
    private final int[] slots;
    private final SlottedText[] fields;

    /**
     * @param head the lines before Timestamp
     * @param literals the rest of the message, cut at the slots
     * @param fields what the state reads, by {@link EventField#ordinal()}; null where the event has no such header, or altogether
     *     where it changes nothing
     */
    TemplateEvent(
            TimedMessage message,
            byte[] head,
            byte[][] literals,
            int[] slots,
            StateChange change,
            SlottedText[] fields) {
        this.name = message.event();
        this.offsetMicros = message.offset().toNanos() / 1_000;
        this.privileges =
                message.header("Privilege").map(PrivilegeClass::maskOfHeader).orElse(0);
        this.head = head;
        this.literals = literals;
        this.slots = slots;
        this.change = change;
        this.fields = fields;
    }

    String name() {
        return name;
    }

    long offsetMicros() {
        return offsetMicros;
    }

    /** The class bits that a session must all have to see this event. */
    int privileges() {
        return privileges;
    }

    StateChange change() {
        return change;
    }

    /** Empty where the event has no such header, or changes nothing in the state. */
    String text(EventField field, Substitution values) {
        SlottedText text = fields == null ? null : fields[field.ordinal()];
        return text == null ? "" : text.in(values);
    }

    /**
     * Appends the message as it goes over the wire, the closing empty line included.
     *
     * @param micros the Timestamp in microseconds of the epoch; negative for none
     * @param systemName a whole line, or nothing
     */
    void write(ByteBuf out, Substitution values, long micros, byte[] systemName) {
        out.writeBytes(head);
        if (micros >= 0) {
            writeTimestamp(out, micros);
        }
        out.writeBytes(systemName);
        out.writeBytes(literals[0]);
        for (int i = 0; i < slots.length; i++) {
            out.writeBytes(values.bytes(slots[i]));
            out.writeBytes(literals[i + 1]);
        }
        out.writeBytes(LINE_END);
    }

    private static void writeTimestamp(ByteBuf out, long micros) {
        out.writeBytes(TIMESTAMP);
        writeDigits(out, micros / 1_000_000, 10);
        out.writeByte('.');
        writeDigits(out, micros % 1_000_000, TIMESTAMP_DIGITS);
        out.writeBytes(LINE_END);
    }

    private static void writeDigits(ByteBuf out, long number, int digits) {
        int start = out.writerIndex();
        out.ensureWritable(digits);
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            out.setByte(start + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.writerIndex(start + digits);
    }
}
