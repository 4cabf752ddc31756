package io.callwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import io.callwarden.store.DatabaseUrl.Engine;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Makes the tables and changes them, by Flyway, which nothing else may know: it is loaded with this class, and most starts do without. */
final class Migrations {
    private static final String OF_BOTH = "classpath:db/migration";

    private final DatabaseUrl url;
    private final HikariDataSource connections;
    private final Function<Exception, StoreException> failure;

    /**
     * @param connections for H2, which has one program at its file; elsewhere their user and password are used
     * @param failure what is to be thrown where Flyway failed
     */
    Migrations(DatabaseUrl url, HikariDataSource connections, Function<Exception, StoreException> failure) {
        this.url = url;
        this.connections = connections;
        this.failure = failure;
    }

    /**
     * Makes or changes the tables where they are not up to date.
     *
     * @param before makes the backup before tables that there are already are changed; empty where a server has backups of its own
     * @return the version of the tables
     */
    String migrate(Optional<BeforeMigration> before) {
        try {
            Flyway flyway = configuration().load();
            MigrationInfoService info = flyway.info();
            refuseNewer(info);
            before.ifPresent(backup -> secure(backup, info));
            flyway.migrate();
            return flyway.info().current().getVersion().getVersion();
        } catch (FlywayException e) {
            throw failure.apply(e);
        }
    }

    private FluentConfiguration configuration() {
        FluentConfiguration configuration =
                Flyway.configure(Migrations.class.getClassLoader()).locations(locations(url.engine()));
        if (url.engine() == Engine.H2) {
            return configuration.dataSource(connections);
        }
        // On a connection of its own, with no limit of time: a large table takes minutes.
        return configuration
                .jdbcProperties(Database.WITHOUT_LIMIT)
                .dataSource(url.jdbc(), connections.getUsername(), connections.getPassword());
    }

    /** Where the scripts for an engine lie. */
    static String[] locations(Engine engine) {
        return new String[] {OF_BOTH, engine == Engine.H2 ? "classpath:db/h2" : "classpath:db/postgresql"};
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

    private static void secure(BeforeMigration backup, MigrationInfoService info) {
        MigrationInfo[] pending = info.pending();
        if (info.current() != null && pending.length > 0) {
            backup.secure(
                    info.current().getVersion().getVersion(),
                    pending[pending.length - 1].getVersion().getVersion());
        }
    }
}
