package io.callwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.callwarden.store.DatabaseUrl.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one database, its tables, and all in which H2 and PostgreSQL differ. Thread-safe. */
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 4;
    private static final long CONNECT_MILLIS = 5_000;
    private static final int H2_FILE_IN_USE = 90_020;

    /** PostgreSQL takes a join over many partitions for so dear that it compiles it first, for half a second; it then takes one millisecond. */
    private static final String WITHOUT_COMPILING = "set jit = off";

    /**
     * Shortly before the driver gives up waiting: else the server would go on with what nobody reads any more. And who stands still in the middle
     * of a transaction must not keep customers from other agents.
     */
    private static final String LIMITS =
            "set statement_timeout = '28s'; set idle_in_transaction_session_timeout = '60s'";

    /** How the tables are looked at and changed on PostgreSQL: without a limit of time, for to change a large one takes minutes. */
    static final Map<String, String> WITHOUT_LIMIT = Map.of(
            "ApplicationName", "callwarden",
            "connectTimeout", "5",
            "tcpKeepAlive", "true",
            "logServerErrorDetail", "false");

    private final DatabaseUrl url;
    private final Path directory;
    private final Optional<DatabaseFile> file;
    private final HikariDataSource connections;
    private final Optional<EmbeddedDatabase> embedded;
    private final Clock clock;
    private final SqlParser parser = new ColonPrefixSqlParser();
    private boolean migrated;
    private volatile String schemaVersion = "";

    private Database(DatabaseUrl url, StoreConfig config, HikariDataSource connections, Clock clock) {
        this.url = url;
        this.directory = config.jdbcUrl() == null ? config.dataDir() : null;
        file = DatabaseFile.of(url, clock);
        this.connections = connections;
        this.clock = clock;
        embedded = EmbeddedDatabase.of(url, config.user(), config.password(), connections::getConnection);
    }

    /** Does not connect yet. */
    static Database of(StoreConfig config, Clock clock) {
        DatabaseUrl url = DatabaseUrl.of(config);
        // Made without arguments it connects when it is first used, not before there is a directory.
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("store");
        pool.setJdbcUrl(url.jdbc());
        pool.setUsername(config.user());
        pool.setPassword(config.password() == null ? null : config.password().value());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        // The database may come up later than the agent.
        pool.setInitializationFailTimeout(-1);
        if (url.engine() == Engine.H2) {
            // H2 closes its file with the last connection; none must go just for its age.
            pool.setMaxLifetime(0);
        } else {
            // A dead server must not hold the writer for ever. What the URL says comes first.
            pool.addDataSourceProperty("ApplicationName", "callwarden");
            pool.addDataSourceProperty("connectTimeout", "5");
            pool.addDataSourceProperty("socketTimeout", "30");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            // Details are values of the row, which are numbers and names of customers.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.setConnectionInitSql(
                    url.jdbc().contains("socketTimeout") ? WITHOUT_COMPILING : WITHOUT_COMPILING + "; " + LIMITS);
        }
        return new Database(url, config, pool, clock);
    }

    /** Whether several agents may work on it at once. */
    boolean isShared() {
        return url.engine() == Engine.POSTGRESQL;
    }

    /** For statements on connections of their own. */
    Jdbi jdbi() {
        return withoutValues(Jdbi.create(this::connection));
    }

    /** For statements in the transaction of a connection, which stays the caller's to close. */
    Handle within(Connection connection) {
        Jdbi jdbi = withoutValues(Jdbi.create(connection));
        // It remembers the statements that it took apart; a new one would do so again for every batch.
        jdbi.getConfig(SqlStatements.class).setSqlParser(parser);
        return jdbi.open();
    }

    /** Values are numbers and names of customers, and messages of exceptions go to the log. */
    private static Jdbi withoutValues(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /** A connection of a database whose tables are up to date. */
    Connection connection() throws SQLException {
        migrate();
        return connections.getConnection();
    }

    synchronized void migrate() {
        if (migrated) {
            return;
        }
        makeDirectory();
        file.ifPresent(DatabaseFile::examine);
        schemaVersion = isCurrent() ? SchemaHistory.newest(url.engine()) : changed();
        migrated = true;
        if (hasMonths()) {
            makeMonths();
        }
        rewriteWhereDue();
    }

    private boolean isCurrent() {
        try (Connection connection = hasMonths() ? connectionOfItsOwn() : connections.getConnection()) {
            return SchemaHistory.isCurrent(connection, url.engine());
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
    }

    /** The pool would go on trying for five seconds where nothing answers. */
    private Connection connectionOfItsOwn() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(WITHOUT_LIMIT);
        if (connections.getUsername() != null) {
            properties.setProperty("user", connections.getUsername());
        }
        if (connections.getPassword() != null) {
            properties.setProperty("password", connections.getPassword());
        }
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    /** Loads Flyway. */
    private String changed() {
        return new Migrations(url, connections, this::cannotOpen)
                .migrate(embedded.map(file -> new BeforeMigration(file, clock)));
    }

    private StoreException cannotOpen(Exception failure) {
        Optional<DamagedDatabaseException> damage = file.flatMap(opened -> opened.damage(failure));
        return damage.isPresent()
                ? damage.get()
                : new StoreException("Cannot open the database " + url + ": " + words(failure), failure);
    }

    /** Ahead of the first call, so that none needs the default partition. */
    private void makeMonths() {
        try {
            new Months(withoutValues(Jdbi.create(connections))).make(clock.instant());
        } catch (JdbiException e) {
            log.warn(
                    "Partitions of the next months cannot be made in {}: {}. Their calls go to the default partition until it"
                            + " is possible; trying again in an hour",
                    url,
                    reason(e));
        }
    }

    /** Whether calls lie in a table for each month. */
    boolean hasMonths() {
        return url.engine() == Engine.POSTGRESQL;
    }

    /** Whether bytes of what was deleted stay in its file until that is rewritten. */
    boolean keepsTraces() {
        return url.engine() == Engine.H2;
    }

    /** After somebody was forgotten; nobody uses the database yet. */
    private void rewriteWhereDue() {
        if (keepsTraces() && jdbi().withHandle(Database::isRewritingDue)) {
            rewrite();
        }
    }

    private static boolean isRewritingDue(Handle handle) {
        return handle.createQuery("select count(*) from forgotten where not rewritten")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** H2 appends what changes and leaves what was there before to be overwritten some day; only a new file has nothing of it. */
    synchronized void rewrite() {
        if (!keepsTraces()) {
            return;
        }
        try (Connection connection = connection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("shutdown compact");
            }
            connections.evictConnection(connection);
        } catch (SQLException e) {
            throw new StoreException("Cannot rewrite the file of " + url + ": " + reason(e), e);
        }
        distrustConnections();
        jdbi().useHandle(handle -> handle.execute("update forgotten set rewritten = true"));
    }

    /** Its file, for backups while it is open; empty where there is none. */
    Optional<EmbeddedDatabase> embedded() {
        return embedded;
    }

    /** Of the latest migration; empty before {@link #migrate}. */
    String schemaVersion() {
        return schemaVersion;
    }

    /** To be called after a commit: makes what was committed survive a power cut. */
    void makeDurable(Connection connection) throws SQLException {
        // PostgreSQL has done so with the commit. H2 writes within half a second and leaves the rest to the operating
        // system.
        if (url.engine() == Engine.H2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
            if (file.isPresent()) {
                file.get().durable(connection);
            }
        }
    }

    /** To be called after a failure: connections that may be broken are not used again. */
    void distrustConnections() {
        HikariPoolMXBean pool = connections.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    /** Why it failed: in the words of the deepest message of the database, else of the deepest of any kind. */
    String reason(Throwable failure) {
        Optional<DamagedDatabaseException> damage = file.flatMap(opened -> opened.damage(failure));
        return damage.isPresent() ? damage.get().getMessage() : words(failure);
    }

    /** As {@link #reason}, of any database. */
    static String words(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        boolean ofDatabase = false;
        for (Throwable cause : causes(failure)) {
            boolean fromDatabase = cause instanceof SQLException;
            if (cause instanceof SQLException e && e.getErrorCode() == H2_FILE_IN_USE) {
                return "another process has it open; is an agent running with this data directory?";
            }
            if (cause.getMessage() != null && (fromDatabase || !ofDatabase)) {
                message = cause.getMessage().lines().findFirst().orElse(message);
                ofDatabase |= fromDatabase;
            }
        }
        return message;
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 20; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private void makeDirectory() {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UnwritableDatabaseException(
                    "Cannot make the data directory %s as the user %s (%s): make it for that user, or set data-dir to another one"
                            .formatted(directory, System.getProperty("user.name"), e),
                    e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
