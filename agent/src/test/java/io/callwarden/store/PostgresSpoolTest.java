package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.BlindInterval;
import io.callwarden.recovery.Task;
import io.callwarden.spool.SpoolInUseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresSpoolTest {
    private static final CallFilter ALL = CallFilter.all().build();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BEFORE = 1_000;
    private static final int MEANWHILE = 3_000;
    private static final int AFTER = 500;

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    private Path data;

    private enum Outage {
        KILLED {
            @Override
            void begin() throws Exception {
                POSTGRES.killHard();
            }

            @Override
            void end() throws Exception {
                POSTGRES.start();
            }
        },
        REFUSED {
            @Override
            void begin() throws Exception {
                POSTGRES.stop();
            }

            @Override
            void end() throws Exception {
                POSTGRES.start();
            }
        },
        HANGING {
            @Override
            void begin() throws Exception {
                POSTGRES.freeze();
            }

            @Override
            void end() throws Exception {
                POSTGRES.thaw();
            }
        };

        abstract void begin() throws Exception;

        abstract void end() throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void everyCallOfAnOutageIsThereOnceAndInItsOrder(Outage outage) throws Exception {
        StoreConfig config = POSTGRES.newDatabase(data);
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            SampleCalls.calls(0, BEFORE).forEach(recorder::callEnded);
            await().atMost(LONG).until(() -> recorder.stats().written() > 0);

            outage.begin();
            // Nothing else ends it: that all are taken means that nobody waits for the database.
            SampleCalls.calls(BEFORE, BEFORE + MEANWHILE).forEach(recorder::callEnded);
            await().atMost(LONG).until(() -> recorder.stats().spool().waiting() >= MEANWHILE);
            await().atMost(LONG).until(() -> !recorder.stats().healthy());
            assertThat(recorder.completeUntil(Instant.now()))
                    .isEqualTo(recorder.stats().oldest());
            outage.end();
            SampleCalls.calls(BEFORE + MEANWHILE, BEFORE + MEANWHILE + AFTER).forEach(recorder::callEnded);

            await().atMost(LONG).until(() -> recorder.stats().waiting() == 0);
            assertThat(recorder.stats().healthy()).isTrue();
            assertThat(recorder.stats().dropped()).isZero();
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, BEFORE + MEANWHILE + AFTER));
            assertThat(store.tasks().rebuild(Instant.now())).isZero();
            await().atMost(LONG).until(() -> spoolFiles().isEmpty());
        }
    }

    @Test
    void agentKilledAgainAndAgainInAnOutageLosesNoCallThatWasOnTheDisk() throws Exception {
        StoreConfig config = POSTGRES.newDatabase(data);
        POSTGRES.stop();
        List<Integer> kept = new ArrayList<>();
        Random random = new Random(1);
        for (int round = 0; round < 3; round++) {
            int first = round * 1_000_000;
            kept.add(recordUntilKilled(config, first, 1 + random.nextInt(10), random.nextInt(50)) - first);
        }
        POSTGRES.start();

        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            assertThat(recorder.stats().waiting()).isPositive();
            await().atMost(LONG).until(() -> recorder.stats().waiting() == 0);

            List<String> there = new ArrayList<>();
            store.forEach(ALL, call -> there.add(call.id().uniqueid()));
            assertThat(new HashSet<>(there)).hasSameSizeAs(there);
            for (int round = 0; round < kept.size(); round++) {
                int first = round * 1_000_000;
                assertThat(kept.get(round)).isPositive();
                assertThat(there)
                        .containsAll(SampleCalls.calls(first, first + kept.get(round)).stream()
                                .map(call -> call.id().uniqueid())
                                .toList());
            }
            assertThat(store.tasks().open(Integer.MAX_VALUE))
                    .extracting(Task::firstCall)
                    .doesNotHaveDuplicates();
            assertThat(store.tasks().rebuild(Instant.now())).isZero();
        }
    }

    @Test
    void agentThatEndsInAnOutageLeavesItsCallsToTheNext() throws Exception {
        StoreConfig config = POSTGRES.newDatabase(data);
        BlindInterval blind = new BlindInterval(
                "hq", SampleCalls.FIRST, SampleCalls.FIRST.plusSeconds(3), BlindInterval.Reason.CONNECTION_LOST, 0);
        POSTGRES.stop();
        try (CallStore store = SpoolingRecorder.open(config)) {
            CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC());
            await().atMost(LONG).until(() -> !recorder.stats().healthy());
            SampleCalls.calls(0, 900).forEach(recorder::callEnded);
            recorder.blindIntervalEnded(blind);
            long begun = System.nanoTime();
            recorder.close(Duration.ofSeconds(60));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
            assertThat(recorder.stats().dropped()).isZero();
        }
        POSTGRES.start();
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            await().atMost(LONG).until(() -> recorder.stats().waiting() == 0);
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 900));
            assertThat(store.blindIntervals(null, Instant.EPOCH, Instant.now())).containsExactly(blind);
        }
    }

    @Test
    void diskThatTakesNothingKeepsNoCallFromTheDatabase() throws Exception {
        StoreConfig config = POSTGRES.newDatabase(data);
        Files.createFile(data.resolve(CallRecorder.SPOOL));
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            SampleCalls.calls(0, 1_200).forEach(recorder::callEnded);

            await().atMost(LONG).until(() -> recorder.stats().written() == 1_200);
            assertThat(recorder.stats().spool().problem()).startsWith("Calls cannot be kept in " + data);
            Files.delete(data.resolve(CallRecorder.SPOOL));
            SampleCalls.calls(1_200, 1_300).forEach(recorder::callEnded);

            await().atMost(LONG).until(() -> recorder.stats().written() == 1_300);
            // One thread puts them onto the disk, another takes them from there.
            await().atMost(LONG).until(() -> recorder.stats().spool().problem() == null);
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 1_300));
        }
    }

    @Test
    void secondAgentWithTheSameDirectoryIsRefused() throws Exception {
        StoreConfig config = POSTGRES.newDatabase(data);
        try (CallStore store = SpoolingRecorder.open(config);
                CallRecorder recorder = CallRecorder.of(store, config, Clock.systemUTC())) {
            assertThatThrownBy(() -> CallRecorder.of(store, config, Clock.systemUTC()))
                    .isInstanceOf(SpoolInUseException.class);
            assertThat(recorder.stats().waiting()).isZero();
        }
    }

    /** Says up to which call it had told that they are on the disk. */
    private int recordUntilKilled(StoreConfig config, int first, int tellings, int moreMillis) throws Exception {
        Process recorder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolingRecorder.class.getName(),
                        config.jdbcUrl(),
                        data.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int kept = first;
        try (BufferedReader output = recorder.inputReader()) {
            for (int i = 0; i < tellings; i++) {
                kept = told(output);
            }
            recorder.waitFor(moreMillis, TimeUnit.MILLISECONDS);
        } finally {
            recorder.destroyForcibly();
        }
        assertThat(recorder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return kept;
    }

    /** Between lines of the log. */
    private static int told(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(SpoolingRecorder.KEPT)) {
                return Integer.parseInt(line.substring(SpoolingRecorder.KEPT.length()));
            }
        }
        throw new IOException("The recorder ended by itself");
    }

    private List<Path> spoolFiles() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(CallRecorder.SPOOL))) {
            return files.filter(file -> file.toString().endsWith(".spool")).toList();
        }
    }
}
