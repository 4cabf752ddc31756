package io.callwarden.store;

import io.callwarden.store.DatabaseUrl.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flyway wrote down of the migrations of a database, read without it: it is a thousand classes, and at nearly every start there is nothing
 * for it to do.
 */
final class SchemaHistory {
    private static final Logger log = LoggerFactory.getLogger(SchemaHistory.class);

    /** A migration as it is written down: its version, and Flyway's checksum of its script. */
    record Applied(String version, int checksum) {}

    private static final Applied CALLS = new Applied("1", 850_149_906);
    private static final Applied RECOVERY = new Applied("2", 948_472_459);
    private static final Applied MONTHS_OF_H2 = new Applied("3", -646_600_080);
    private static final Applied MONTHS_OF_POSTGRESQL = new Applied("3", -718_508_711);
    private static final Applied AGENTS = new Applied("4", 1_961_685_434);
    private static final Applied PRIVACY = new Applied("5", 536_572_440);

    private SchemaHistory() {}

    /** All that this version has, oldest first; a test holds them against the scripts. */
    static List<Applied> known(Engine engine) {
        Applied months = engine == Engine.H2 ? MONTHS_OF_H2 : MONTHS_OF_POSTGRESQL;
        return List.of(CALLS, RECOVERY, months, AGENTS, PRIVACY);
    }

    /** Of tables that are up to date. */
    static String newest(Engine engine) {
        List<Applied> known = known(engine);
        return known.get(known.size() - 1).version();
    }

    /**
     * Whether all known migrations succeeded in this order and no other was made. Where that is not certain it is false: what is the matter is
     * then for Flyway to find out, and to say.
     */
    static boolean isCurrent(Connection connection, Engine engine) {
        try {
            String schema = connection.getSchema();
            return schema != null && isCurrent(connection, schema, engine);
        } catch (SQLException e) {
            log.debug("The history of the tables cannot be read, which is ordinary where there are none", e);
            return false;
        }
    }

    private static boolean isCurrent(Connection connection, String schema, Engine engine) throws SQLException {
        // The schema that Flyway looks into; without it PostgreSQL would find a table of others on its search path,
        // too.
        String query =
                "select \"version\", \"checksum\", \"success\" from \"%s\".\"flyway_schema_history\" order by \"installed_rank\""
                        .formatted(schema.replace("\"", "\"\""));
        List<Applied> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                if (!row.getBoolean("success")) {
                    return false;
                }
                // Without one, Flyway tells of its own table.
                if (row.getString("version") != null) {
                    applied.add(new Applied(row.getString("version"), row.getInt("checksum")));
                }
            }
        }
        return applied.equals(known(engine));
    }
}
