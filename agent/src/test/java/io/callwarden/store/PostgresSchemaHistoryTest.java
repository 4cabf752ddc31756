package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSchemaHistoryTest extends SchemaHistoryContract {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private StoreConfig config;

    @BeforeEach
    void newDatabase() throws Exception {
        config = POSTGRES.newDatabase();
    }

    @Override
    StoreConfig config() {
        return config;
    }

    @Test
    void agentsThatStartAtOnceOnAnEmptyDatabaseAllFindTheTablesOfThisVersion() {
        int agents = 4;
        CountDownLatch together = new CountDownLatch(agents);
        List<CompletableFuture<String>> versions = IntStream.range(0, agents)
                .mapToObj(agent -> CompletableFuture.supplyAsync(
                        () -> versionAfterStart(together), task -> new Thread(task).start()))
                .toList();
        assertThat(versions)
                .extracting(CompletableFuture::join)
                .containsOnly(SchemaHistory.newest(DatabaseUrl.Engine.POSTGRESQL));
    }

    private String versionAfterStart(CountDownLatch together) {
        try (CallStore store = CallStore.open(config)) {
            together.countDown();
            together.await();
            store.prepare();
            return store.schemaVersion();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
