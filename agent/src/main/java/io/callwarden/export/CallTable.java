package io.callwarden.export;

import io.callwarden.call.Call;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls as a table for the terminal, its columns aligned also with wide and combining characters. Nothing that came from outside can
 * move the cursor or change a colour; long cells are cut at 30 columns.
 */
public final class CallTable {
    private static final List<String> HEADER = List.of(
            "STARTED",
            "DIRECTION",
            "OUTCOME",
            "STAGE",
            "CALLER",
            "NAME",
            "DIALLED",
            "QUEUE",
            "ANSWERED BY",
            "WAIT",
            "TALK");
    private static final int FIRST_NUMBER = HEADER.indexOf("WAIT");
    private static final int WIDEST_CELL = 30;

    private CallTable() {}

    /** A header and one line a call, each with its line end; times are shown in the zone given. */
    public static String of(List<Call> calls, ZoneId zone) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
        List<List<String>> lines = new ArrayList<>(calls.size() + 1);
        lines.add(HEADER);
        for (Call call : calls) {
            lines.add(cells(call, clock));
        }
        int[] widths = widths(lines);
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            append(table, line, widths);
        }
        return table.toString();
    }

    private static List<String> cells(Call call, DateTimeFormatter clock) {
        return List.of(
                clock.format(call.times().startedAt()),
                call.direction().label(),
                call.outcome().label() + (call.missed() ? " !" : ""),
                call.stage().label(),
                cell(call.caller().number()),
                cell(call.caller().name()),
                cell(call.did()),
                cell(call.queue()),
                call.answer() == null ? "" : cell(call.answer().extension()),
                minutes(call.times().waited()),
                minutes(call.times().talked()));
    }

    private static String cell(String text) {
        return TextWidth.cut(SafeText.printable(text), WIDEST_CELL);
    }

    private static String minutes(Duration duration) {
        return duration == null ? "" : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[HEADER.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], TextWidth.of(line.get(column)));
            }
        }
        return widths;
    }

    private static void append(StringBuilder table, List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String gap = " ".repeat(widths[column] - TextWidth.of(cell));
            text.append(column == 0 ? "" : "  ").append(column < FIRST_NUMBER ? cell + gap : gap + cell);
        }
        table.append(text.toString().stripTrailing()).append('\n');
    }
}
