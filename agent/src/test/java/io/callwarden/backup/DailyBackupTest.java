package io.callwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.backup.Backups.Stats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyBackupTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BackupConfig AT_HALF_PAST_THREE = new BackupConfig(LocalTime.of(3, 30), 2);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return BERLIN;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final Text database = new Text();

    @Test
    void firstOneIsMadeAtOnceAndThenOneADay() {
        Backups backups = backups();
        try (DailyBackup daily = daily(backups)) {
            assertThat(daily.isDue()).as("none yet").isTrue();
            assertThat(daily.backUp()).isTrue();
            assertThat(daily.isDue()).isFalse();
            now = Instant.parse("2026-11-24T02:29:59Z");
            assertThat(daily.isDue()).as("a second before half past three").isFalse();
            now = Instant.parse("2026-11-24T02:30:00Z");
            assertThat(daily.isDue()).isTrue();
        }
    }

    @Test
    void whatEarlierRunsMadeIsKnown() throws IOException {
        Files.createFile(folder.resolve("callwarden-daily-20261123T023000Z.sql.gz"));
        try (DailyBackup daily = daily(backups())) {
            assertThat(daily.isDue()).isFalse();
            now = Instant.parse("2026-11-25T12:00:00Z");
            assertThat(daily.isDue()).as("the agent was down for a night").isTrue();
        }
    }

    @Test
    void clockThatWasSetBackDoesNotStopThem() throws IOException {
        Files.createFile(folder.resolve("callwarden-daily-20271123T023000Z.sql.gz"));
        try (DailyBackup daily = daily(backups())) {
            assertThat(daily.isDue()).isTrue();
            daily.backUp();
            assertThat(daily.isDue()).isFalse();
        }
    }

    @Test
    void oldOnesGoOnlyWhenANewOneIsGood() {
        Backups backups = backups();
        try (DailyBackup daily = daily(backups)) {
            for (int day = 0; day < 3; day++) {
                daily.backUp();
                now = now.plus(Duration.ofDays(1));
            }
            List<Path> two = files();
            assertThat(two)
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder(
                            "callwarden-daily-20261124T090000Z.sql.gz", "callwarden-daily-20261125T090000Z.sql.gz");

            database.damaged = true;
            assertThat(daily.backUp()).isFalse();
            assertThat(files()).containsExactlyInAnyOrderElementsOf(two);
            assertThat(backups.stats()).extracting(Stats::good, Stats::failed).containsExactly(3L, 1L);
            assertThat(backups.stats().lastSuccess()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
            assertThat(daily.isDue()).as("again in an hour").isTrue();
        }
    }

    @Test
    void thoseThatSomebodyAskedForAreNeverRemoved() throws IOException {
        Backups backups = backups();
        Path mine = backups.make(null).file();
        Path noted = Files.createFile(folder.resolve("notes.txt"));
        try (DailyBackup daily = daily(backups)) {
            for (int day = 0; day < 4; day++) {
                now = now.plus(Duration.ofDays(1));
                daily.backUp();
            }
        }
        assertThat(files()).contains(mine, noted).hasSize(4);
    }

    @Test
    void backsUpByItself() {
        Backups backups = backups();
        try (DailyBackup daily = new DailyBackup(backups, () -> AT_HALF_PAST_THREE, clock, BERLIN, Duration.ZERO)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> backups.stats().good() == 1);
            assertThat(daily.isDue()).isFalse();
        }
    }

    private Backups backups() {
        return new Backups(database, folder, clock);
    }

    @Test
    void anotherTimeOfDayCountsAtOnce() {
        BackupConfig[] config = {AT_HALF_PAST_THREE};
        try (DailyBackup daily = new DailyBackup(backups(), () -> config[0], clock, BERLIN, Duration.ofDays(1))) {
            daily.backUp();
            now = now.plus(Duration.ofHours(2));
            assertThat(daily.isDue()).isFalse();
            config[0] = new BackupConfig(clock.instant().atZone(BERLIN).toLocalTime(), 7);
            assertThat(daily.isDue()).isTrue();
        }
    }

    private DailyBackup daily(Backups backups) {
        return new DailyBackup(backups, () -> AT_HALF_PAST_THREE, clock, BERLIN, Duration.ofDays(1));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that is one line of text. */
    private static final class Text implements Backed {
        private static final Contents CONTENTS = new Contents("1", Map.of("call", 1L), null);
        private boolean damaged;

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Contents writeTo(Path file) {
            return written(file, damaged ? "damaged" : "all calls");
        }

        @Override
        public Contents copy(Path file, Path database) {
            try {
                written(database, Files.readString(file));
                return damaged ? new Contents("1", Map.of("call", 0L), null) : CONTENTS;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Contents written(Path file, String text) {
            try {
                Files.writeString(file, text);
                return CONTENTS;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean knows(String schemaVersion) {
            return true;
        }
    }
}
