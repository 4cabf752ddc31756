package io.callwarden.export;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.call.Ring;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call as one line that is read as a sentence: {@code 09:37:58 MISSED  inbound  79260017001 to 7001: abandoned in queue sales after
 * 6 s; rang 103, 104}. Safe on a terminal.
 */
public final class CallLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private CallLine() {}

    /** The line, without a line end; the time is that of the call's end, in the zone given. */
    public static String of(Call call, ZoneId zone) {
        return "%s  %-8s  %-8s  %s%s"
                .formatted(end(call, zone), mark(call), call.direction().label(), parties(call), fate(call));
    }

    private static String end(Call call, ZoneId zone) {
        Instant end = call.times().endedAt() == null
                ? call.times().startedAt()
                : call.times().endedAt();
        return TIME.format(end.atZone(zone));
    }

    private static String mark(Call call) {
        return call.missed() ? "MISSED" : call.outcome() == Outcome.ANSWERED ? "answered" : "ended";
    }

    private static String parties(Call call) {
        String number = call.caller().number() == null
                ? "unknown number"
                : SafeText.printable(call.caller().number());
        String name = call.caller().name() == null
                ? ""
                : " (" + SafeText.printable(call.caller().name()) + ")";
        String dialled = call.did() == null ? "" : " to " + SafeText.printable(call.did());
        return number + name + dialled + ": ";
    }

    private static String fate(Call call) {
        StringBuilder fate = new StringBuilder();
        if (call.outcome() == Outcome.ANSWERED) {
            answered(call, fate);
        } else {
            fate.append(call.outcome().label()).append(place(call));
            if (call.shortAbandon()) {
                fate.append(" within the short limit");
            }
            append(fate, " after ", call.times().waited());
            rang(call, fate);
        }
        call.transfers()
                .forEach(transfer -> fate.append("; transferred to ").append(SafeText.printable(transfer.to())));
        return fate.toString();
    }

    private static void answered(Call call, StringBuilder fate) {
        Answer answer = call.answer();
        if (call.direction() == Direction.OUTBOUND || answer == null || answer.extension() == null) {
            fate.append("answered");
        } else {
            fate.append("by ").append(SafeText.printable(answer.extension()));
            if (answer.name() != null) {
                fate.append(" (").append(SafeText.printable(answer.name())).append(')');
            }
        }
        if (call.queue() != null) {
            fate.append(place(call));
        }
        append(fate, " after ", call.times().waited());
        append(fate, ", talked ", call.times().talked());
    }

    private static String place(Call call) {
        if (call.queue() != null) {
            return " in queue " + SafeText.printable(call.queue());
        }
        return switch (call.stage()) {
            case RING -> " while phones rang";
            case QUEUE -> " in a queue";
            case PARKED -> " while parked";
            case CONFERENCE -> " alone in a conference";
            case IVR -> " in the menu";
            case ANNOUNCEMENT -> " during the announcement";
            case VOICEMAIL, NONE -> "";
        };
    }

    private static void rang(Call call, StringBuilder fate) {
        Set<String> phones = call.rang().stream()
                .map(Ring::extension)
                .map(SafeText::printable)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!phones.isEmpty()) {
            fate.append("; tried ").append(String.join(", ", phones));
        }
    }

    private static void append(StringBuilder fate, String before, Duration duration) {
        if (duration != null) {
            long seconds = duration.plusMillis(500).toSeconds();
            fate.append(before);
            fate.append(seconds < 60 ? seconds + " s" : "%d:%02d min".formatted(seconds / 60, seconds % 60));
        }
    }
}
