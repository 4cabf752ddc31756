package io.callwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.Configuration;
import io.callwarden.FollowedCalls;
import io.callwarden.Main;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import io.callwarden.config.Settings;
import io.callwarden.tls.SelfSigned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The commands about call-backs, on a database of their own and on one that an agent in another process has open. */
class CallbackCommandsTest {
    private static final String ANNA = "+79260004001";
    private static final String BORIS = "+79260004002";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Process agent;
    private int port;

    @BeforeEach
    void missTwoCustomers() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Settings settings = Settings.of(Path.of(config("")), Map.of(), Map.of());
        Configuration configuration = Configuration.from(settings);
        settings.check();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        try (FollowedCalls calls = new FollowedCalls(configuration, Clock.systemUTC())) {
            calls.store()
                    .write(
                            List.of(
                                    missed(1, ANNA, now.minus(Duration.ofMinutes(90))),
                                    missed(2, ANNA, now.minus(Duration.ofMinutes(30))),
                                    missed(3, BORIS, now.minus(Duration.ofMinutes(10)))),
                            List.of());
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (agent != null) {
            agent.destroy();
            if (!agent.waitFor(20, TimeUnit.SECONDS)) {
                agent.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void commandsWorkOnTheDatabaseWhileNoAgentRuns() {
        everythingWorks("");
    }

    @Test
    void commandsReachTheRunningAgent() throws Exception {
        assertThat(callwarden("health", "--config", config(""))).isEqualTo(69);
        assertThat(err.toString()).startsWith("callwarden: The agent at http://127.0.0.1:" + port + " does not answer");
        start("");
        everythingWorks("");
        assertThat(callwarden("health", "--config", config(""))).isZero();
        assertThat(out).hasToString("Callwarden is running.\n");
        assertThat(folder.resolve("data/control-token")).exists();
    }

    @Test
    void commandsReachAnAgentProtectedByPasswordAndCertificate() throws Exception {
        // For a name that is not that of this machine.
        new SelfSigned(folder, "server", "dns:calls.example.org");
        Files.writeString(folder.resolve("web.yml"), """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                basic_auth_users:
                  olga: $2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG
                """);
        start("  web-config: web.yml\n");

        everythingWorks("  web-config: web.yml\n");
        assertThat(callwarden("health", "--config", config("  web-config: web.yml\n")))
                .as(err.toString())
                .isZero();

        assertThat(callwarden("calls", "--format", "jsonl", "--config", config("  web-config: web.yml\n")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains(BORIS);
        Files.writeString(folder.resolve("data/control-token"), "another\n");
        assertThat(callwarden("calls", "--config", config("  web-config: web.yml\n")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("control-token: run it as the user of that agent", "sudo -u callwarden");
    }

    @Test
    void othersAreToldOfWhatIsClosedWhileNoAgentRuns() {
        String config = config("""
                notify:
                  webhooks:
                    crm:
                      url: https://crm.example.org/calls
                  mails:
                    shift:
                      to: shift@example.org
                      events: callback_lost
                  mail:
                    host: mail.example.org
                    from: pbx@example.org
                """);
        assertThat(callwarden("callbacks", "close", BORIS, "--by", "Olga", "--reason", "spam", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(callwarden("outbox", "list", "--format", "jsonl", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"callback_lost:hq-1.3:dismissed\""))
                .anyMatch(line -> line.contains("\"webhook:crm\""))
                .anyMatch(line -> line.contains("\"mail:shift\""));
    }

    private void forgetting(String config) {
        assertThat(callwarden("forget", "101 and a half", "--dry-run", "--config", config))
                .isNotZero();
        assertThat(err.toString()).contains("must be the number or name of somebody outside");
        assertThat(callwarden("forget", "8 926 000-40-01", "--config", config)).isNotZero();
        assertThat(out).hasToString("On record of +7926000####: 2 call(s), 1 call-back(s), 0 notice(s).\n");
        assertThat(err.toString()).contains("Nothing was changed: say --yes");
        assertThat(callwarden("forget", "8 926 000-40-01", "--yes", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("Forgot +7926000####: 2 call(s), 1 call-back(s), 0 notice(s).")
                .contains("- backups", "- Asterisk's own records")
                .doesNotContain("4001");
        assertThat(out.toString().contains("bytes in the file")).isEqualTo(agent != null);
        assertThat(callwarden("calls", "--format", "jsonl", "--config", config)).isZero();
        assertThat(out.toString()).contains(BORIS).doesNotContain("60004001").hasLineCount(3);
        assertThat(callwarden("forget", ANNA, "--dry-run", "--config", config)).isZero();
        assertThat(out).hasToString("Nothing is on record of +7926000####.\n");
    }

    private void everythingWorks(String http) {
        String config = config(http);
        assertThat(callwarden("callbacks", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("2 to call back: 1 overdue, 0 attempted, 1 open.")
                .containsSubsequence("CUSTOMER", ANNA, "overdue !", BORIS, "open");
        assertThat(callwarden("callbacks", "--state", "overdue", "--format", "jsonl", "--config", config))
                .isZero();
        assertThat(out.toString()).hasLineCount(1).contains("\"missed\":2");

        assertThat(callwarden("callbacks", "history", "8 (926) 000-40-01", "--config", config))
                .isZero();
        assertThat(out.toString()).containsSubsequence("opened", "overdue", "missed again");
        assertThat(callwarden("callbacks", "history", "+79260004009", "--config", config))
                .isEqualTo(1);
        assertThat(err).hasToString("callwarden: No call of this number was ever missed, as far as is on record\n");

        String[] close = {
            "callbacks", "close", "8 926 000-40-02", "--by", "Olga", "--reason", "=wrong number", "--config", config
        };
        assertThat(callwarden(close)).as(err.toString()).isZero();
        assertThat(out).hasToString("Closed: " + BORIS + ", missed 1 time(s), counts as lost from now on.\n");
        assertThat(callwarden(close)).isEqualTo(1);
        assertThat(err).hasToString("callwarden: No call-back to this number is open, so none was closed\n");
        assertThat(callwarden("callbacks", "--closed", "--format", "csv", "--config", config))
                .isZero();
        assertThat(out.toString()).contains("dismissed").contains(",Olga,'=wrong number,");

        assertThat(callwarden("rebuild-recovery", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(out).hasToString("All call-backs were made anew, and all are what they were.\n");
        assertThat(callwarden("outbox", "list", "--config", config))
                .as(err.toString())
                .isZero();
        assertThat(out).hasToString("No notices.\n");
        assertThat(callwarden("outbox", "send-again", "--all", "--config", config))
                .isZero();
        assertThat(callwarden("outbox", "forget", "--before", "2026-01-01", "--config", config))
                .isZero();
        assertThat(out).hasToString("0 notice(s) were forgotten.\n");
        forgetting(config);
    }

    @Test
    void mistakesInArgumentsAreToldWithTheUsage() {
        String config = config("");
        assertThat(callwarden("callbacks", "--state", "late", "--config", config))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--state: must be one of open, attempted, overdue, recovered, lost, found \"late\"");
        assertThat(callwarden("callbacks", "close", ANNA, "--config", config)).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required options", "--by=NAME", "--reason=TEXT");
        assertThat(callwarden("callbacks", "close", ANNA, "--by", "O", "--reason", "a\nb", "--config", config))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--reason: must be 1 to 500 characters in one line");
        assertThat(callwarden("outbox", "send-again", "--config", config)).isEqualTo(2);
        assertThat(callwarden("outbox", "forget", "--state", "waiting", "--before", "2026-01-01", "--config", config))
                .isEqualTo(2);
    }

    private void start(String http) throws IOException {
        agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--config",
                        config(http))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> callwarden("callbacks", "--config", config(http)) == 0
                        && Files.readString(folder.resolve("agent.log")).contains("Serving "));
    }

    private int callwarden(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    /** @param http more settings of the web server */
    private String config(String http) {
        try {
            return Files.writeString(folder.resolve("callwarden.yml"), """
                            pbxs:
                              hq:
                                host: 127.0.0.1
                                username: agent
                                secret: s3cret
                                port: 1
                                time-zone: UTC
                            calls:
                              region: RU
                            data-dir: data
                            http:
                              port: %d
                            %s""".formatted(port, http))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call missed(int number, String caller, Instant at) {
        return new Call(
                new CallId("hq", "1." + number),
                Direction.INBOUND,
                new Caller(caller, null, caller),
                "7001",
                "trunk",
                List.of(),
                Outcome.ABANDONED,
                Stage.RING,
                true,
                false,
                null,
                List.of(),
                List.of(),
                new CallTimes(at, at, at, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                EndedBy.CALLER,
                16);
    }
}
