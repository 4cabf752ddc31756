package io.callwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupCommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runningAgentBacksUpAndTheBackupIsRestoredWhenItIsStopped() throws IOException {
        Path backup = folder.resolve("mine.sql.gz");
        SimulatorSettings simulated = new SimulatorSettings().user(ManagerUser.all("agent", "s3cret"));
        try (AmiSimulator asterisk = AmiSimulator.start(simulated)) {
            try (Agent agent = agent(asterisk.port())) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> agent.missing().isEmpty());
                asterisk.play(
                        Recordings.read("asterisk-22.10/queue_abandoned"),
                        PlayOptions.realTime().speed(20));
                String running = config(asterisk.port(), agent.webPort());
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    out.getBuffer().setLength(0);
                    return callwarden("calls", "--config", running) == 0
                            && !out.toString().startsWith("No calls");
                });

                out.getBuffer().setLength(0);
                assertThat(callwarden("backup", "--config", running, backup.toString()))
                        .as(err.toString())
                        .isZero();
                assertThat(out.toString())
                        .startsWith("Backed up 1 calls, the latest of ")
                        .contains(backup.toString());
                assertThat(backup).isNotEmptyFile();
                assertThat(callwarden("backup", "--config", running, backup.toString()))
                        .isEqualTo(1);
                assertThat(err.toString())
                        .isEqualTo(
                                "callwarden: " + backup
                                        + " is there already and is not written over: choose another name, or remove it first\n");
                assertThat(callwarden("backup", "--config", running)).isZero();
                assertThat(files(folder.resolve("data/backups"))).hasSize(1);

                err.getBuffer().setLength(0);
                assertThat(callwarden("restore", "--config", running, backup.toString()))
                        .isEqualTo(1);
                assertThat(err.toString()).contains("is in use by a running agent: stop it first");
            }
            Files.delete(folder.resolve("data/callwarden.mv.db"));
            String stopped = config(asterisk.port(), 1);
            out.getBuffer().setLength(0);
            assertThat(callwarden("restore", "--config", stopped, backup.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).startsWith("Restored 1 calls").contains("There was no database before");
            assertThat(callwarden("calls", "--config", stopped, "--format", "jsonl"))
                    .isZero();
            assertThat(out.toString()).contains("\"outcome\":\"abandoned\"");
        }
    }

    @Test
    void withoutAnAgentTheFileIsBackedUpByTheCommandItself() throws IOException {
        assertThat(callwarden("backup", "--config", config(1, 1))).isEqualTo(1);
        assertThat(err.toString()).contains("There is nothing to back up: no database is at ");
        assertThat(folder.resolve("data")).doesNotExist();

        Files.createDirectories(folder.resolve("data"));
        Files.copy(Path.of("src/test/resources/databases/schema-1.mv.db"), folder.resolve("data/callwarden.mv.db"));
        assertThat(callwarden("backup", "--config", config(1, 1)))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("Backed up 455 calls").contains("(schema 1)");
        assertThat(files(folder.resolve("data/backups")))
                .singleElement()
                .satisfies(file ->
                        assertThat(file.getFileName().toString()).matches("callwarden-\\d{8}T\\d{6}Z\\.sql\\.gz"));
    }

    @Test
    void whoHasAServerIsToldItsOwnTool() {
        String config = config(1, 1);
        String[] server = {
            "--set",
            "store.url=jdbc:postgresql://db.example.org:5433/calls?password=hidden",
            "--set",
            "store.user=callwarden",
            "--config",
            config
        };
        assertThat(callwarden(
                        Stream.concat(Stream.of("backup"), Stream.of(server)).toArray(String[]::new)))
                .isEqualTo(3);
        assertThat(err)
                .hasToString(
                        "callwarden: the calls are in PostgreSQL, which backs them up itself, while the agent runs: pg_dump"
                                + " --format=custom --file=callwarden.dump --host=db.example.org --port=5433 --username=callwarden --dbname=calls\n");
        err.getBuffer().setLength(0);
        assertThat(callwarden(Stream.concat(Stream.of("restore", "any"), Stream.of(server))
                        .toArray(String[]::new)))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("pg_restore --clean --if-exists --host=db.example.org")
                .doesNotContain("hidden");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Agent agent(int amiPort) {
        Settings settings = Settings.of(Path.of(config(amiPort, 0)), Map.of(), Map.of());
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {});
    }

    private int callwarden(String... arguments) {
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String config(int amiPort, int httpPort) {
        try {
            return Files.writeString(folder.resolve("callwarden.yml"), """
                    pbxs:
                      hq:
                        host: 127.0.0.1
                        username: agent
                        secret: s3cret
                        port: %d
                        time-zone: UTC
                    data-dir: data
                    http:
                      port: %d
                    """.formatted(amiPort, httpPort))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
