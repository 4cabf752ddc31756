package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2CallStoreTest extends CallStoreContract {
    @TempDir
    private Path directory;

    @Override
    StoreConfig newDatabase() {
        return StoreConfig.in(directory);
    }

    @Test
    void missingDataDirectoryIsMadeForItsOwnerOnly() throws Exception {
        Path missing = directory.resolve("a/b");
        try (CallStore store = CallStore.open(StoreConfig.in(missing))) {
            store.write(SampleCalls.calls(0, 1), List.of());
        }

        assertThat(missing.resolve("callwarden.mv.db")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(missing)))
                .isEqualTo("rwx------");
    }

    @Test
    void directoryThatCannotBeMadeIsSaidClearly() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (CallStore store = CallStore.open(StoreConfig.in(file.resolve("data")))) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Cannot make the data directory " + file);
        }
    }

    @Test
    void fileThatAnotherProgramHasOpenIsSaidClearly() throws Exception {
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            store.prepare();
        }
        Path file = directory.resolve("callwarden.mv.db");
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = other.lock();
                CallStore store = CallStore.open(StoreConfig.in(directory))) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> store.write(SampleCalls.calls(0, 1), List.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "Cannot open the database jdbc:h2:file:" + directory
                                    + "/callwarden: another process has it open; is an agent running with this data directory?");
        }
    }
}
