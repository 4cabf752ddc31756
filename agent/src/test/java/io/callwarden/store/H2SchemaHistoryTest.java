package io.callwarden.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2SchemaHistoryTest extends SchemaHistoryContract {
    @TempDir
    private Path data;

    @Override
    StoreConfig config() {
        return StoreConfig.in(data);
    }
}
