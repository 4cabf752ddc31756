package io.callwarden.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2ForgettingTest extends ForgettingContract {
    @TempDir
    private Path directory;

    @Override
    StoreConfig newDatabase() throws Exception {
        return StoreConfig.in(Files.createTempDirectory(directory, "data"));
    }
}
