package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresOutageTest {
    private static final int CALLS_A_CRASH = 20_000;

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void nothingIsLostWhenTheServerCrashesTwiceUnderLoad() throws Exception {
        ScheduledExecutorService pbx = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (CallStore store = CallStore.open(POSTGRES.newDatabase());
                CallRecorder recorder = new CallRecorder(store, StoreConfig.DEFAULT_BACKLOG, Clock.systemUTC())) {
            pbx.scheduleAtFixedRate(() -> endSome(recorder, calls, most), 0, 1, TimeUnit.MILLISECONDS);

            for (int crash = 1; crash <= 2; crash++) {
                long before = recorder.stats().written();
                // However slow the machine: enough calls are still to come for this crash to fall among them.
                most.addAndGet(CALLS_A_CRASH);
                await().until(() -> recorder.stats().written() > before + 500);
                POSTGRES.stop();
                await().until(() -> !recorder.stats().healthy());
                POSTGRES.start();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> recorder.stats().healthy());
            }
            pbx.shutdown();
            assertThat(pbx.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

            await().atMost(Duration.ofSeconds(60)).until(() -> recorder.stats().written() == calls.get());
            assertThat(recorder.stats().dropped()).isZero();
            assertThat(recorder.stats().retries()).isPositive();
            assertThat(store.list(CallFilter.all().build())).isEqualTo(SampleCalls.calls(0, calls.get()));
        } finally {
            pbx.shutdownNow();
        }
    }

    private static void endSome(CallRecorder recorder, AtomicInteger calls, AtomicInteger most) {
        for (int i = 0; i < 2 && calls.get() < most.get(); i++) {
            recorder.callEnded(SampleCalls.call(calls.getAndIncrement()));
        }
    }
}
