package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallRecorderTest {
    private static final CallFilter ALL = CallFilter.all().build();

    @TempDir
    private Path directory;

    @Test
    void callIsSafeWithinASecondOfItsEnd() {
        try (CallStore store = CallStore.open(StoreConfig.in(directory));
                CallRecorder recorder = recorder(store)) {
            store.prepare();

            long ended = System.nanoTime();
            recorder.callEnded(SampleCalls.call(1));

            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> recorder.stats().written() == 1);
            // How long the disk takes is up to the machine; that nothing waits for it is up to the recorder.
            Duration took = Duration.ofNanos(System.nanoTime() - ended);
            assertThat(took.minus(recorder.stats().writing())).isLessThan(Duration.ofSeconds(1));
            assertThat(store.list(ALL)).containsExactly(SampleCalls.call(1));
            assertThat(recorder.stats().lastWrite()).isBeforeOrEqualTo(Instant.now());
            assertThat(recorder.stats().writing()).isPositive();
        }
    }

    @Test
    void whatWaitsIsWrittenBeforeTheEnd() {
        BlindInterval blind = new BlindInterval(
                "hq", SampleCalls.FIRST, SampleCalls.FIRST.plusSeconds(3), BlindInterval.Reason.CONNECTION_LOST, 0);
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            CallRecorder recorder = recorder(store);
            SampleCalls.calls(0, 900).forEach(recorder::callEnded);
            recorder.blindIntervalEnded(blind);
            recorder.close(Duration.ofSeconds(30));

            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 900));
            assertThat(store.blindIntervals(null, Instant.EPOCH, Instant.now())).containsExactly(blind);
            assertThat(recorder.stats().batches()).isBetween(2L, 10L);
        }
    }

    @Test
    void callsWaitWhileTheDatabaseCannotBeOpened() throws Exception {
        Path data = directory.resolve("data");
        Files.createFile(data);
        try (CallStore store = CallStore.open(StoreConfig.in(data));
                CallRecorder recorder = recorder(store)) {
            SampleCalls.calls(0, 1000).forEach(recorder::callEnded);

            await().until(() -> recorder.stats().retries() > 1);
            assertThat(recorder.stats().healthy()).isFalse();
            assertThat(recorder.stats().problem()).startsWith("Cannot make the data directory " + data);
            assertThat(recorder.stats().waiting()).isEqualTo(1000);

            Files.delete(data);

            await().atMost(Duration.ofSeconds(20)).until(() -> recorder.stats().written() == 1000);
            assertThat(recorder.stats().healthy()).isTrue();
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 1000));
        }
    }

    @Test
    void onlyWhatIsBeyondTheBacklogIsLostAndItIsCounted() throws Exception {
        Path data = directory.resolve("data");
        Files.createFile(data);
        try (CallStore store = CallStore.open(StoreConfig.in(data));
                CallRecorder recorder = recorder(store)) {
            SampleCalls.calls(0, 1500).forEach(recorder::callEnded);

            assertThat(recorder.stats().dropped()).isEqualTo(500);
            assertThat(recorder.stats().waiting()).isEqualTo(1000);
            Files.delete(data);

            await().atMost(Duration.ofSeconds(20)).until(() -> recorder.stats().written() == 1000);
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(0, 1000));
        }
    }

    @Test
    void endIsNotHeldUpByABrokenDatabase() throws Exception {
        Path data = directory.resolve("data");
        Files.createFile(data);
        try (CallStore store = CallStore.open(StoreConfig.in(data))) {
            CallRecorder recorder = recorder(store);
            SampleCalls.calls(0, 10).forEach(recorder::callEnded);
            long start = System.nanoTime();

            recorder.close(Duration.ofMillis(300));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(recorder.stats().dropped()).isEqualTo(10);
        }
    }

    @Test
    void callThatTheDatabaseWillNeverTakeDoesNotHoldUpTheOthers() {
        try (CallStore store = CallStore.open(StoreConfig.in(directory));
                CallRecorder recorder = recorder(store)) {
            recorder.callEnded(SampleCalls.call(1));
            recorder.callEnded(withoutStart(SampleCalls.call(2)));
            recorder.callEnded(SampleCalls.call(3));

            await().until(() ->
                    recorder.stats().written() == 2 && recorder.stats().refused() == 1);
            assertThat(store.list(ALL)).containsExactly(SampleCalls.call(1), SampleCalls.call(3));
            assertThat(recorder.stats().healthy()).isTrue();
        }
    }

    @Test
    void waitBetweenAttemptsGrowsToFiveSeconds() {
        assertThat(List.of(1, 2, 3, 6, 7, 100, 1_000_000).stream().map(Patience::delay))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(3200),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
    }

    @Test
    void oldCallsAreDeletedByAThreadOfItsOwn() {
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            store.write(SampleCalls.calls(0, 1300), List.of());
            Clock tenDaysLater =
                    Clock.fixed(SampleCalls.FIRST.plusSeconds(1250).plus(Duration.ofDays(10)), ZoneOffset.UTC);

            try (Retention retention = new Retention(
                    store, Keeping.calls(10, Duration.ofDays(7), Duration.ofDays(30)), tenDaysLater, Duration.ZERO)) {
                await().until(() -> retention.deleted() == 1250);
            }
            assertThat(store.list(ALL)).isEqualTo(SampleCalls.calls(1250, 1300));
        }
    }

    @Test
    void howLongCallsAreKeptIsAskedForInEachStep() {
        try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
            store.write(SampleCalls.calls(0, 1300), List.of());
            Clock muchLater = Clock.fixed(SampleCalls.FIRST.plus(Duration.ofDays(1000)), ZoneOffset.UTC);
            Keeping tenDays = Keeping.calls(10, Duration.ofDays(7), Duration.ofDays(30));
            Iterator<Keeping> configured = List.of(tenDays).iterator();
            Keeping forEver = Keeping.calls(0, Duration.ofDays(7), Duration.ofDays(30));

            try (Retention retention = new Retention(
                    store, () -> configured.hasNext() ? configured.next() : forEver, muchLater, Duration.ZERO)) {
                await().until(() -> retention.rows("call") >= 0);
                assertThat(retention.deleted()).isEqualTo(500);
                assertThat(retention.rows("call")).isEqualTo(800);
            }
        }
    }

    private static CallRecorder recorder(CallStore store) {
        return new CallRecorder(store, 1000, Clock.systemUTC());
    }

    private static Call withoutStart(Call call) {
        CallTimes times = call.times();
        return SampleCalls.with(
                call,
                call.transfers(),
                new CallTimes(
                        null,
                        times.askedAt(),
                        times.endedAt(),
                        times.waited(),
                        times.ring(),
                        times.talked(),
                        times.held(),
                        times.total()));
    }
}
