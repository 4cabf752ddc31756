package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BusyDayCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aFileHasAsManyCallsAsWereAskedForAndTheTruthOfEach() throws IOException {
        Path day = folder.resolve("day.ami.gz");
        Path truth = folder.resolve("truth.jsonl");
        assertThat(write(day, truth, "7")).isZero();

        List<JsonNode> calls = Files.readAllLines(truth).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(calls).hasSize(50);
        Recording recording = Recording.read(day);
        List<String> born = recording.messages().stream()
                .filter(message -> message.event().equals("Newchannel"))
                .map(message -> message.header("Uniqueid").orElseThrow())
                .toList();
        assertThat(born)
                .containsAll(calls.stream()
                        .map(call -> call.get("uniqueid").asString())
                        .toList());

        Path same = folder.resolve("same.ami.gz");
        assertThat(write(same, folder.resolve("same.jsonl"), "7")).isZero();
        assertThat(same).hasSameBinaryContentAs(day);
        assertThat(folder.resolve("same.jsonl")).hasSameTextualContentAs(truth);
        Path other = folder.resolve("other.ami.gz");
        assertThat(write(other, folder.resolve("other.jsonl"), "8")).isZero();
        assertThat(Recording.read(other).messages()).isNotEqualTo(recording.messages());
    }

    private static int write(Path day, Path truth, String seed) {
        return Main.run(
                "busy-day",
                "--output",
                day.toString(),
                "--truth",
                truth.toString(),
                "--calls",
                "50",
                "--seed",
                seed,
                "--at",
                "2030-01-01T09:00:00Z");
    }

    @Test
    void halfAnHourIsPlayedInThirtySecondsWithDozensOfCallsAndSeveralMissed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path truth = folder.resolve("truth.jsonl");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Main.run(
                "busy-day",
                "--port",
                Integer.toString(port),
                "--speed",
                "600",
                "--seconds",
                "3",
                "--truth",
                truth.toString()));
        Awaitility.await().atMost(10, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            try (TestClient client = new TestClient(new InetSocketAddress("127.0.0.1", port))) {
                return client.ask("Action: Login\nUsername: agent\nSecret: s3cret\nEvents: call")
                                .contains("Success")
                        && client.readUntil("Event: Hangup").size() > 10;
            }
        });
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        List<String> calls = Files.readAllLines(truth);
        assertThat(calls).hasSizeGreaterThan(24);
        assertThat(calls.stream().filter(call -> call.contains("\"missed\":true")))
                .hasSizeGreaterThan(2);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThat(Main.run("busy-day", "--calls-per-hour", "0", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--from-hour", "24", "--now")).isEqualTo(2);
    }
}
