package io.callwarden.store;

import io.callwarden.backup.Contents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole database of H2's as a compressed SQL script, and back. */
final class H2Script {
    /** H2's own level, which JDBC has no word for: what is read is all tables as they were at the first statement. */
    private static final int SNAPSHOT = 6;

    private H2Script() {}

    /** Writes it as it is at one moment, however long that takes and whoever writes meanwhile. */
    static Contents write(Connection connection, Path file) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(false);
        try {
            connection.setTransactionIsolation(SNAPSHOT);
            // Fixes the moment: SCRIPT alone reads each table as it is when its turn comes.
            Contents contents = contents(connection);
            try (PreparedStatement script =
                    connection.prepareStatement("script nopasswords nosettings to ? compression gzip")) {
                script.setString(1, file.toString());
                execute(script);
            }
            return contents;
        } finally {
            connection.rollback();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(true);
        }
    }

    private static void execute(PreparedStatement script) throws SQLException {
        try {
            script.execute();
        } catch (SQLException e) {
            // Where the disk is full, H2 lets go of the file without closing it. Until the garbage collector finds it,
            // the room of what
            // is deleted then is not free: on a disk that has none.
            System.gc();
            throw e;
        }
    }

    /** Runs it in a database that is empty. */
    static void read(Connection connection, Path file) throws SQLException {
        try (PreparedStatement script = connection.prepareStatement("runscript from ? compression gzip")) {
            script.setString(1, file.toString());
            script.execute();
        }
    }

    /** What is in a database with or without our tables. */
    static Contents contents(Connection connection) throws SQLException {
        List<String> tables = tables(connection);
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables) {
            rows.put(
                    table,
                    one(connection, "select count(*) from public.\"" + table + "\"", result -> result.getLong(1)));
        }
        String version = tables.contains("flyway_schema_history")
                ? one(
                        connection,
                        "select version from public.\"flyway_schema_history\" where \"success\" and \"version\" is not null"
                                + " order by \"installed_rank\" desc fetch first row only",
                        result -> result.getString(1))
                : null;
        OffsetDateTime latest = tables.contains("call")
                ? one(
                        connection,
                        "select max(started_at) from public.call",
                        result -> result.getObject(1, OffsetDateTime.class))
                : null;
        return new Contents(version == null ? "" : version, rows, latest == null ? null : latest.toInstant());
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE' order by table_name")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }

    private interface Reading<T> {
        T of(ResultSet result) throws SQLException;
    }

    /** Null where there is no row. */
    private static <T> T one(Connection connection, String query, Reading<T> reading) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? reading.of(result) : null;
        }
    }
}
