package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.backup.Backed;
import io.callwarden.backup.Backup;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.BackupMaker;
import io.callwarden.backup.Contents;
import io.callwarden.backup.Restore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackupTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T03:30:00Z"), ZoneOffset.UTC);
    private static final CallFilter ALL =
            CallFilter.all().limit(Integer.MAX_VALUE).build();

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenWhileABackupIsMadeIsInItWholeOrNotAtAll() throws Exception {
        AtomicInteger safe = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        try (CallStore store = CallStore.open(config("data"))) {
            store.prepare();
            Thread writer = new Thread(() -> {
                while (!stop.get()) {
                    store.write(SampleCalls.calls(safe.get(), safe.get() + 7), List.of());
                    safe.addAndGet(7);
                }
            });
            writer.start();
            try {
                BackupMaker maker = new BackupMaker(store.embedded().orElseThrow(), CLOCK);
                for (int round = 0; round < 5; round++) {
                    int atLeast = safe.get();
                    Backup backup = maker.make(folder.resolve("round-" + round));
                    assertHoldsAPrefix(backup, atLeast, safe.get());
                }
            } finally {
                stop.set(true);
                writer.join();
            }
            assertThat(store.count(ALL)).isEqualTo(safe.get());
        }
    }

    /** All calls up to some moment during the backup, with all their parts. */
    private void assertHoldsAPrefix(Backup backup, int atLeast, int before) {
        StoreConfig copy = config("copy-of-" + backup.file().getFileName());
        restore(backup.file(), copy);
        try (CallStore store = CallStore.open(copy)) {
            int calls = (int) store.count(ALL);
            assertThat(calls).isBetween(atLeast, before + 7);
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, calls));
            assertThat(backup.contents().rows()).containsEntry("call", (long) calls);
        }
        try (CallStore again = CallStore.open(copy)) {
            again.write(SampleCalls.calls(1_000_000, 1_000_003), List.of());
            assertThat(again.count(ALL)).as("goes on after a restore").isGreaterThan(atLeast + 2);
        }
    }

    @Test
    void backupIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
        Path target = folder.resolve("data/backups/one.sql.gz");

        Backup backup = backup(10, target);

        assertThat(backup.words())
                .startsWith("Backed up 10 calls, the latest of 2026-11-23T06:00:09Z (schema 5) to " + target);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.getParent())))
                .isEqualTo("rwx------");
        assertThat(all(target.getParent())).containsExactly(target);
    }

    @Test
    void noFileIsWrittenOverNorALinkFollowed() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        for (Path target : List.of(there, link)) {
            assertThatThrownBy(() -> backup(1, target))
                    .isInstanceOf(BackupException.class)
                    .hasMessage(
                            "%s is there already and is not written over: choose another name, or remove it first",
                            target);
        }
        assertThat(there).hasContent("precious");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void whereTheDiskIsTooSmallNothingIsBegun() throws IOException {
        try (SmallDisk disk = SmallDisk.mounted(20)) {
            assertThatThrownBy(() -> backup(1, disk.directory().resolve("backup")))
                    .isInstanceOf(BackupException.class)
                    .hasMessageMatching(
                            "There is no room for a backup in .*: 2\\d MB are free, and \\d+ MB are needed while it is"
                                    + " made and proved; make room there, or name a file on another disk");
            assertThat(all(disk.directory())).isEmpty();
        }
    }

    @Test
    void whenTheDiskFillsMeanwhileNothingIsLeft() throws IOException {
        try (SmallDisk disk = SmallDisk.mounted(20);
                CallStore store = CallStore.open(config("data"))) {
            store.write(SampleCalls.calls(0, 20_000), List.of());
            disk.fillUpTo(300_000);
            Backed database = new Modest(store.embedded().orElseThrow(), -40_000_000);

            assertThatThrownBy(() -> new BackupMaker(database, CLOCK)
                            .make(disk.directory().resolve("backup")))
                    .isInstanceOf(BackupException.class)
                    .hasMessageMatching(
                            "The disk that holds .* is full \\(\\d MB are free\\): make room there, or name a file on another disk");

            assertThat(all(disk.directory()))
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactly("filler");
            assertThat(store.count(ALL)).isEqualTo(20_000);
        }
    }

    @Test
    void backupOfAnEarlierVersionIsOfThatVersionAndIsBroughtUpToDateWhenItIsOpened() throws IOException {
        StoreConfig old = config("old");
        UpgradeTest.copyOfVersion1(old);
        EmbeddedDatabase database = EmbeddedDatabase.of(old).orElseThrow();
        Backup backup = new BackupMaker(database, CLOCK).make(folder.resolve("backup"));
        assertThat(backup.contents().schemaVersion()).isEqualTo("1");
        assertThat(backup.contents().rows()).containsEntry("call", 455L);

        StoreConfig restored = config("restored");
        assertThat(restore(backup.file(), restored).contents()).isEqualTo(backup.contents());

        try (CallStore store = CallStore.open(restored)) {
            store.prepare();
            assertThat(store.count(ALL)).isEqualTo(455);
            assertThat(store.schemaVersion()).isNotEqualTo("1");
        }
    }

    @Test
    void presentDatabaseIsKeptEvenWhereItIsDamaged() throws IOException {
        Path backup = backup(5, folder.resolve("backup")).file();
        Path present = folder.resolve("data/callwarden.mv.db");
        Files.writeString(present, "not a database any more");

        Restore.Restored restored = restore(backup, config("data"));

        assertThat(restored.contents().words()).startsWith("5 calls");
        assertThat(restored.kept())
                .isEqualTo(folder.resolve("data/callwarden-before-restore-20261123T033000Z.mv.db"))
                .hasContent("not a database any more");
        try (CallStore store = CallStore.open(config("data"))) {
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 5));
        }
        assertThat(all(folder.resolve("data"))).containsExactlyInAnyOrder(present, restored.kept());
    }

    @Test
    void databaseInUseIsNotReplaced() {
        Path backup = backup(5, folder.resolve("backup")).file();
        try (CallStore store = CallStore.open(config("data"))) {
            store.prepare();
            assertThatThrownBy(() -> restore(backup, config("data")))
                    .hasMessageContaining("is in use by a running agent: stop it first");
            assertThat(store.count(ALL)).isEqualTo(5);
        }
    }

    @Test
    void damagedBackupsAreRefusedAndChangeNothing() throws IOException {
        byte[] good = Files.readAllBytes(backup(50, folder.resolve("backup")).file());
        Path present = folder.resolve("data/callwarden.mv.db");
        byte[] before = Files.readAllBytes(present);
        Path bad = folder.resolve("bad");
        for (int size : List.of(0, 10, good.length / 2, good.length - 1)) {
            Files.write(bad, Arrays.copyOf(good, size));
            assertThatThrownBy(() -> restore(bad, config("data"))).isInstanceOf(BackupException.class);
        }
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 0x10;
        Files.write(bad, flipped);
        assertThatThrownBy(() -> restore(bad, config("data"))).isInstanceOf(BackupException.class);
        Files.write(bad, zipped("create table other(id int);"));
        assertThatThrownBy(() -> restore(bad, config("data")))
                .hasMessageEndingWith("bad holds no calls of Callwarden's: name one of its backups");
        assertThat(present).hasBinaryContent(before);
        assertThat(all(folder.resolve("data"))).containsExactly(present);
    }

    @Test
    void backupOfANewerVersionIsRefused() throws IOException {
        Path backup = backup(5, folder.resolve("backup")).file();
        String script =
                new String(new GZIPInputStream(Files.newInputStream(backup)).readAllBytes(), StandardCharsets.UTF_8);
        Path newer = Files.write(
                folder.resolve("newer"),
                zipped(
                        script
                                + "\nupdate public.\"flyway_schema_history\" set \"version\" = '9000' where \"version\" = '5';"));
        assertThatThrownBy(() -> restore(newer, config("data")))
                .hasMessageEndingWith(
                        "was made by a newer version of Callwarden (its tables are of version 9000): install that version, then restore it");
    }

    @Test
    void messagesAboutADamagedBackupHoldNoNumbers() throws IOException {
        Path bad = Files.write(folder.resolve("bad"), zipped("insert into call values ('+79260004001');"));
        assertThatThrownBy(() -> restore(bad, config("data")))
                .isInstanceOf(BackupException.class)
                .hasMessageNotContaining("79260004001");
    }

    private Backup backup(int calls, Path target) {
        try (CallStore store = CallStore.open(config("data"))) {
            store.write(SampleCalls.calls(0, calls), List.of());
            return new BackupMaker(store.embedded().orElseThrow(), CLOCK).make(target);
        }
    }

    static Restore.Restored restore(Path backup, StoreConfig config) {
        EmbeddedDatabase database = EmbeddedDatabase.of(config).orElseThrow();
        return new Restore(database, database.file(), CLOCK).from(backup);
    }

    private StoreConfig config(String name) {
        return StoreConfig.in(folder.resolve(name));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            writer.write(text);
        }
        return bytes.toByteArray();
    }

    static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".mark")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that takes less room than it needs, as one does that grows meanwhile. */
    private record Modest(Backed database, long bytes) implements Backed {
        @Override
        public Contents writeTo(Path file) {
            return database.writeTo(file);
        }

        @Override
        public Contents copy(Path file, Path target) {
            return database.copy(file, target);
        }

        @Override
        public boolean knows(String schemaVersion) {
            return database.knows(schemaVersion);
        }
    }
}
