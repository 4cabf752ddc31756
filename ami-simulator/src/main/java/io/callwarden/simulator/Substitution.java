package io.callwarden.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What stands in the slots of one playing. Filled as it is asked for; used by one thread at a time. */
final class Substitution {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Template template;
    private final Numbering numbering;
    private final long startMicros;
    private final ZoneId zone;
    private final boolean keepNumbers;
    private final long firstUniqueid;
    private final long firstChannel;
    private final long firstNumber;
    private final String[] texts;
    private final byte[][] bytes;

    /** @param startMicros when the recording's first event happens, in microseconds of the epoch */
    Substitution(Template template, Numbering numbering, long startMicros, ZoneId zone, boolean keepNumbers) {
        this.template = template;
        this.numbering = numbering;
        this.startMicros = startMicros;
        this.zone = zone;
        this.keepNumbers = keepNumbers;
        this.firstUniqueid = numbering.uniqueids(template.count(Slot.Kind.UNIQUEID));
        this.firstChannel = numbering.channels(template.count(Slot.Kind.CHANNEL_SUFFIX));
        this.firstNumber = numbering.numbers(template.count(Slot.Kind.NUMBER));
        this.texts = new String[template.slots().size()];
        this.bytes = new byte[texts.length][];
    }

    long startMicros() {
        return startMicros;
    }

    String text(int slot) {
        if (texts[slot] == null) {
            texts[slot] = fill(slot);
        }
        return texts[slot];
    }

    /** The same as {@link #text}, as bytes that the caller must not change. */
    byte[] bytes(int slot) {
        if (bytes[slot] == null) {
            bytes[slot] = text(slot).getBytes(StandardCharsets.US_ASCII);
        }
        return bytes[slot];
    }

    private String fill(int index) {
        Slot slot = template.slots().get(index);
        int rank = template.rank(index);
        long micros = startMicros + slot.offsetMicros();
        return switch (slot.kind()) {
            case UNIQUEID -> Math.floorDiv(micros, 1_000_000) + "." + (firstUniqueid + rank);
            case CHANNEL_SUFFIX -> String.format("%08x", (int) (firstChannel + rank));
            case UUID -> numbering.uuid().toString();
            case NUMBER -> keepNumbers ? lastDigits(slot.original()) : Numbering.number(firstNumber + rank);
            case LOCAL_TIME ->
                LOCAL.format(
                        Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000)).atZone(zone));
            case EPOCH_SECONDS -> Long.toString(Math.floorDiv(micros, 1_000_000));
        };
    }

    private static String lastDigits(String number) {
        return number.substring(number.length() - SlotCatalogue.NUMBER_DIGITS);
    }
}
