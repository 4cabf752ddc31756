package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 itself leaves flushing to the operating system, so this would fail if the store did not ask for it. */
class PowerCutTest {
    private static final UnsyncedDisk DISK = new UnsyncedDisk();

    @TempDir
    private Path directory;

    @BeforeAll
    static void plugIn() {
        FilePath.register(DISK);
    }

    @AfterAll
    static void unplug() {
        FilePath.unregister(DISK);
    }

    @Test
    void callsSurviveAPowerCutAsSoonAsTheyAreWritten() throws Exception {
        Path file = directory.resolve("calls.mv.db");
        try (CallStore store = CallStore.open(at("unsynced:" + directory.resolve("calls")))) {
            for (int number = 0; number < 15; number++) {
                store.write(List.of(SampleCalls.call(number)), List.of());

                Path left = directory.resolve("left" + number);
                Files.copy(UnsyncedDisk.afterPowerCut(file), left.resolveSibling(left.getFileName() + ".mv.db"));
                try (CallStore after = CallStore.open(at(left.toString()))) {
                    assertThat(after.list(CallFilter.all().build())).isEqualTo(SampleCalls.calls(0, number + 1));
                }
            }
        }
    }

    private static StoreConfig at(String file) {
        return new StoreConfig(
                "jdbc:h2:file:" + file,
                null,
                null,
                null,
                StoreConfig.DEFAULT_RETENTION_DAYS,
                StoreConfig.DEFAULT_BACKLOG);
    }
}
