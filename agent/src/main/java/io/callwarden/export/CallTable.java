package io.callwarden.export;

import io.callwarden.call.Call;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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

    private CallTable() {}

    /** A header and one line a call, each with its line end; times are shown in the zone given. */
    public static String of(List<Call> calls, ZoneId zone) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
        return TextTable.of(
                HEADER,
                FIRST_NUMBER,
                calls.stream().map(call -> cells(call, clock)).toList());
    }

    private static List<String> cells(Call call, DateTimeFormatter clock) {
        return List.of(
                clock.format(call.times().startedAt()),
                call.direction().label(),
                call.outcome().label() + (call.missed() ? " !" : ""),
                call.stage().label(),
                TextTable.cell(call.caller().number()),
                TextTable.cell(call.caller().name()),
                TextTable.cell(call.did()),
                TextTable.cell(call.queue()),
                call.answer() == null ? "" : TextTable.cell(call.answer().extension()),
                minutes(call.times().waited()),
                minutes(call.times().talked()));
    }

    private static String minutes(Duration duration) {
        return duration == null ? "" : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
