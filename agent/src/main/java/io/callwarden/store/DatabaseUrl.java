package io.callwarden.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The JDBC URL in use and which database it names. */
record DatabaseUrl(String jdbc, Engine engine) {
    enum Engine {
        H2,
        POSTGRESQL
    }

    private static final String H2 = "jdbc:h2:";
    private static final String H2_SUFFIX = ".mv.db";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** What makes H2 understand the SQL that PostgreSQL does. */
    private static final String[] H2_DIALECT = {
        "MODE=PostgreSQL", "DATABASE_TO_LOWER=TRUE", "DEFAULT_NULL_ORDERING=HIGH"
    };

    /**
     * The agent closes the database itself: at exit H2's own hook would do it before the last calls are written. The cache is 8 MB,
     * for H2 would take a sixteenth of the memory by default. What fails is in our log, not in a file of H2's. Plans of statements are kept for
     * all that the writer uses: the eight of the default push each other out.
     */
    private static final String[] H2_DEFAULTS = {
        "DB_CLOSE_ON_EXIT=FALSE", "CACHE_SIZE=8192", "TRACE_LEVEL_FILE=0", "QUERY_CACHE_SIZE=64"
    };

    static DatabaseUrl of(StoreConfig config) {
        if (config.jdbcUrl() == null) {
            return h2(H2 + "file:" + file(config.dataDir()));
        }
        String url = config.jdbcUrl().strip();
        if (url.startsWith(POSTGRESQL)) {
            return postgresql(url);
        }
        if (url.startsWith(H2 + "file:") || url.startsWith(H2 + "mem:")) {
            return h2(url);
        }
        throw new IllegalArgumentException(
                "must begin with \"jdbc:postgresql:\" or \"jdbc:h2:file:\", found \"" + beginning(url) + "\"");
    }

    /** A database of H2's in that file, whose name ends with {@code .mv.db}; set up as the others. */
    static DatabaseUrl ofFile(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        if (!path.endsWith(H2_SUFFIX) || path.indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "database file must end with .mv.db and not contain a semicolon, found \"" + file + "\"");
        }
        return h2(H2 + "file:" + path.substring(0, path.length() - H2_SUFFIX.length()));
    }

    /** The file of the embedded database; empty where it is a server, in memory or encrypted. */
    Optional<Path> file() {
        String settings = jdbc.toUpperCase(Locale.ROOT);
        if (engine != Engine.H2 || !jdbc.startsWith(H2 + "file:") || settings.contains(";CIPHER=")) {
            return Optional.empty();
        }
        String path = toString().substring((H2 + "file:").length());
        return Optional.of(Path.of(path + H2_SUFFIX).toAbsolutePath().normalize());
    }

    private static String file(Path directory) {
        Path file = directory.toAbsolutePath().normalize().resolve("callwarden");
        if (file.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "data directory must not contain a semicolon, found \"" + directory + "\"");
        }
        return file.toString();
    }

    private static DatabaseUrl postgresql(String url) {
        if (url.contains("reWriteBatchedInserts=true")) {
            throw new IllegalArgumentException(
                    "must not contain \"reWriteBatchedInserts=true\": with it the driver does not tell which calls were new");
        }
        return new DatabaseUrl(url, Engine.POSTGRESQL);
    }

    private static DatabaseUrl h2(String url) {
        return new DatabaseUrl(with(H2_DEFAULTS, with(H2_DIALECT, url)), Engine.H2);
    }

    private static String with(String[] settings, String url) {
        StringBuilder complete = new StringBuilder(url);
        String given = url.toUpperCase(Locale.ROOT);
        for (String setting : settings) {
            String name = ";" + setting.substring(0, setting.indexOf('=') + 1);
            if (!given.contains(name)) {
                complete.append(';').append(setting);
            }
        }
        return complete.toString();
    }

    /** Without host, user and password: what stands before the second colon. */
    private static String beginning(String url) {
        int first = url.indexOf(':');
        int second = first < 0 ? -1 : url.indexOf(':', first + 1);
        return second < 0 ? "…" : url.substring(0, second + 1) + "…";
    }

    /** The URL without its settings, which may hold a password. */
    @Override
    public String toString() {
        return jdbc.split("[;?]", 2)[0];
    }
}
