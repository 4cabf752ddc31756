package io.callwarden.cli;

import io.callwarden.store.EmbeddedDatabase;
import io.callwarden.store.StoreConfig;

/** The embedded database, for commands that work on its file. */
final class EmbeddedFile {
    private EmbeddedFile() {}

    static EmbeddedDatabase of(StoreConfig store) {
        return EmbeddedDatabase.of(store)
                .orElseThrow(() -> new Stop(
                        ExitCode.FAILURE,
                        "The database that store.url names is encrypted: stop the agent and copy its file instead"));
    }
}
