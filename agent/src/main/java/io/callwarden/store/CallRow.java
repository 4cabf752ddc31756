package io.callwarden.store;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A call as read, with the number that its parts in other tables refer to. */
record CallRow(long number, Call call) {

    /** The call without its parts. */
    static CallRow read(ResultSet row) throws SQLException {
        return new CallRow(
                row.getLong("call_no"),
                new Call(
                        new CallId(row.getString("pbx"), row.getString("uniqueid")),
                        Columns.constant(Direction.class, row, "direction"),
                        new Caller(row.getString("caller"), row.getString("caller_name"), row.getString("caller_e164")),
                        row.getString("did"),
                        row.getString("trunk"),
                        List.of(),
                        Columns.constant(Outcome.class, row, "outcome"),
                        Columns.constant(Stage.class, row, "stage"),
                        row.getBoolean("missed"),
                        row.getBoolean("short_abandon"),
                        answer(row),
                        List.of(),
                        List.of(),
                        times(row),
                        Columns.constant(EndedBy.class, row, "ended_by"),
                        Columns.integer(row, "hangup_cause")));
    }

    /** The same calls with their rings, queue visits and transfers. */
    static List<CallRow> withParts(Handle handle, List<CallRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        CallParts parts =
                CallParts.read(handle, rows.stream().map(CallRow::number).toArray(Long[]::new));
        return rows.stream().map(row -> row.with(parts)).toList();
    }

    /** The same calls, those that were missed with their queue visits. */
    static List<CallRow> withQueuesOfMissed(Handle handle, List<CallRow> rows) {
        Long[] missed = rows.stream()
                .filter(row -> row.call().missed())
                .map(CallRow::number)
                .toArray(Long[]::new);
        if (missed.length == 0) {
            return rows;
        }
        CallParts parts = CallParts.readVisits(handle, missed);
        return rows.stream().map(row -> row.with(parts)).toList();
    }

    private CallRow with(CallParts parts) {
        return new CallRow(
                number,
                new Call(
                        call.id(),
                        call.direction(),
                        call.caller(),
                        call.did(),
                        call.trunk(),
                        parts.visits(number),
                        call.outcome(),
                        call.stage(),
                        call.missed(),
                        call.shortAbandon(),
                        call.answer(),
                        parts.rings(number),
                        parts.transfers(number),
                        call.times(),
                        call.endedBy(),
                        call.hangupCause()));
    }

    private static Answer answer(ResultSet row) throws SQLException {
        if (!row.getBoolean("person_answered")) {
            return null;
        }
        return new Answer(
                row.getString("answered_by"), row.getString("answered_by_name"), Columns.instant(row, "answered_at"));
    }

    private static CallTimes times(ResultSet row) throws SQLException {
        return new CallTimes(
                Columns.instant(row, "started_at"),
                Columns.instant(row, "asked_at"),
                Columns.instant(row, "ended_at"),
                Columns.duration(row, "wait_micros"),
                Columns.duration(row, "ring_micros"),
                Columns.duration(row, "talk_micros"),
                Columns.duration(row, "hold_micros"),
                Columns.duration(row, "total_micros"));
    }
}
