package io.callwarden.export;

import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Call-back tasks and their histories as tables for the terminal; what came from outside cannot move the cursor. */
public final class TaskTable {
    private static final List<String> OPEN =
            List.of("CUSTOMER", "STATE", "DUE", "QUEUE", "DIALLED", "PBX", "LAST MISSED", "MISSED", "TRIED");
    private static final List<String> CLOSED = List.of(
            "CUSTOMER",
            "STATE",
            "HOW",
            "ENDED",
            "BY",
            "QUEUE",
            "DIALLED",
            "PBX",
            "FIRST MISSED",
            "MISSED",
            "TRIED",
            "TOOK");
    private static final List<String> HISTORY = List.of("TIME", "WHAT", "BY", "CALL", "REASON");

    private TaskTable() {}

    /** A header and one line a task that is open at {@code now}. */
    public static String open(List<Task> tasks, Instant now, ZoneId zone) {
        DateTimeFormatter clock = clock(zone);
        return TextTable.of(
                OPEN,
                OPEN.indexOf("MISSED"),
                tasks.stream().map(task -> openCells(task, now, clock)).toList());
    }

    private static List<String> openCells(Task task, Instant now, DateTimeFormatter clock) {
        TaskState state = task.state(now);
        return List.of(
                TextTable.cell(task.customer()),
                state.label() + (state == TaskState.OVERDUE ? " !" : ""),
                clock.format(task.dueAt()),
                TextTable.cell(task.queue()),
                TextTable.cell(task.did()),
                TextTable.cell(task.pbx()),
                clock.format(task.lastMissedAt()),
                Integer.toString(task.missed()),
                Integer.toString(task.attempts().count()));
    }

    /** A header and one line a task that has ended. */
    public static String closed(List<Task> tasks, Instant now, ZoneId zone) {
        DateTimeFormatter clock = clock(zone);
        return TextTable.of(
                CLOSED,
                CLOSED.indexOf("MISSED"),
                tasks.stream().map(task -> closedCells(task, now, clock)).toList());
    }

    private static List<String> closedCells(Task task, Instant now, DateTimeFormatter clock) {
        Closing closing = task.closing();
        return List.of(
                TextTable.cell(task.customer()),
                task.state(now).label(),
                closing.how().label(),
                clock.format(closing.at()),
                TextTable.cell(closing.by()),
                TextTable.cell(task.queue()),
                TextTable.cell(task.did()),
                TextTable.cell(task.pbx()),
                clock.format(task.firstMissedAt()),
                Integer.toString(task.missed()),
                Integer.toString(task.attempts().count()),
                hours(task.duration()));
    }

    /** One line about a task, and a table of what happened to it. */
    public static String history(Entry entry, Instant now, ZoneId zone) {
        DateTimeFormatter clock = clock(zone);
        Task task = entry.task();
        return "%s: %s, missed %d time(s), tried %d time(s), due %s\n"
                        .formatted(
                                SafeText.printable(task.customer()),
                                task.state(now).label(),
                                task.missed(),
                                task.attempts().count(),
                                clock.format(task.dueAt()))
                + TextTable.of(
                        HISTORY,
                        HISTORY.size(),
                        entry.changes().stream()
                                .map(change -> cells(change, clock))
                                .toList());
    }

    private static List<String> cells(Change change, DateTimeFormatter clock) {
        return List.of(
                clock.format(change.at()),
                change.kind().label().replace('_', ' '),
                TextTable.cell(change.by()),
                TextTable.cell(change.call()),
                SafeText.printable(change.reason()));
    }

    /** As {@code 27:05:09}: hours, minutes, seconds. */
    public static String hours(Duration duration) {
        return "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    private static DateTimeFormatter clock(ZoneId zone) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    }
}
