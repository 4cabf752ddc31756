package io.callwarden.store;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresForgettingTest extends ForgettingContract {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Override
    StoreConfig newDatabase() throws Exception {
        return POSTGRES.newDatabase();
    }
}
