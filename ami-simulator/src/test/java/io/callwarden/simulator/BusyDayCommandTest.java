package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void halfAnHourIsPlayedInSecondsWithDozensOfCallsAndSeveralMissed() throws Exception {
        Path portFile = folder.resolve("port");
        Path truth = folder.resolve("truth.jsonl");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Main.run(
                "busy-day",
                "--port",
                "0",
                "--port-file",
                portFile.toString(),
                "--speed",
                "600",
                "--calls",
                "50",
                "--truth",
                truth.toString()));
        try (TestClient client = TestClient.atPortIn(portFile)) {
            assertThat(client.ask("Action: Login\nUsername: agent\nSecret: s3cret\nEvents: call"))
                    .contains("Success");
            assertThat(client.readUntil("Event: Hangup")).hasSizeGreaterThan(10);
        }
        assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
        List<String> calls = Files.readAllLines(truth);
        assertThat(calls).hasSizeGreaterThan(24);
        assertThat(calls.stream().filter(call -> call.contains("\"missed\":true")))
                .hasSizeGreaterThan(2);
    }

    @Test
    void aDayIsBrokenOffAfterTheSecondsAskedFor() {
        assertThat(Main.run("busy-day", "--port", "0", "--now", "--seconds", "1"))
                .isZero();
    }

    @Test
    void aSiteOfItsOwnSizeWithARoutineIsWritten() throws IOException {
        Path day = folder.resolve("site.ami.gz");
        assertThat(Main.run(
                        "busy-day",
                        "--output",
                        day.toString(),
                        "--employees",
                        "12",
                        "--queues",
                        "5",
                        "--trunks",
                        "3",
                        "--extensions",
                        "40",
                        "--routine",
                        "--first-week",
                        "0.5",
                        "--hours",
                        "2"))
                .isZero();
        Recording site = Recording.read(day);
        assertThat(site.messages().stream()
                        .filter(message -> message.event().equals("QueueMemberAdded"))
                        .map(message -> message.header("Queue").orElseThrow())
                        .distinct())
                .hasSize(5);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThat(Main.run("busy-day", "--queues", "3", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--employees", "201", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--big-site", "--employees", "20", "--now"))
                .isEqualTo(2);
        assertThat(Main.run("busy-day", "--trunk-outages", "1", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--first-week", "2", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--calls-per-hour", "0", "--now")).isEqualTo(2);
        assertThat(Main.run("busy-day", "--from-hour", "24", "--now")).isEqualTo(2);
    }
}
