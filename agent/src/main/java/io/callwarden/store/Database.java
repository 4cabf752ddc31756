package io.callwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.callwarden.store.DatabaseUrl.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
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
    private static final String OF_BOTH = "classpath:db/migration";
    static final String[] MIGRATIONS_OF_H2 = {OF_BOTH, "classpath:db/h2"};
    private static final int H2_FILE_IN_USE = 90_020;

    /** PostgreSQL takes a join over many partitions for so dear that it compiles it first, for half a second; it then takes one millisecond. */
    private static final String WITHOUT_COMPILING = "set jit = off";

    /**
     * Shortly before the driver gives up waiting: else the server would go on with what nobody reads any more. And who stands still in the middle
     * of a transaction must not keep customers from other agents.
     */
    private static final String LIMITS =
            "set statement_timeout = '28s'; set idle_in_transaction_session_timeout = '60s'";

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
        try {
            Flyway flyway = migrations().load();
            refuseNewer(flyway.info());
            secure(flyway.info());
            flyway.migrate();
            schemaVersion = flyway.info().current().getVersion().getVersion();
        } catch (FlywayException e) {
            file.flatMap(opened -> opened.damage(e)).ifPresent(damage -> {
                throw damage;
            });
            throw new StoreException("Cannot open the database " + url + ": " + reason(e), e);
        }
        migrated = true;
        if (hasMonths()) {
            makeMonths();
        }
        rewriteWhereDue();
    }

    private FluentConfiguration migrations() {
        FluentConfiguration migrations = Flyway.configure(Database.class.getClassLoader());
        if (hasMonths()) {
            // On a connection of its own, with no limit of time: a large table takes minutes.
            return migrations
                    .jdbcProperties(Map.of(
                            "ApplicationName", "callwarden",
                            "connectTimeout", "5",
                            "tcpKeepAlive", "true",
                            "logServerErrorDetail", "false"))
                    .dataSource(url.jdbc(), connections.getUsername(), connections.getPassword())
                    .locations(OF_BOTH, "classpath:db/postgresql");
        }
        return migrations.dataSource(connections).locations(MIGRATIONS_OF_H2);
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

    /** Left alone, Flyway would go on; but what the newer version made of the tables this one does not know. */
    private void refuseNewer(MigrationInfoService info) {
        MigrationInfo current = info.current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new NewerSchemaException(
                    ("The database %s was made by a newer version of Callwarden (its tables are of version %s, this one knows"
                                    + " %s): install that version again, or bring back the backup from before the upgrade")
                            .formatted(url, current.getVersion(), newestKnown(info)));
        }
    }

    private static String newestKnown(MigrationInfoService info) {
        return Stream.of(info.all())
                .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion)
                .orElse("none");
    }

    /** Backs up what will be changed, where that is a file of ours; a server has backups of its own. */
    private void secure(MigrationInfoService info) {
        MigrationInfo[] pending = info.pending();
        if (embedded.isPresent() && info.current() != null && pending.length > 0) {
            new BeforeMigration(embedded.get(), clock)
                    .secure(
                            info.current().getVersion().getVersion(),
                            pending[pending.length - 1].getVersion().getVersion());
        }
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
