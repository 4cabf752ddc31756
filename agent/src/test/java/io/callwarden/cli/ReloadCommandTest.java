package io.callwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.ReadConfiguration;
import io.callwarden.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code callwarden reload}, beside an agent whose PBX is away. */
class ReloadCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void commandSaysWhatIsInEffectAndWhatNeedsARestartWhereverTheAgentListens() throws IOException {
        write("");
        try (Agent agent = agent()) {
            assertThat(agent.webPort()).isPositive();
            write("names:\n  101: Anna\nhttp:\n  port: 9\n");

            assertThat(reload()).as(err.toString()).isZero();

            assertThat(out).hasToString("""
                    The configuration was read anew; in effect now: names.101
                    http.port needs a restart to take effect
                    """);
        }
    }

    @Test
    void commandFailsWithEveryMistakeAndTheAgentGoesOn() throws IOException {
        write("");
        try (Agent agent = agent()) {
            write("nmaes:\n  101: Anna\nlog:\n  level: loud\n");

            assertThat(reload()).isEqualTo(78);

            assertThat(err.toString())
                    .startsWith("callwarden: 2 problems in the configuration:\n  log.level: must be one of")
                    .contains("nmaes.101: no such setting");
            write("");
            assertThat(reload()).isZero();
            assertThat(out).hasToString("The configuration was read anew; nothing is different\n");
            assertThat(agent.stuck()).isEmpty();
        }
    }

    @Test
    void commandWithoutAnAgentIsTold() throws IOException {
        write("");
        assertThat(reload()).isEqualTo(69);
        assertThat(err.toString()).contains("No agent takes commands that uses data-dir " + folder.resolve("data"));
        write("nmaes: 1\n");
        assertThat(reload()).isEqualTo(78);
    }

    private Agent agent() {
        return new Agent(read(), this::read, new Build("test", "none"), Clock.systemUTC(), call -> {});
    }

    private ReadConfiguration read() {
        return ReadConfiguration.from(Settings.of(file(), Map.of(), Map.of()));
    }

    private Path file() {
        return folder.resolve("callwarden.yml");
    }

    private void write(String more) throws IOException {
        Files.writeString(file(), """
                pbxs:
                  hq:
                    host: 127.0.0.1
                    port: 1
                    username: agent
                    secret: s3cret
                data-dir: data
                %s
                """.formatted(more.contains("http:") ? more : more + "http:\n  port: 0\n"));
    }

    private int reload() {
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute("reload", "--config", file().toString());
    }
}
