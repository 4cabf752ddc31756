package io.callwarden.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts facts into English words, times into the zone of the readers. */
final class Wording {
    private static final int MOST_PHONES = 6;

    private final DateTimeFormatter clock;

    Wording(ZoneId zone) {
        clock = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(zone);
    }

    /** As {@code 23 Nov 09:41}. */
    String time(Instant instant) {
        return clock.format(instant);
    }

    /** As {@code 1:05}, minutes and seconds; empty where it is not known. */
    String duration(Duration duration) {
        return duration == null ? "" : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    /** Each phone once, with why it last stopped ringing. */
    String rang(Fields call) {
        Map<String, String> phones = new LinkedHashMap<>();
        for (Fields ring : call.each("rang")) {
            if (ring.text("extension") != null) {
                phones.put(ring.text("extension"), words(ring.text("result")));
            }
        }
        List<String> told = new ArrayList<>();
        phones.forEach((extension, result) -> told.add(result.isEmpty() ? extension : extension + " (" + result + ")"));
        String more = told.size() > MOST_PHONES ? ", and %d more".formatted(told.size() - MOST_PHONES) : "";
        return String.join(", ", told.subList(0, Math.min(MOST_PHONES, told.size()))) + more;
    }

    /** What became of call and customer. */
    String became(Fields call, Fields task) {
        List<String> parts = new ArrayList<>();
        if ("inbound".equals(call.text("direction")) || !task.exist()) {
            parts.add(outcome(call));
        }
        if (task.exist()) {
            if (task.number("missed") > 1) {
                parts.add("missed %d times".formatted(task.number("missed")));
            }
            parts.add(standing(task));
        }
        parts.removeIf(String::isEmpty);
        return String.join(", ", parts);
    }

    private static String outcome(Fields call) {
        String outcome = call.text("outcome");
        if (outcome == null) {
            return "";
        }
        return switch (outcome) {
            case "answered" -> "answered" + by(call.text("answeredBy"));
            case "abandoned" -> "hung up";
            case "unanswered" -> "nobody answered";
            case "busy" -> "all busy";
            case "unreachable" -> "no phone could be reached";
            case "voicemail" -> "went to voicemail";
            case "rejected" -> "turned away";
            case "unknown" -> "its end was not seen";
            default -> words(outcome);
        };
    }

    private String standing(Fields task) {
        String state = String.valueOf(task.text("state"));
        return switch (state) {
            case "open" -> "call back" + at(" by ", task.instant("dueAt"));
            case "attempted" -> tried(task) + ", call back" + at(" by ", task.instant("dueAt"));
            case "overdue" -> tried(task) + ", overdue" + at(" since ", task.instant("dueAt"));
            case "recovered", "lost" -> closed(task.in("closed"));
            default -> "";
        };
    }

    private static String tried(Fields task) {
        return switch (task.number("attempts")) {
            case 0 -> "not tried yet";
            case 1 -> "tried once in vain";
            default -> "tried %d times in vain".formatted(task.number("attempts"));
        };
    }

    private String closed(Fields closed) {
        String after = closed.millis("afterMillis") == null ? "" : " after " + span(closed.millis("afterMillis"));
        String how = String.valueOf(closed.text("how"));
        return switch (how) {
            case "callback" -> "called back" + by(closed.text("by")) + after;
            case "caller" -> "called again and was answered" + by(closed.text("by")) + after;
            case "expired" -> "nobody reached him" + at(" until ", closed.instant("at"));
            case "dismissed" ->
                "closed" + by(closed.text("by")) + (closed.text("reason") == null ? "" : ": " + closed.text("reason"));
            default -> "";
        };
    }

    private static String span(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        return duration.toMinutes() >= 120 ? duration.toHours() + " h" : Math.max(1, duration.toMinutes()) + " min";
    }

    private String at(String before, Instant instant) {
        return instant == null ? "" : before + time(instant);
    }

    private static String by(String who) {
        return who == null ? "" : " by " + who;
    }

    private static String words(String label) {
        return label == null ? "" : label.replace('_', ' ');
    }
}
