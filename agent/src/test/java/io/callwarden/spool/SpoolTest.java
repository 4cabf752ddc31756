package io.callwarden.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant BEGIN = Instant.parse("2026-11-23T06:00:00Z");
    private static final long ROOM = 64 << 20;

    @TempDir
    private Path directory;

    @Test
    void whatWasPutInComesOutInItsOrder() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 3));
            spool.append(records(3, 5));

            assertThat(texts(spool.read(4))).containsExactly("0", "1", "2", "3");
            spool.remove();
            assertThat(texts(spool.read(4))).containsExactly("4");
            spool.remove();
            assertThat(spool.read(4)).isEmpty();
            assertThat(spool.waiting()).isZero();
        }
    }

    @Test
    void whatWasNotRemovedComesAgainAfterARestart() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 5));
            spool.read(5);
        }
        try (Spool spool = open()) {
            assertThat(spool.waiting()).isEqualTo(5);
            spool.append(records(5, 6));

            assertThat(drained(spool)).containsExactly("0", "1", "2", "3", "4", "5");
        }
        try (Spool spool = open()) {
            assertThat(spool.waiting()).isZero();
        }
    }

    @Test
    void nobodyHasToCloseItForItToSurvive() throws IOException {
        Spool killed = open();
        killed.append(records(0, 5));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        killed.close();

        try (Spool spool = Spool.open(copy, ROOM, 1)) {
            assertThat(drained(spool)).containsExactly("0", "1", "2", "3", "4");
        }
    }

    @Test
    void tellsHowManyWaitAndSinceWhen() throws IOException {
        try (Spool spool = open()) {
            assertThat(spool.oldest()).isNull();
            spool.append(records(0, 3));
            spool.append(records(3, 5));
            assertThat(spool.oldest()).isEqualTo(BEGIN);

            spool.read(2);
            spool.remove();

            assertThat(spool.oldest()).isEqualTo(BEGIN.plusSeconds(2));
            assertThat(spool.waiting()).isEqualTo(3);
            spool.read(3);
            spool.append(records(5, 6));
            spool.remove();
            assertThat(spool.oldest()).isEqualTo(BEGIN.plusSeconds(5));
        }
    }

    @Test
    void filesAreDeletedWhenAllInThemIsDone() throws IOException {
        try (Spool spool = open()) {
            byte[] large = new byte[1 << 20];
            for (int i = 0; i < 10; i++) {
                spool.append(List.of(new SpoolRecord(BEGIN.plusSeconds(i), large)));
            }
            assertThat(files()).hasSize(4);
            for (int i = 0; i < 9; i++) {
                spool.read(1);
                spool.remove();
            }
            assertThat(files()).hasSize(1);
            spool.read(1);
            spool.remove();
            spool.tidy();

            assertThat(files()).isEmpty();
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void takesNoMoreThanItsBoundAndGoesOnWhenThereIsRoom() throws IOException {
        try (Spool spool = Spool.open(directory, 1 << 20, 1)) {
            SpoolRecord half = new SpoolRecord(BEGIN, new byte[600_000]);
            spool.append(List.of(half));

            assertThatThrownBy(() -> spool.append(List.of(half)))
                    .isInstanceOf(SpoolFullException.class)
                    .hasMessage("The spool in " + directory + " is full (1 of 1 MB)");
            spool.read(1);
            spool.remove();
            spool.tidy();
            spool.append(List.of(half));

            assertThat(spool.waiting()).isEqualTo(1);
        }
    }

    @Test
    void lastRecordThatWasCutShortIsLeftOutWhereverItWasCut() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 3));
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        int last = Frame.OVERHEAD + 1;
        for (int cut = 1; cut < last; cut++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            try (Spool spool = open()) {
                assertThat(texts(spool.read(10))).as("cut by %d bytes", cut).containsExactly("0", "1");
            }
            assertThat(files()).containsExactly(file);
        }
    }

    @Test
    void zerosBehindTheLastRecordArePartOfNothing() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 3));
        }
        Files.write(files().get(0), new byte[20_000], StandardOpenOption.APPEND);
        try (Spool spool = open()) {
            assertThat(drained(spool)).containsExactly("0", "1", "2");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void damagedFileIsReadUpToTheDamageAndKept() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 5));
        }
        Path file = files().get(0);
        flip(file, Files.size(file) - 2 * (Frame.OVERHEAD + 1) - 1);
        try (Spool spool = open()) {
            assertThat(drained(spool)).containsExactly("0", "1");
            spool.append(records(7, 8));
            assertThat(drained(spool)).containsExactly("7");
        }
        assertThat(files()).isEmpty();
        assertThat(file.resolveSibling(file.getFileName() + ".damaged")).exists();
    }

    @Test
    void fileThatIsDamagedWhileItWaitsIsPutAsideAndTheNextIsRead() throws IOException {
        try (Spool spool = open()) {
            spool.append(records(0, 5));
        }
        try (Spool spool = open()) {
            spool.append(records(5, 7));
            Path file = files().get(0);
            flip(file, Files.size(file) - 1);

            assertThat(texts(spool.read(10))).containsExactly("0", "1", "2", "3");
            spool.remove();
            assertThat(drained(spool)).containsExactly("5", "6");
            assertThat(spool.damaged()).isEqualTo(1);
            assertThat(file.resolveSibling(file.getFileName() + ".damaged")).exists();
        }
    }

    @Test
    void fileOfAnotherFormatIsPutAsideUntouched() throws IOException {
        try (Spool newer = Spool.open(directory, ROOM, 2)) {
            newer.append(records(0, 5));
        }
        Path file = files().get(0);
        byte[] written = Files.readAllBytes(file);
        try (Spool spool = open()) {
            assertThat(spool.waiting()).isZero();
            spool.append(records(5, 6));
            assertThat(drained(spool)).containsExactly("5");
        }
        assertThat(file.resolveSibling(file.getFileName() + ".foreign")).hasBinaryContent(written);
    }

    @Test
    void fileThatWasBegunAndHasNothingInItIsDeleted() throws IOException {
        Files.write(directory.resolve("0000000000000007.spool"), "callwarden-sp".getBytes(UTF_8));
        try (Spool spool = open()) {
            assertThat(files()).isEmpty();
            spool.append(records(0, 1));
            assertThat(files()).containsExactly(directory.resolve("0000000000000008.spool"));
        }
    }

    @Test
    void onlyOneHasItAtATime() throws IOException {
        try (Spool spool = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(SpoolInUseException.class)
                    .hasMessage(
                            "Another agent uses the spool in " + directory + "; give each agent a data-dir of its own");
            assertThat(spool.waiting()).isZero();
        }
        open().close();
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        Path made = directory.resolve("data/spool");
        try (Spool spool = Spool.open(made, ROOM, 1)) {
            spool.append(records(0, 1));
            assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
            try (Stream<Path> files = Files.list(made)) {
                assertThat(files)
                        .allSatisfy(file ->
                                assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
            }
        }
    }

    private Spool open() throws IOException {
        return Spool.open(directory, ROOM, 1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }

    private static List<SpoolRecord> records(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> new SpoolRecord(
                        BEGIN.plusSeconds(number), Integer.toString(number).getBytes(UTF_8)))
                .toList();
    }

    private static List<String> texts(List<SpoolRecord> records) {
        return records.stream().map(record -> new String(record.bytes(), UTF_8)).toList();
    }

    private static List<String> drained(Spool spool) {
        List<String> all = new ArrayList<>();
        for (List<SpoolRecord> some = spool.read(2); !some.isEmpty(); some = spool.read(2)) {
            all.addAll(texts(some));
            spool.remove();
        }
        spool.tidy();
        return all;
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int one = bytes.read();
            bytes.seek(position);
            bytes.write(one ^ 0x40);
        }
    }
}
