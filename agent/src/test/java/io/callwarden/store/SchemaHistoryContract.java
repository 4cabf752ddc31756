package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.store.DatabaseUrl.Engine;
import io.callwarden.store.SchemaHistory.Applied;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Flyway may be left alone, and that it decides in all other cases. */
abstract class SchemaHistoryContract {
    private static final String NEWER =
            "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                    + " \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                    + " values (99, '99', 'of the future', 'SQL', 'V99__future.sql', 1, 'sa', 1, true)";

    /** A database that stays the same during a test. */
    abstract StoreConfig config();

    private Engine engine() {
        return DatabaseUrl.of(config()).engine();
    }

    @Test
    void migrationsOfThisVersionAreThoseThatFlywayFinds() {
        assertThat(SchemaHistory.known(engine()))
                .isEqualTo(Stream.of(Flyway.configure()
                                .dataSource("jdbc:h2:mem:", "", "")
                                .locations(Migrations.locations(engine()))
                                .load()
                                .info()
                                .all())
                        .map(found -> new Applied(found.getVersion().getVersion(), found.getChecksum()))
                        .toList());
    }

    @Test
    void onlyTablesThatAreUpToDateNeedNoFlyway() throws SQLException {
        assertThat(isCurrent()).as("before there are tables").isFalse();
        prepare();
        assertThat(isCurrent()).isTrue();
        prepare();
        assertThat(isCurrent()).as("after another start").isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "older | delete from \"flyway_schema_history\" where \"version\" = '5'",
                "with a gap | delete from \"flyway_schema_history\" where \"version\" = '4'",
                "failed | update \"flyway_schema_history\" set \"success\" = false where \"version\" = '5'",
                "of another script | update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '2'",
                "without a checksum | update \"flyway_schema_history\" set \"checksum\" = null where \"version\" = '2'",
                "in another order | update \"flyway_schema_history\" set \"installed_rank\" = 77 where \"version\" = '2'",
                "of no migration | delete from \"flyway_schema_history\"",
                "of another form | alter table \"flyway_schema_history\" drop column \"checksum\""
            })
    void anyOtherHistoryIsLeftToFlyway(String how, String change) throws SQLException {
        prepare();
        execute(change);
        assertThat(isCurrent()).as(how).isFalse();
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws SQLException {
        prepare();
        execute(NEWER);
        assertThat(isCurrent()).isFalse();
        assertThatThrownBy(this::prepare)
                .isInstanceOf(NewerSchemaException.class)
                .hasMessageContaining(
                        "its tables are of version 99, this one knows " + SchemaHistory.newest(engine()) + ")");
    }

    @Test
    void tablesOfAnotherScriptOrAFailedOneAreRefused() throws SQLException {
        prepare();
        execute("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '2'");
        assertThatThrownBy(this::prepare).isInstanceOf(StoreException.class).hasMessageContaining("Validate failed");

        execute("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '5'");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot open the database ");
    }

    private void prepare() {
        try (CallStore store = CallStore.open(config())) {
            store.prepare();
            assertThat(store.schemaVersion()).isEqualTo(SchemaHistory.newest(engine()));
        }
    }

    private boolean isCurrent() throws SQLException {
        try (Connection connection = connect()) {
            return SchemaHistory.isCurrent(connection, engine());
        }
    }

    private void execute(String change) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(DatabaseUrl.of(config()).jdbc(), config().user(), "");
    }
}
