package io.callwarden.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Gives each call the number that its rows in other tables refer to. Numbers come in blocks from a sequence of the database, so a call
 * costs no round trip, and several writers never get the same. Not thread-safe.
 */
final class CallNumbers {
    private static final long BLOCK = 1_000;

    private long next;
    private long end;

    long next(Connection connection) throws SQLException {
        if (next == end) {
            try (Statement statement = connection.createStatement();
                    ResultSet block = statement.executeQuery("select nextval('call_block')")) {
                block.next();
                next = block.getLong(1) * BLOCK;
                end = next + BLOCK;
            }
        }
        return next++;
    }
}
