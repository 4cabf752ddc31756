package io.callwarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** What columns hold, as the types of the program; null stays null. */
final class Columns {
    private Columns() {}

    /**
     * A moment as a column holds it: cut off, never rounded, which drivers would do. So it may be written or compared with what was, and
     * is the same again when it is read.
     */
    static OffsetDateTime time(Instant instant) {
        return Micros.cut(instant).atOffset(ZoneOffset.UTC);
    }

    static OffsetDateTime timeOrNull(Instant instant) {
        return instant == null ? null : time(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Duration duration(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.duration(micros);
    }

    static Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }

    static <E extends Enum<E>> E constant(Class<E> type, ResultSet row, String column) throws SQLException {
        String label = row.getString(column);
        return label == null ? null : Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
    }
}
