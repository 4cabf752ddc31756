package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slots of one recording. Learns from the headers that define them: uniqueids, channel names, and the numbers of outside parties
 * (who called in, who was dialled). Used once, on one thread.
 */
final class SlotCatalogue {

    /** So many digits at a number's end are made fresh; what stands before tells country and network. */
    static final int NUMBER_DIGITS = 7;

    /** Enough to tell numbers apart, few enough that 8 926…, +7 926… and 926… are one. */
    private static final int NUMBER_KEY_DIGITS = 9;

    private static final Pattern UNIQUEID = Pattern.compile("(?:^|-)([0-9]{9,11}\\.[0-9]{1,9})$");
    private static final Pattern CHANNEL = Pattern.compile("([A-Za-z0-9_]+/.+-)([0-9a-f]{8})(?:;[12])?");
    private static final Pattern LONG_DIGITS = Pattern.compile("[0-9]{" + NUMBER_DIGITS + ",}");

    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Integer> uniqueids = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final Map<String, List<String>> channelsBySuffix = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private long firstMicros = -1;

    SlotCatalogue(Recording recording) {
        Map<String, Long> foundUniqueids = new LinkedHashMap<>();
        Map<String, Long> foundChannels =
                new TreeMap<>(Comparator.comparing(SlotCatalogue::suffix).thenComparing(name -> name));
        Map<String, Long> foundNumbers = new LinkedHashMap<>();
        for (TimedMessage message : recording.messages()) {
            learn(message, foundUniqueids, foundChannels, foundNumbers);
        }
        foundUniqueids.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> counter(entry.getKey())))
                .forEach(found ->
                        uniqueids.put(found.getKey(), add(Slot.Kind.UNIQUEID, found.getKey(), found.getValue())));
        foundChannels.forEach((name, offset) -> {
            channels.put(name, add(Slot.Kind.CHANNEL_SUFFIX, name, offset));
            channelsBySuffix
                    .computeIfAbsent(suffix(name), suffix -> new ArrayList<>())
                    .add(name);
        });
        foundNumbers.forEach((key, offset) -> numbers.put(key, add(Slot.Kind.NUMBER, key, offset)));
        if (firstMicros < 0) {
            firstMicros = foundUniqueids.keySet().stream()
                    .mapToLong(id -> Long.parseLong(id.substring(0, id.indexOf('.'))) * 1_000_000)
                    .min()
                    .orElse(0);
        }
    }

    private void learn(
            TimedMessage message, Map<String, Long> uniqueids, Map<String, Long> channels, Map<String, Long> numbers) {
        long offset = message.offset().toNanos() / 1_000;
        for (Header header : message.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.endsWith("uniqueid") || name.endsWith("linkedid")) {
                Matcher id = UNIQUEID.matcher(header.value());
                if (id.find()) {
                    uniqueids.putIfAbsent(id.group(1), offset);
                }
            } else if (name.endsWith("channel") || name.equals("newname")) {
                Matcher channel = CHANNEL.matcher(header.value());
                if (channel.matches()) {
                    channels.putIfAbsent(channel.group(1) + channel.group(2), offset);
                }
            } else if (name.equals("timestamp") && firstMicros < 0) {
                firstMicros = Timestamps.micros(header.value()) - (Timestamps.micros(header.value()) < 0 ? 0 : offset);
            }
        }
        outsideNumber(message).ifPresent(key -> numbers.putIfAbsent(key, offset));
    }

    /** Who calls is told by his new channel, who is called by the dial string; employees' numbers are shorter. */
    private static Optional<String> outsideNumber(TimedMessage message) {
        String header =
                switch (message.event()) {
                    case "Newchannel" -> "CallerIDNum";
                    case "DialBegin" -> "DialString";
                    default -> "";
                };
        Matcher digits = LONG_DIGITS.matcher(message.header(header).orElse(""));
        return digits.find() ? Optional.of(key(digits.group())) : Optional.empty();
    }

    private static String key(String digits) {
        return digits.substring(Math.max(0, digits.length() - NUMBER_KEY_DIGITS));
    }

    private static String suffix(String channel) {
        return channel.substring(channel.length() - 8);
    }

    private static long counter(String uniqueid) {
        return Long.parseLong(uniqueid.substring(uniqueid.indexOf('.') + 1));
    }

    private int add(Slot.Kind kind, String original, long offsetMicros) {
        slots.add(new Slot(kind, original, offsetMicros));
        return slots.size() - 1;
    }

    List<Slot> slots() {
        return slots;
    }

    /** When the recording began, in microseconds of the epoch; by the oldest uniqueid where it has no Timestamps. */
    long firstMicros() {
        return firstMicros;
    }

    int uniqueid(String text) {
        return uniqueids.getOrDefault(text, -1);
    }

    /** The slot of the channel whose name ends at {@code end} of the value. */
    int channelSuffix(String value, int end) {
        for (String name : channelsBySuffix.getOrDefault(value.substring(end - 8, end), List.of())) {
            if (value.regionMatches(end - name.length(), name, 0, name.length())) {
                return channels.get(name);
            }
        }
        return -1;
    }

    int number(String digits) {
        for (int length = NUMBER_KEY_DIGITS; length >= NUMBER_DIGITS; length--) {
            if (digits.length() >= length) {
                Integer slot = numbers.get(digits.substring(digits.length() - length));
                if (slot != null) {
                    return slot;
                }
            }
        }
        return -1;
    }

    int uuid(String text) {
        return others.computeIfAbsent(text, uuid -> add(Slot.Kind.UUID, uuid, 0));
    }

    int instant(Slot.Kind kind, String text, long epochSeconds) {
        return others.computeIfAbsent(text, same -> add(kind, same, epochSeconds * 1_000_000 - firstMicros));
    }
}
