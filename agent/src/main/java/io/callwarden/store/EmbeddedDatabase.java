package io.callwarden.store;

import io.callwarden.backup.Backed;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.Contents;
import io.callwarden.config.Secret;
import io.callwarden.store.DatabaseUrl.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/**
 * The embedded database as a file that is backed up and brought back. Neither changes its tables: a backup is of the version that its tables have.
 * Thread-safe.
 */
public final class EmbeddedDatabase implements Backed {
    /** Where backups are kept, beside the database. */
    private static final String FOLDER = "backups";

    private final Path file;
    private final Properties login;
    private final Connections connections;

    /** Where a connection comes from; it is closed after use. */
    interface Connections {
        Connection open() throws SQLException;
    }

    private EmbeddedDatabase(Path file, Properties login, Connections connections) {
        this.file = file;
        this.login = login;
        this.connections = connections;
    }

    /** The one that the configuration names, opened by itself; empty where that is a server, in memory or encrypted. */
    public static Optional<EmbeddedDatabase> of(StoreConfig config) {
        DatabaseUrl url = DatabaseUrl.of(config);
        Properties login = login(config.user(), config.password());
        return url.file()
                .map(file -> new EmbeddedDatabase(
                        file, login, () -> DriverManager.getConnection(url.jdbc() + ";IFEXISTS=TRUE", login)));
    }

    /** The same over connections that are open already, as H2 lets one program at a time open the file. */
    static Optional<EmbeddedDatabase> of(DatabaseUrl url, String user, Secret password, Connections connections) {
        Properties login = login(user, password);
        return url.file().map(file -> new EmbeddedDatabase(file, login, connections));
    }

    private static Properties login(String user, Secret password) {
        Properties login = new Properties();
        login.setProperty("user", user == null ? "" : user);
        login.setProperty("password", password == null ? "" : password.value());
        return login;
    }

    /** Its file. */
    public Path file() {
        return file;
    }

    /** Where its backups are kept unless somebody says otherwise. */
    public Path folder() {
        return file.resolveSibling(FOLDER);
    }

    @Override
    public long bytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new BackupException("The size of %s cannot be read (%s)".formatted(file, e), e);
        }
    }

    @Override
    public Contents writeTo(Path target) {
        try (Connection connection = connections.open()) {
            return H2Script.write(connection, target);
        } catch (SQLException e) {
            throw new BackupException(
                    "The database %s cannot be read to the end (%s)".formatted(file, Database.words(e)), e);
        }
    }

    @Override
    public Contents copy(Path backup, Path database) {
        try (Connection connection =
                DriverManager.getConnection(DatabaseUrl.ofFile(database).jdbc(), login)) {
            read(connection, backup);
        } catch (SQLException e) {
            throw new BackupException(
                    "%s cannot be made into a database (%s): it is damaged or no backup of Callwarden's, take another one"
                            .formatted(backup, withoutValues(e)),
                    e);
        }
        return contents(backup, database);
    }

    /** Where the disk is full, H2 may wait for room with the file open, which keeps what is deleted on the disk. */
    private static void read(Connection connection, Path backup) throws SQLException {
        try {
            H2Script.read(connection, backup);
        } catch (SQLException e) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            } catch (SQLException alreadyShut) {
                e.addSuppressed(alreadyShut);
            }
            throw e;
        }
    }

    /** What H2 quotes may be a line of the backup, with numbers and names in it. */
    private static String withoutValues(SQLException e) {
        return Database.words(e).replaceAll("\"[^\"]*\"?", "…");
    }

    @Override
    public boolean knows(String schemaVersion) {
        return SchemaHistory.known(Engine.H2).stream()
                .anyMatch(known -> known.version().equals(schemaVersion));
    }

    /** Opened once more: what a reader finds, not what the writer had in memory. */
    private Contents contents(Path backup, Path database) {
        try (Connection connection =
                DriverManager.getConnection(DatabaseUrl.ofFile(database).jdbc() + ";IFEXISTS=TRUE", login)) {
            return H2Script.contents(connection);
        } catch (SQLException e) {
            throw new BackupException(
                    "What %s was made into cannot be opened (%s): take another backup"
                            .formatted(backup, Database.words(e)),
                    e);
        }
    }
}
