package io.callwarden.store;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTaskStoreTest extends TaskStoreContract {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Override
    StoreConfig newDatabase() throws Exception {
        return POSTGRES.newDatabase();
    }
}
