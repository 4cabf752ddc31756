package io.callwarden.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What a failure of the database means. */
final class Failures {
    private Failures() {}

    /** Whether the values are at fault (SQL state classes 22, 23, 54), so that trying again cannot help. */
    static boolean isOfTheRecord(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            String state = e.getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"))) {
                return true;
            }
        }
        return false;
    }

    /** Undoes the transaction; where that fails too, the first failure tells it along. */
    static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
