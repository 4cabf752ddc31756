package io.callwarden.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * Gives each call the number that its rows in other tables refer to: the month of the call, and a number of which blocks come from a sequence
 * of the database. So a call costs no round trip, and several writers never get the same. Not thread-safe.
 */
final class CallNumbers {
    private static final long BLOCK = 1_000;

    private long next;
    private long end;

    /** @param start when the call began */
    long next(Connection connection, Instant start) throws SQLException {
        if (next == end) {
            try (Statement statement = connection.createStatement();
                    ResultSet block = statement.executeQuery("select nextval('call_block')")) {
                block.next();
                next = block.getLong(1) * BLOCK;
                end = next + BLOCK;
            }
        }
        return CallMonth.of(start).number(next++);
    }
}
