package io.callwarden.store;

import io.callwarden.store.DatabaseUrl.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Whether the database opens and may be written. Changes nothing in it, and makes none. */
public final class DatabaseCheck {
    private static final int H2_FILE_IN_USE = 90_020;
    private static final String SECONDS = "5";

    private DatabaseCheck() {}

    /**
     * What was found, in words.
     *
     * @throws StoreException where it cannot be used; the message says why and what helps
     */
    public static String look(StoreConfig config) {
        DatabaseUrl url = DatabaseUrl.of(config);
        if (config.jdbcUrl() == null) {
            Path file = config.dataDir().resolve("callwarden.mv.db");
            if (!Files.exists(file)) {
                return "the database will be made in %s when the agent first runs".formatted(config.dataDir());
            }
            if (!Files.isWritable(file)) {
                throw new StoreException(
                        "%s cannot be written: give it to the user of the agent".formatted(file), null);
            }
        }
        try (Connection connection = open(url, config);
                Statement statement = connection.createStatement()) {
            if (url.engine() == Engine.POSTGRESQL) {
                requireRights(url, statement);
            }
            DatabaseMetaData data = connection.getMetaData();
            return "the database %s opens (%s %s) and may be written; %s"
                    .formatted(
                            url,
                            data.getDatabaseProductName(),
                            data.getDatabaseProductVersion(),
                            tables(data, statement));
        } catch (SQLException e) {
            throw new StoreException(
                    e.getErrorCode() == H2_FILE_IN_USE
                            ? "the database %s is open in another program, and no agent with this configuration answers: end that program"
                                    .formatted(url)
                            : "the database %s cannot be used (%s): check store.url, store.user and its password, and that it runs"
                                    .formatted(url, firstLine(e)),
                    e);
        }
    }

    private static Connection open(DatabaseUrl url, StoreConfig config) throws SQLException {
        Properties properties = new Properties();
        if (config.user() != null) {
            properties.setProperty("user", config.user());
        }
        if (config.password() != null) {
            properties.setProperty("password", config.password().value());
        }
        if (url.engine() == Engine.POSTGRESQL) {
            properties.setProperty("connectTimeout", SECONDS);
            properties.setProperty("socketTimeout", SECONDS);
            return DriverManager.getConnection(url.jdbc(), properties);
        }
        // Only looked at: opened for writing, it would be changed on closing.
        return DriverManager.getConnection(url.jdbc() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", properties);
    }

    private static void requireRights(DatabaseUrl url, Statement statement) throws SQLException {
        require(
                url,
                statement,
                "select not pg_is_in_recovery()",
                "it is a standby: name the primary server in store.url");
        require(
                url,
                statement,
                "select has_schema_privilege(current_schema(), 'create')",
                "its user may make no tables: grant create on schema public to that user");
        require(
                url,
                statement,
                "select coalesce(bool_and(has_table_privilege(c.oid, 'insert, update, delete')), true) from pg_class c"
                        + " where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname = 'call'",
                "its user may not write into the table call: let it own the tables");
    }

    private static void require(DatabaseUrl url, Statement statement, String question, String otherwise)
            throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            if (!answer.next() || !answer.getBoolean(1)) {
                throw new StoreException("the database %s opens, but %s".formatted(url, otherwise), null);
            }
        }
    }

    private static String tables(DatabaseMetaData data, Statement statement) throws SQLException {
        try (ResultSet history = data.getTables(null, null, "flyway_schema_history", null)) {
            if (!history.next()) {
                return "its tables will be made when the agent first runs";
            }
        }
        try (ResultSet latest = statement.executeQuery(
                "select \"version\" from \"flyway_schema_history\" where \"success\" order by \"installed_rank\" desc")) {
            return latest.next() ? "its tables are of version " + latest.getString(1) : "it has no tables yet";
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
