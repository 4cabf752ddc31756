package io.callwarden.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of a recording, so that a test can leave some out, say them twice, or mix them with others. */
record Messages(List<Message> all) {
    private static final Pattern TIMESTAMP = Pattern.compile("(?m)^Timestamp: (\\d+)\\.(\\d{6})");
    private static final Pattern LINKEDID = Pattern.compile("(?mi)^\\w*Linkedid: (\\S+)");

    /** One message, ISO 8859-1 so that every byte comes back as it was. */
    record Message(String text) {
        boolean isEvent() {
            return text.startsWith("Event: ");
        }

        /** Microseconds since 1970, or -1. */
        long micros() {
            Matcher matcher = TIMESTAMP.matcher(text);
            return matcher.find() ? Long.parseLong(matcher.group(1) + matcher.group(2)) : -1;
        }

        Message at(long micros) {
            return new Message(TIMESTAMP
                    .matcher(text)
                    .replaceFirst("Timestamp: %d.%06d".formatted(micros / 1_000_000, micros % 1_000_000)));
        }

        List<String> linkedids() {
            List<String> ids = new ArrayList<>();
            Matcher matcher = LINKEDID.matcher(text);
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
            return ids;
        }
    }

    static Messages of(byte[] stream) {
        List<Message> all = new ArrayList<>();
        for (String text : new String(stream, StandardCharsets.ISO_8859_1).split("\r\n\r\n")) {
            if (!text.isBlank()) {
                all.add(new Message(text + "\r\n\r\n"));
            }
        }
        return new Messages(all);
    }

    /** The same, told as if the first event had happened {@code micros} after 1970. */
    Messages startingAt(long micros) {
        long first = all.stream()
                .mapToLong(Message::micros)
                .filter(at -> at >= 0)
                .min()
                .orElse(0);
        return new Messages(all.stream()
                .map(message -> message.micros() < 0 ? message : message.at(message.micros() - first + micros))
                .toList());
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        all.forEach(message -> text.append(message.text()));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
