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
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CommandLineTest {
    private static final Path RECORDING =
            Path.of("../ami-simulator/src/main/resources/recordings/asterisk-22.10/queue_abandoned.ami");
    private static final Path HELP = Path.of("src/test/resources/help");
    /** So often that calls go on however late a command begins to listen. */
    private static final int LONG = 9_000;

    @TempDir
    Path folder;

    private static final String PBX =
            "pbxs:\n  hq:\n    host: 127.0.0.1\n    port: 1\n    username: callwarden\n    secret: s3cret\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** With {@code -Dhelp.write=true} the files are written anew, to be read before they are committed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "callwarden",
                "run",
                "health",
                "setup",
                "check",
                "replay",
                "calls",
                "callbacks",
                "callbacks history",
                "callbacks close",
                "outbox",
                "outbox list",
                "outbox send-again",
                "outbox forget",
                "report",
                "report employees",
                "report cost",
                "rebuild-recovery",
                "backup",
                "restore",
                "doctor",
                "forget",
                "mail-test",
                "config",
                "reload"
            })
    void helpReadsAsItShould(String command) throws IOException {
        String[] arguments = command.equals("callwarden") ? new String[] {"--help"} : (command + " --help").split(" ");
        assertThat(callwarden(arguments)).isZero();
        Path golden = HELP.resolve(command.replace(' ', '-') + ".txt");
        if (Boolean.getBoolean("help.write")) {
            Files.writeString(golden, out.toString());
        }
        assertThat(out).hasToString(Files.readString(golden));
    }

    @Test
    void mistakesInArgumentsAreToldWithTheUsage() {
        assertThat(callwarden("rum")).isEqualTo(2);
        assertThat(err.toString()).contains("Unmatched argument", "rum");
        assertThat(callwarden("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'FILE'");
        assertThat(callwarden("calls", "--outcome", "lost", "--config", config()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--outcome: must be one of answered, abandoned, unanswered, busy, unreachable, voicemail,"
                        + " rejected, unknown, found \"lost\"");
        assertThat(callwarden("calls", "--from", "yesterday", "--config", config()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--from: must be a day as 2026-11-23, or a time as 2026-11-23T09:30 or 2026-11-23T06:30:00Z,"
                        + " found \"yesterday\"");
    }

    @Test
    void mistakesInTheConfigurationAreListedAndNothingIsStarted() {
        assertThat(callwarden("run", "--config", config("http:\n  port: 99999\nlgo: x\n")))
                .isEqualTo(78);
        assertThat(err.toString())
                .startsWith("callwarden: 3 problems in the configuration:\n")
                .contains("pbxs: is required", "http.port: must be", "lgo: no such setting")
                .doesNotContain("Exception");
        assertThat(callwarden(
                        "config",
                        "--check",
                        "--config",
                        folder.resolve("absent.yml").toString()))
                .isEqualTo(78);
        assertThat(err.toString()).contains("absent.yml: no such file");
    }

    @Test
    void databaseOfANewerVersionIsRefusedAndLeftAsItIs() throws SQLException {
        Path data = folder.resolve("data");
        try (CallStore store = CallStore.open(StoreConfig.in(data))) {
            store.prepare();
        }
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:%s/callwarden;DATABASE_TO_LOWER=true".formatted(data));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                            + " execution_time, success) values (99, '99', 'of the future', 'SQL', 'V99__future.sql', 'sa', 1, true)");
        }

        for (String command : new String[] {"run", "calls"}) {
            assertThat(callwarden(command, "--config", config("data-dir: " + data + "\nhttp:\n  port: 0\n" + PBX)))
                    .as(command)
                    .isEqualTo(65);
        }

        assertThat(err.toString().lines().filter(line -> line.startsWith("callwarden: ")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("callwarden: The database jdbc:h2:file:" + data
                                + "/callwarden was made by a newer version of"
                                + " Callwarden (its tables are of version 99, this one knows ")
                        .endsWith("): install that version again, or bring back the backup from before the upgrade"));
    }

    @Test
    void configurationIsPrintedWithItsSourcesAndWithoutSecrets() {
        assertThat(callwarden("config", "--config", config(), "--http-port", "1234"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("pbxs.hq.host +127.0.0.1 +.*callwarden.yml:3\n")
                .containsPattern("pbxs.hq.secret +\\[secret\\] +.*callwarden.yml:5\n")
                .containsPattern("http.port +1234 +flag --set http.port\n")
                .containsPattern("log.level +info +default\n")
                .doesNotContain("s3cret");
        assertThat(callwarden("config", "--check", "--config", config())).isZero();
        assertThat(out.toString()).endsWith("The configuration is good.\n");
    }

    @Test
    void recordingsAreReplayedAsPbxsOfTheirOwn() throws IOException {
        Path zipped = folder.resolve("day.ami.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(RECORDING, gzip);
        }

        assertThat(callwarden("replay", RECORDING.toString(), zipped.toString()))
                .isZero();

        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"outcome\":\"abandoned\"") && line.contains("\"queue\":\"sales\""))
                .anyMatch(line -> line.contains("\"pbx\":\"queue_abandoned\""))
                .anyMatch(line -> line.contains("\"pbx\":\"day\""));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void standardInputIsReplayedToo() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(RECORDING)));
            assertThat(callwarden("replay", "-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("\"pbx\":\"stdin\"");
    }

    @Test
    void explanationTellsTheStoryOfACall() {
        assertThat(callwarden("replay", "--explain", RECORDING.toString())).isZero();

        assertThat(out.toString())
                .contains("MISSED    inbound   79260017001 to 7001: abandoned in queue sales after 7 s; tried 103, 104")
                .contains("it enters the queue sales")
                .contains("103 rings")
                .contains("verdict: abandoned");
    }

    @Test
    void fileThatCannotBeReadFailsTheCommandButNotTheOthers() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.gz"), "no gzip");
        Path other = Files.writeString(folder.resolve("other.ami"), "Some text\n");

        assertThat(callwarden("replay", "absent.ami", broken.toString(), other.toString(), RECORDING.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("absent.ami: no such file")
                .contains("broken.gz: cannot be read to its end (Not in GZIP format)")
                .contains("other.ami: holds no AMI event that says anything about a call")
                .doesNotContain("Exception");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void checkSaysWhatIsMissingAndHowToGrantIt() throws IOException {
        SimulatorSettings settings =
                new SimulatorSettings().user(new ManagerUser("agent", "s3cret", "system,call,agent,dialplan", ""));
        try (AmiSimulator asterisk = AmiSimulator.start(settings)) {
            asterisk.learn(Recordings.read("asterisk-22.10/queue_abandoned"));

            assertThat(callwarden("check", "--listen", "0", "--config", config(asterisk.port(), 0)))
                    .isEqualTo(1);

            assertThat(out.toString())
                    .contains("ok    logged in; Asterisk ")
                    .contains(
                            "FAIL  may not ask CoreShowChannels: permission denied; add system or reporting to the write"
                                    + " line of the user in manager.conf")
                    .contains("write = reporting");
        }
    }

    @Test
    void checkSaysWhenReportsOfVoiceQualityCome() throws IOException {
        SimulatorSettings settings = new SimulatorSettings().user(ManagerUser.all("agent", "s3cret"));
        try (AmiSimulator asterisk = AmiSimulator.start(settings)) {
            asterisk.play(
                    Recordings.read("asterisk-22.10/ivr_then_queue"),
                    PlayOptions.realTime().speed(10).repeat(LONG));

            assertThat(callwarden("check", "--listen", "3", "--config", config(asterisk.port(), 0)))
                    .as(out.toString())
                    .isZero();

            assertThat(out.toString()).contains("ok    reports of voice quality come");
        }
    }

    @Test
    void checkShowsEndpointsQueuesAndTimestamps() throws IOException {
        SimulatorSettings settings = new SimulatorSettings().user(ManagerUser.all("agent", "s3cret"));
        try (AmiSimulator asterisk = AmiSimulator.start(settings)) {
            asterisk.play(
                    Recordings.read("asterisk-22.10/queue_abandoned"),
                    PlayOptions.realTime().repeat(LONG).parallel(9));

            assertThat(callwarden("check", "--listen", "3", "--config", config(asterisk.port(), 0)))
                    .as(out.toString())
                    .isZero();

            assertThat(out.toString())
                    .contains("timestampevents is on")
                    .contains("events of calls and of the dialplan come")
                    .contains("warn  no report of voice quality came;")
                    .containsPattern("PJSIP/103 +phone ")
                    .containsPattern("PJSIP/trunk-a +trunk ")
                    .contains("sales: ");
        }
    }

    @Test
    void checkOfAPbxThatIsAwayOrRefusesIsUnavailable() throws IOException {
        assertThat(callwarden("check", "--config", config(1, 0))).isEqualTo(69);
        assertThat(out.toString()).contains("FAIL  port 1 cannot be reached (connection refused): check port");
        assertThat(callwarden("check", "--set", "pbxs.hq.host=no-such-pbx.invalid", "--config", config(1, 0)))
                .isEqualTo(69);
        assertThat(out.toString()).contains("FAIL  no address is known for \"no-such-pbx.invalid\": correct host");
        SimulatorSettings settings = new SimulatorSettings().user(ManagerUser.all("agent", "other"));
        try (AmiSimulator asterisk = AmiSimulator.start(settings)) {
            assertThat(callwarden("check", "--config", config(asterisk.port(), 0)))
                    .isEqualTo(69);
            assertThat(out.toString()).contains("FAIL  Asterisk refused the login");
        }
    }

    @Test
    void checkTellsAnotherServiceFromAsterisk() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(other));
            greeter.start();

            assertThat(callwarden("check", "--config", config(other.getLocalPort(), 0)))
                    .isEqualTo(69);

            greeter.join();
            assertThat(out.toString()).contains("is not Asterisk's manager: correct host and port");
        }
    }

    private static void greet(ServerSocket server) {
        try (Socket caller = server.accept()) {
            caller.getOutputStream().write("220 mail.example.org ESMTP\r\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void checkSaysWhatThisMachineLacks() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("data"), "");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(callwarden("check", "--config", config(1, other.getLocalPort())))
                    .isEqualTo(69);

            assertThat(out.toString())
                    .contains("FAIL  data-dir " + notAFolder + " cannot be written by ")
                    .contains("FAIL  http.port %d at 127.0.0.1 cannot be had".formatted(other.getLocalPort()));
        }
    }

    @Test
    void callsAreListedFromTheDatabaseAndFromTheRunningAgent() throws IOException {
        SimulatorSettings simulated = new SimulatorSettings().user(ManagerUser.all("agent", "s3cret"));
        try (AmiSimulator asterisk = AmiSimulator.start(simulated)) {
            Settings settings = Settings.of(Path.of(config(asterisk.port(), 0)), Map.of(), Map.of());
            Configuration configuration = Configuration.from(settings);
            settings.check();
            try (Agent agent = new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {})) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> agent.missing().isEmpty());
                asterisk.play(
                        Recordings.read("asterisk-22.10/queue_abandoned"),
                        PlayOptions.realTime().speed(4).keepNumbers(true));
                String running = config(asterisk.port(), agent.webPort());

                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    out.getBuffer().setLength(0);
                    return callwarden("calls", "--missed", "--config", running) == 0
                            && !out.toString().startsWith("No calls");
                });
                assertThat(out.toString()).contains("STARTED", "79260017001", "sales");
                assertThat(callwarden("check", "--listen", "0", "--config", running))
                        .as(out.toString())
                        .isZero();
                assertThat(out.toString())
                        .contains("the running agent has the database open", "is held by the running agent");
            }
            out.getBuffer().setLength(0);
            assertThat(callwarden("calls", "--format", "csv", "--config", config(asterisk.port(), 0)))
                    .isZero();
            assertThat(out.toString()).startsWith("id,pbx,direction").contains("79260017001");
            out.getBuffer().setLength(0);
            assertThat(callwarden("check", "--listen", "0", "--config", config(asterisk.port(), 0)))
                    .isZero();
            assertThat(out.toString()).containsPattern("ok    the database .* opens .* its tables are of version \\d");
            out.getBuffer().setLength(0);
            assertThat(callwarden("calls", "--direction", "outbound", "--config", config(asterisk.port(), 0)))
                    .isZero();
            assertThat(out).hasToString("No calls.\n");
        }
    }

    @Test
    void listingMakesNoDatabase() {
        assertThat(callwarden("calls", "--config", config())).isEqualTo(1);
        assertThat(err)
                .hasToString("callwarden: No calls are on record: there is no database in " + folder.resolve("data")
                        + ". Has the agent run with this data-dir?\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private int callwarden(String... arguments) {
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String config() {
        return config(5038, 9686);
    }

    private String config(int amiPort, int httpPort) {
        return config("""
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
                """.formatted(amiPort, httpPort));
    }

    private String config(String text) {
        try {
            return Files.writeString(folder.resolve("callwarden.yml"), text, StandardCharsets.UTF_8)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
