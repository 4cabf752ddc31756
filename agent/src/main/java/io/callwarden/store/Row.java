package io.callwarden.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;

/** Fills the parameters of one statement from left to right, again and again, and gathers the rows in a batch. */
final class Row {
    private final PreparedStatement statement;
    private int column;
    private int rows;

    Row(PreparedStatement statement) {
        this.statement = statement;
    }

    Row text(String value) throws SQLException {
        // PostgreSQL has no character U+0000.
        statement.setString(++column, value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD'));
        return this;
    }

    Row flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
        return this;
    }

    Row number(int value) throws SQLException {
        statement.setInt(++column, value);
        return this;
    }

    Row number(long value) throws SQLException {
        statement.setLong(++column, value);
        return this;
    }

    Row number(Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++column, Types.INTEGER);
            return this;
        }
        return number(value.intValue());
    }

    Row time(Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(++column, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(++column, Columns.time(value));
        }
        return this;
    }

    Row time(Duration value) throws SQLException {
        if (value == null) {
            statement.setNull(++column, Types.BIGINT);
            return this;
        }
        return number(Micros.of(value));
    }

    void add() throws SQLException {
        statement.addBatch();
        column = 0;
        rows++;
    }

    /** Writes the rows gathered; says of each how many it changed. */
    int[] write() throws SQLException {
        return rows == 0 ? new int[0] : statement.executeBatch();
    }
}
