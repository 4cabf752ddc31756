package io.callwarden.cli;

import io.callwarden.store.StoreConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** How a database on a PostgreSQL server is backed up: by its own tools, which know more of it than a client can. */
final class ServerDump {
    static final int EXIT_CODE = 3;
    static final String HELP = "   3  nothing done: the database is on a PostgreSQL server, whose own tool does it";

    private static final String SCHEME = "jdbc:postgresql:";
    private static final String FILE = "callwarden.dump";
    private static final int PORT = 5432;

    private ServerDump() {}

    static boolean isServer(StoreConfig store) {
        return store.jdbcUrl() != null && store.jdbcUrl().strip().startsWith(SCHEME);
    }

    static String backup(StoreConfig store) {
        return "the calls are in PostgreSQL, which backs them up itself, while the agent runs: pg_dump --format=custom --file=%s %s"
                .formatted(FILE, String.join(" ", where(store)));
    }

    static String restore(StoreConfig store) {
        return "the calls are in PostgreSQL, which brings them back itself; stop the agent, then: pg_restore --clean --if-exists %s %s"
                .formatted(String.join(" ", where(store)), FILE);
    }

    /** Without a password: both tools ask for it. */
    private static List<String> where(StoreConfig store) {
        String url = store.jdbcUrl().strip().substring(SCHEME.length()).split("[?]", 2)[0];
        List<String> options = new ArrayList<>();
        String name = url;
        if (url.startsWith("//")) {
            URI server = URI.create("postgresql:" + url.replaceFirst(",[^/]*", ""));
            options.add("--host=" + (server.getHost() == null ? "localhost" : server.getHost()));
            options.add("--port=" + (server.getPort() < 0 ? PORT : server.getPort()));
            name = server.getPath() == null ? "" : server.getPath().replaceFirst("^/", "");
        }
        if (store.user() != null) {
            options.add("--username=" + store.user());
        }
        options.add("--dbname=" + name);
        return options;
    }
}
