package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Left alone, H2 opens most of these files, with fewer calls or with none. */
class DamagedFileTest {
    private static final int CALLS = 400;
    private static final int BLOCK = 4_096;

    @TempDir
    private static Path original;

    private static byte[] whole;

    @TempDir
    private Path directory;

    /** As a process that was killed leaves it. */
    @BeforeAll
    static void write() throws Exception {
        try (CallStore store = CallStore.open(StoreConfig.in(original))) {
            for (int first = 0; first < CALLS; first += 100) {
                store.write(SampleCalls.calls(first, first + 100), List.of());
            }
            // The mark is made once a second at most.
            TimeUnit.MILLISECONDS.sleep(1_100);
            store.write(SampleCalls.calls(CALLS, CALLS + 1), List.of());
            whole = Files.readAllBytes(original.resolve("callwarden.mv.db"));
        }
    }

    @Test
    void wholeFileOpensWithAllCalls() throws Exception {
        assertThat(callsIn(whole)).isEqualTo(CALLS + 1);
    }

    @Test
    void whatIsAppendedDoesNoHarm() throws Exception {
        Random random = new Random(1);
        byte[] longer = Arrays.copyOf(whole, whole.length + 50_000);
        assertThat(callsIn(longer)).isEqualTo(CALLS + 1);
        for (int i = whole.length; i < longer.length; i++) {
            longer[i] = (byte) random.nextInt();
        }
        assertThat(callsIn(longer)).isEqualTo(CALLS + 1);
    }

    @Test
    void fileThatLostItsEndIsRefusedAndLeftAsItIs() throws Exception {
        Random random = new Random(2);
        for (int round = 0; round < 20; round++) {
            int lost = round < 3 ? 1 + round * BLOCK : 1 + random.nextInt(whole.length - 1);
            assertRefused(Arrays.copyOf(whole, whole.length - lost), "lost " + lost);
        }
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "half");
        assertRefused(Arrays.copyOf(whole, 2 * BLOCK), "headers only");
        assertRefused(Arrays.copyOf(whole, 100), "100 bytes");
        assertRefused(new byte[0], "nothing");
    }

    @Test
    void fileWithoutHeadersIsRefusedAndLeftAsItIs() throws Exception {
        byte[] noHeader = whole.clone();
        Arrays.fill(noHeader, 0, 2 * BLOCK, (byte) 0);
        assertRefused(noHeader, "no headers");
        assertRefused(new byte[whole.length], "zeros");
        byte[] noise = new byte[whole.length];
        new Random(3).nextBytes(noise);
        assertRefused(noise, "noise");
    }

    /** A block that nothing refers to any more may be gone; any other must not be missed in silence. */
    @Test
    void fileWithABlockOfZerosHasAllCallsOrIsRefused() throws Exception {
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            byte[] holed = whole.clone();
            int at = random.nextInt(whole.length / BLOCK) * BLOCK;
            Arrays.fill(holed, at, Math.min(holed.length, at + BLOCK), (byte) 0);
            try {
                assertThat(callsIn(holed)).as("block at %d", at).isEqualTo(CALLS + 1);
            } catch (StoreException e) {
                // In whatever words H2 finds out inside a page: not in silence.
                assertThat(e).as("block at %d", at).hasMessageContaining("callwarden");
            }
        }
    }

    @Test
    void anotherFileUnderTheSameNameIsNotComparedWithTheOldOne() throws Exception {
        try (CallStore other = CallStore.open(StoreConfig.in(directory.resolve("other")))) {
            other.write(SampleCalls.calls(0, 5), List.of());
        }
        assertThat(callsIn(Files.readAllBytes(directory.resolve("other/callwarden.mv.db"))))
                .isEqualTo(5);
    }

    @Test
    void withoutAMarkAFileThatWasOnlyBegunIsANewDatabase() throws Exception {
        Files.write(directory.resolve("callwarden.mv.db"), new byte[0]);
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            assertThat(store.count(CallFilter.all().build())).isZero();
        }
    }

    private void assertRefused(byte[] file, String how) throws IOException {
        assertThatThrownBy(() -> callsIn(file))
                .as(how)
                .isInstanceOf(DamagedDatabaseException.class)
                .hasMessageContaining(directory.resolve("callwarden.mv.db").toString())
                .hasMessageContaining("callwarden restore");
        assertThat(Files.readAllBytes(directory.resolve("callwarden.mv.db")))
                .as(how)
                .isEqualTo(file);
    }

    private int callsIn(byte[] file) throws IOException {
        Files.write(directory.resolve("callwarden.mv.db"), file);
        Files.copy(
                original.resolve("callwarden.mark"),
                directory.resolve("callwarden.mark"),
                StandardCopyOption.REPLACE_EXISTING);
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            return store.list(CallFilter.all().build()).size();
        }
    }
}
