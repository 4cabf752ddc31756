package io.callwarden.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.store.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The clock of the agent's machine is set while calls go on; that of the PBX is right. */
class ClockIT {
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    @TempDir
    private Path folder;

    @Test
    void callsKeepTheirTimesThoughTheClockIsSetByAnHourInTheMiddleOfThem() throws Exception {
        Optional<Path> library = library();
        Required.orSkipped(library.isPresent(), "There is no libfaketime here (Debian: apt-get install faketime)");
        Path time = Files.writeString(folder.resolve("time"), "+0\n");
        try (QuietOffice office = new QuietOffice(folder, folder.resolve("data"));
                AgentRun agent = office.start(
                        "env",
                        "LD_PRELOAD=" + library.orElseThrow(),
                        "FAKETIME_TIMESTAMP_FILE=" + time,
                        "FAKETIME_NO_CACHE=1",
                        "FAKETIME_DONT_FAKE_MONOTONIC=1")) {
            agent.awaitReady();
            office.call(4, () -> {});
            office.call(4, () -> set(time, "+3600", agent));
            office.call(4, () -> set(time, "-3600", agent));
            office.call(4, () -> {});

            List<JsonNode> calls = office.calls(agent, 4);
            assertThat(calls).hasSize(4);
            assertThat(calls)
                    .extracting(call -> call.get("outcome").stringValue())
                    .containsOnly("answered");
            for (String times : List.of("waitMillis", "talkMillis")) {
                assertThat(calls)
                        .extracting(call -> Math.round(call.get(times).asDouble() / 1_000))
                        .as(times)
                        .containsOnly(Math.round(calls.get(0).get(times).asDouble() / 1_000));
            }
            assertThat(agent.isReady()).isTrue();
            assertThat(agent.metric("callwarden_ami_gaps_total{pbx=\"office\",result=\"unhealed\"}"))
                    .isZero();
            assertThat(agent.log().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .isEmpty();
            assertThat(agent.stop()).isIn(0, 143);
        }
    }

    private static void set(Path time, String offset, AgentRun agent) throws IOException {
        Files.writeString(time, offset + "\n");
        assertThat(agent.isReady()).isTrue();
    }

    private static Optional<Path> library() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return Stream.concat(Stream.of(Path.of("/usr/lib")), folders)
                    .map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
