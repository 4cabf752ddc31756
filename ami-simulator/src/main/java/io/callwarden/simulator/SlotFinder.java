package io.callwarden.simulator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a recording's values what a playing must make fresh. Ids, channel names and numbers are first learnt from the headers that
 * define them ({@link SlotCatalogue}), then found wherever they occur: in AppData, variables, JSON extras. Used once, on one thread.
 */
final class SlotFinder {

    private static final Pattern CANDIDATE =
            Pattern.compile("(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                    + "|(?<uniqueid>(?<![0-9.])[0-9]{9,11}\\.[0-9]{1,9}(?![0-9]))"
                    + "|(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
                    + "|-(?<suffix>[0-9a-f]{8})(?![0-9A-Za-z])"
                    + "|(?<digits>[0-9]{7,})");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> EPOCH_HEADERS = Set.of("logintime", "lastcall", "lastpause");
    private static final long QUARTER_HOUR = 900;

    private final SlotCatalogue catalogue;
    private final Map<String, SlottedText> known = new HashMap<>();
    private Long zoneShiftSeconds;
    private List<String> literals = new ArrayList<>();
    private List<Integer> slots = new ArrayList<>();

    SlotFinder(SlotCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param offsetMicros of the event that the header belongs to */
    SlottedText find(Header header, long offsetMicros) {
        if (EPOCH_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))) {
            return epoch(header.value());
        }
        SlottedText text = known.get(header.value());
        if (text == null) {
            text = scan(header.value(), offsetMicros);
            known.put(header.value(), text);
        }
        return text;
    }

    private SlottedText scan(String value, long offsetMicros) {
        literals = new ArrayList<>();
        slots = new ArrayList<>();
        Matcher candidate = CANDIDATE.matcher(value);
        int end = 0;
        while (candidate.find()) {
            end = take(candidate, value, end, offsetMicros);
        }
        literals.add(value.substring(end));
        return new SlottedText(
                List.copyOf(literals),
                slots.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Adds the slot that the candidate is, if it is one; returns how far the value is consumed. */
    private int take(Matcher candidate, String value, int end, long offsetMicros) {
        if (candidate.group("uuid") != null) {
            return slot(value, end, candidate.start(), candidate.end(), catalogue.uuid(candidate.group()));
        }
        if (candidate.group("uniqueid") != null) {
            return slot(value, end, candidate.start(), candidate.end(), catalogue.uniqueid(candidate.group()));
        }
        if (candidate.group("time") != null) {
            int slot = localTime(candidate.group(), offsetMicros);
            return slot(value, end, candidate.start(), candidate.end(), slot);
        }
        if (candidate.group("suffix") != null) {
            int slot = catalogue.channelSuffix(value, candidate.end());
            if (slot >= 0) {
                return slot(value, end, candidate.start("suffix"), candidate.end(), slot);
            }
        }
        String digits = candidate.group("digits") != null ? candidate.group() : candidate.group("suffix");
        int from = candidate.end() - SlotCatalogue.NUMBER_DIGITS;
        return slot(value, end, from, candidate.end(), catalogue.number(digits));
    }

    private int slot(String value, int end, int from, int to, int slot) {
        if (slot < 0) {
            return end;
        }
        literals.add(value.substring(end, from));
        slots.add(slot);
        return to;
    }

    private int localTime(String text, long offsetMicros) {
        try {
            long seconds = LocalDateTime.parse(text, LOCAL).toEpochSecond(ZoneOffset.UTC);
            if (zoneShiftSeconds == null) {
                double apart = seconds - (catalogue.firstMicros() + offsetMicros) / 1e6;
                zoneShiftSeconds = Math.round(apart / QUARTER_HOUR) * QUARTER_HOUR;
            }
            return catalogue.instant(Slot.Kind.LOCAL_TIME, text, seconds - zoneShiftSeconds);
        } catch (DateTimeParseException noTime) {
            return -1; // digits that only look like a time stay as they are
        }
    }

    private SlottedText epoch(String value) {
        if (!value.matches("[0-9]{10}")) {
            return SlottedText.literal(value);
        }
        int slot = catalogue.instant(Slot.Kind.EPOCH_SECONDS, value, Long.parseLong(value));
        return new SlottedText(List.of("", ""), new int[] {slot});
    }
}
