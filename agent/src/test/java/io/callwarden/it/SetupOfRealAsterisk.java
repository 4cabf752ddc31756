package io.callwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.cli.Callwarden;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What setup writes is what Asterisk understands: the user may log in, and his filters cut what they should and nothing else. */
@NeedsRealAsterisk
abstract class SetupOfRealAsterisk {
    private static final String MANAGER_CONF = "/etc/asterisk/manager.conf";
    private static final String USER = "watcher";
    private static final Duration SECONDS = Duration.ofSeconds(20);

    private final String version;
    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    private Path etc;
    private Path config;

    SetupOfRealAsterisk(String version) {
        this.version = version;
    }

    @BeforeEach
    void folders() throws IOException {
        etc = Files.createDirectories(folder.resolve("asterisk"));
        config = folder.resolve("callwarden.yml");
    }

    @Test
    void userWrittenBySetupIsLetInWithAllThatTheAgentNeeds() throws IOException {
        try (Office office = new Office(version)) {
            setUp(office);

            assertThat(callwarden("check", "--listen", "0")).as(out.toString()).isZero();
            assertThat(out.toString())
                    .contains("ok    logged in; Asterisk " + version)
                    .contains("ok    events of the PBX itself come");

            Files.writeString(folder.resolve("secrets/office"), "another-secret");
            assertThat(callwarden("check", "--listen", "0")).isEqualTo(69);
            assertThat(out.toString()).contains("FAIL  Asterisk refused the login: check username, secret");
        }
    }

    @Test
    void filtersKeepAwayWhatNobodyReadsAndNothingElse() throws IOException {
        try (Office office = new Office(version)) {
            setUp(office);
            try (Listener filtered = new Listener(
                            office,
                            USER,
                            Files.readString(folder.resolve("secrets/office")).strip());
                    Listener all = new Listener(office, Office.AMI_USER, Office.AMI_SECRET)) {
                office.console("module unload app_verbose.so");
                office.console("dialplan set global SOMETHING 1");
                office.console("dialplan set global QUEUESTATUS FULL");
                office.console("dialplan set global QUEUESTATUSES 1");
                office.console("dialplan set global __FROM_DID 2");
                office.console("module reload app_queue.so");

                await().atMost(SECONDS).until(() -> all.heard().contains("Event: Reload"));
                await().atMost(SECONDS).until(() -> filtered.heard().contains("Event: Reload"));
                assertThat(all.heard()).contains("Event: Unload", "Variable: SOMETHING\r", "Variable: QUEUESTATUSES\r");
                assertThat(filtered.heard())
                        .contains("Variable: QUEUESTATUS\r", "FROM_DID\r")
                        .doesNotContain("Event: Unload", "Variable: SOMETHING", "Variable: QUEUESTATUSES");
            }
        }
    }

    /** As an administrator would, but in a copy of the container's configuration. */
    private void setUp(Office office) throws IOException {
        Files.writeString(etc.resolve("manager.conf"), office.read(MANAGER_CONF) + "\n#include \"manager.d/*.conf\"\n");
        assertThat(callwarden(
                        "setup",
                        "office",
                        "--asterisk-dir",
                        etc.toString(),
                        "--username",
                        USER,
                        "--asterisk-version",
                        office.console("core show version"),
                        "--yes"))
                .as(out.toString())
                .isZero();
        String settings = out.toString()
                .lines()
                .dropWhile(line -> !line.equals("  | pbxs:"))
                .takeWhile(line -> line.startsWith("  | "))
                .map(line -> line.substring(4) + "\n")
                .reduce("", String::concat);
        Files.writeString(config, settings + "data-dir: data\nhttp:\n  port: 0\n");
        office.put(MANAGER_CONF, Files.readAllBytes(etc.resolve("manager.conf")));
        office.put(
                "/etc/asterisk/manager.d/callwarden.conf",
                Files.readAllBytes(etc.resolve("manager.d/callwarden.conf")));
        assertThat(office.console("manager reload")).doesNotContain("rror");
        await().atMost(SECONDS).until(() -> office.console("manager show users").contains(USER));
    }

    private int callwarden(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        return commandLine.execute(all);
    }

    /** A manager session that gathers all that it is sent. */
    private static final class Listener implements AutoCloseable {
        private final Socket socket;
        private final StringBuffer heard = new StringBuffer();

        Listener(Office office, String user, String secret) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), office.amiPort());
            Thread reader = new Thread(this::read, "listener-" + user);
            reader.setDaemon(true);
            reader.start();
            socket.getOutputStream()
                    .write("Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: on\r\n\r\n"
                            .formatted(user, secret)
                            .getBytes(StandardCharsets.UTF_8));
            await().atMost(SECONDS).until(() -> heard().contains("Authentication accepted"));
        }

        private void read() {
            byte[] bytes = new byte[4096];
            try (InputStream in = socket.getInputStream()) {
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    heard.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        String heard() {
            return heard.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
