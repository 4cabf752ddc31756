package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int ROUNDS = 4;

    @TempDir
    private Path directory;

    @Test
    void callsReportedAsWrittenAreThereAfterTheProcessWasKilled() throws Exception {
        Random random = new Random(1);
        int there = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int safe = recordUntilKilled(there, 1 + random.nextInt(20), random.nextInt(100));
            try (CallStore store = CallStore.open(StoreConfig.in(directory))) {
                int calls = (int) store.count(CallFilter.all().build());

                assertThat(safe).as("calls recorded in round %d", round).isGreaterThan(there);
                assertThat(calls).isGreaterThanOrEqualTo(safe);
                assertThat(store.list(CallFilter.all().build())).isEqualTo(SampleCalls.calls(0, calls));
                there = calls;
            }
        }
    }

    /** Says up to which call it had told that they are safe. */
    private int recordUntilKilled(int first, int tellings, int moreMillis) throws Exception {
        Process recorder = new ProcessBuilder(command(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int safe = first;
        try (BufferedReader output = recorder.inputReader()) {
            for (int i = 0; i < tellings; i++) {
                safe = told(output);
            }
            recorder.waitFor(moreMillis, TimeUnit.MILLISECONDS);
        } finally {
            recorder.destroyForcibly();
        }
        assertThat(recorder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return safe;
    }

    /** Between lines of the log. */
    private static int told(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(CrashingRecorder.SAFE)) {
                return Integer.parseInt(line.substring(CrashingRecorder.SAFE.length()));
            }
        }
        throw new IOException("The recorder ended by itself");
    }

    private List<String> command(int first) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CrashingRecorder.class.getName(), directory.toString(), Integer.toString(first)));
        return command;
    }
}
