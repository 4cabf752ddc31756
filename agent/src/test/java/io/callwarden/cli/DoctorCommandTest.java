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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    /** Put wherever a person's number, a name or a secret may come from. */
    private static final List<String> PLANTED = List.of(
            "s3cretOfTheLink",
            "79260004001",
            "926 000-40-02",
            "74951234567",
            "Anna Ivanova",
            "Boris",
            "shift-leader",
            "k3yInThePath",
            "h34derToken",
            "mailPassw0rd",
            "whsec_",
            "79260017001",
            "Carla Caller");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void bundleOfARunningAgentTellsAllButNumbersNamesAndSecrets() throws IOException {
        SimulatorSettings simulated = new SimulatorSettings().user(ManagerUser.all("agent", "s3cretOfTheLink"));
        Path log = folder.resolve("agent.log");
        Files.writeString(log, """
                2026-11-23T03:30:00.123Z INFO  Agent: Serving http://127.0.0.1:9686/
                2026-11-23T03:30:01.123Z DEBUG CallTracker: call of Carla Caller <79260004001>
                2026-11-23T03:30:02.123Z WARN  WebhookCarrier: https://crm.example.com/k3yInThePath did not take +7 926 000-40-02
                2026-11-23T03:30:03.123Z WARN  Odd: secret=s3cretOfTheLink token: h34derToken told to Boris
                """);
        try (AmiSimulator asterisk = AmiSimulator.start(simulated)) {
            asterisk.learn(Recordings.read("asterisk-22.10/queue_abandoned"));
            try (Agent agent = agent(asterisk.port())) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> agent.missing().isEmpty());
                asterisk.play(
                        Recordings.read("asterisk-22.10/queue_abandoned"),
                        PlayOptions.realTime().speed(50).keepNumbers(true));
                Thread planted = new Thread(() -> LockSupport.park());
                planted.setName("call from 79260004001");
                planted.setDaemon(true);
                planted.start();

                assertThat(callwarden(
                                "doctor",
                                "--journal",
                                log.toString(),
                                "--config",
                                config(asterisk.port(), agent.webPort())))
                        .as(err.toString())
                        .isZero();
            }
        }
        String text = out.toString();
        PLANTED.forEach(word -> assertThat(text).as(word).doesNotContain(word));
        assertThat(Files.readString(folder.resolve("data/control-token")).strip())
                .satisfies(token -> assertThat(text).doesNotContain(token));
        assertThat(text)
                .contains("== Callwarden ==", "Java " + Runtime.version())
                .containsPattern("pbxs.hq.secret = \\[set, not shown]  \\(.*callwarden.yml:\\d+\\)")
                .containsPattern("http.port = \\d+  \\(")
                .contains("money.average-sale = [set, not shown]")
                .containsPattern("\\d+ B  callwarden.mv.db")
                .contains("Everything is working.", "hq: listening")
                .contains("Max open files")
                .contains("callwarden_store_schema_info{version=\"")
                .containsPattern("callwarden_ami_connected\\{pbx=\"hq\"} 1.0")
                .contains("\"call from [number]\"", "    at io.callwarden.")
                .contains("ok    logged in; Asterisk 22.10.1")
                .contains("2026-11-23T03:30:00.123Z INFO  Agent: Serving http://127.0.0.1:9686\n")
                .contains("WARN  WebhookCarrier: https://crm.example.com/[hidden] did not take [number]")
                .doesNotContain("CallTracker: call of");
    }

    @Test
    void bundleIsMadeAlsoWhereNothingWorks() throws IOException {
        String config = Files.writeString(folder.resolve("bad.yml"), """
                pbxs:
                  hq: {host: 127.0.0.1, port: 1, username: agent, secret: s3cretOfTheLink}
                data-dir: data
                http: {port: 1}
                lgo: 1
                """).toString();
        Path bundle = folder.resolve("bundle.txt");
        assertThat(callwarden("doctor", "-o", bundle.toString(), "--config", config))
                .isZero();
        assertThat(bundle)
                .content()
                .contains(
                        "lgo: no such setting",
                        "== Running agent ==\nnot available: The agent at http://127.0.0.1:1 does not answer")
                .contains("data cannot be read")
                .doesNotContain("s3cretOfTheLink");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        assertThat(callwarden("doctor", "-o", bundle.toString(), "--config", config))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is there already and is not written over");
    }

    private Agent agent(int amiPort) throws IOException {
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

    private String config(int amiPort, int httpPort) throws IOException {
        return Files.writeString(folder.resolve("callwarden.yml"), """
                pbxs:
                  hq:
                    host: 127.0.0.1
                    username: agent
                    secret: s3cretOfTheLink
                    port: %d
                    time-zone: UTC
                    trunks: [trunk-a, "74951234567"]
                    employees:
                      "101": Anna Ivanova
                names:
                  "102": Boris
                data-dir: data
                http:
                  port: %d
                calls:
                  region: RU
                recovery:
                  important: ["+79260004001"]
                money:
                  average-sale: 400
                  conversion: 0.37
                notify:
                  mail:
                    host: mail.example.org
                    username: shift-leader
                    password: mailPassw0rd
                    from: shift-leader@example.org
                  mails:
                    shift:
                      to: [shift-leader@example.org]
                      events: [callback_overdue]
                  webhooks:
                    crm:
                      url: https://crm.example.com/k3yInThePath
                      secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                      events: [callback_overdue]
                      headers:
                        X-Token: h34derToken
                """.formatted(amiPort, httpPort))
                .toString();
    }
}
