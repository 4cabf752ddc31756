package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The times in which a PBX was not heard: one a PBX and beginning. */
final class BlindIntervals {
    private static final String INSERT = """
            insert into blind_interval (pbx, blind_from, blind_until, reason, calls_lost) values (?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String OVERLAPPING = """
            select pbx, blind_from, blind_until, reason, calls_lost
              from blind_interval
             where blind_from < :until and blind_until > :from and (pbx = :pbx or :all)
             order by blind_from, pbx
            """;

    private BlindIntervals() {}

    static void write(Connection connection, List<BlindInterval> intervals) throws SQLException {
        if (intervals.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Row row = new Row(statement);
            for (BlindInterval interval : intervals) {
                row.text(interval.pbx()).time(interval.from()).time(interval.until());
                row.text(interval.reason().label()).number(interval.callsLost()).add();
            }
            row.write();
        }
    }

    static List<BlindInterval> read(Handle handle, String pbx, Instant from, Instant until) {
        return handle.createQuery(OVERLAPPING)
                .bind("pbx", pbx == null ? "" : pbx)
                .bind("all", pbx == null)
                .bind("from", Columns.time(from))
                .bind("until", Columns.time(until))
                .map((row, context) -> interval(row))
                .list();
    }

    private static BlindInterval interval(ResultSet row) throws SQLException {
        return new BlindInterval(
                row.getString("pbx"),
                Columns.instant(row, "blind_from"),
                Columns.instant(row, "blind_until"),
                Columns.constant(BlindInterval.Reason.class, row, "reason"),
                row.getInt("calls_lost"));
    }
}
