package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFullTest {
    private static final int CALLS = 20_000;

    @Test
    void nothingIsLostWhenTheDiskIsFullForAWhile() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(64)) {
            StoreConfig config = StoreConfig.in(disk.directory());
            try (CallStore store = CallStore.open(config);
                    CallRecorder recorder = new CallRecorder(store, CALLS, Clock.systemUTC())) {
                recorder.callEnded(SampleCalls.call(0));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> recorder.stats().written() == 1);
                disk.fillUpTo(1_000_000);

                SampleCalls.calls(1, CALLS).forEach(recorder::callEnded);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> recorder.stats().retries() > 2);
                assertThat(recorder.stats().healthy()).isFalse();
                disk.makeRoom();

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> recorder.stats().written() == CALLS);
                assertThat(recorder.stats().healthy()).isTrue();
                assertThat(recorder.stats().dropped()).isZero();
            }
            try (CallStore reopened = CallStore.open(config)) {
                List<Call> missing = new ArrayList<>(SampleCalls.calls(0, CALLS));
                missing.removeAll(new HashSet<>(reopened.list(CallFilter.all().build())));
                assertThat(missing).extracting(Call::id).isEmpty();
            }
        }
    }
}
