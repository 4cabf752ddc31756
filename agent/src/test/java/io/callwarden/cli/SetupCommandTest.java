package io.callwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against folders as Asterisk, FreePBX and Issabel have them. Tests have no terminal, so nothing is asked. */
class SetupCommandTest {
    private static final String MANAGER_CONF = "[general]\nenabled = yes\n#include \"manager.d/*.conf\"\n";

    @TempDir
    Path etc;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path asterisk;
    private Path own;
    private Path secret;

    @BeforeEach
    void plainAsterisk() throws IOException {
        asterisk = Files.createDirectories(etc.resolve("asterisk"));
        own = asterisk.resolve("manager.d/callwarden.conf");
        secret = etc.resolve("callwarden/secrets/hq");
        Files.writeString(asterisk.resolve("manager.conf"), MANAGER_CONF);
    }

    @Test
    void nothingIsWrittenInADryRunNorWithoutAnAnswer() throws IOException {
        assertThat(setup("--dry-run")).isZero();
        assertThat(out.toString()).contains("[callwarden]", "secret = (random, not shown)", "this is a dry run");
        assertThat(setup()).isEqualTo(1);
        assertThat(out.toString()).contains("no terminal is there to answer; add --yes");

        assertThat(files()).containsExactly("asterisk/manager.conf");
    }

    @Test
    void userAndSecretAreWrittenForThoseWhoReadThemAndNothingElse() throws IOException {
        assertThat(setup("--yes")).as(err.toString()).isZero();

        assertThat(files())
                .containsExactly(
                        "asterisk/manager.conf", "asterisk/manager.d/callwarden.conf", "callwarden/secrets/hq");
        assertThat(asterisk.resolve("manager.conf")).hasContent(MANAGER_CONF);
        String value = Files.readString(secret).strip();
        assertThat(value).hasSize(32);
        assertThat(Files.readString(own)).contains("secret = " + value + "\n", "eventfilter(action(exclude),name(CEL)");
        assertThat(out.toString())
                .doesNotContain(value)
                .contains("secret-file: \"" + secret + "\"", "asterisk -rx 'manager reload'");
        assertThat(mode(own)).isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(own, "posix:group"))
                .isEqualTo(Files.getAttribute(asterisk.resolve("manager.conf"), "posix:group"));
        assertThat(mode(secret)).isIn("rw-------", "rw-r-----").doesNotEndWith("r--");
    }

    @Test
    void secondTimeChangesNothingAndANewSecretOnlyTheSecret() throws IOException {
        setup("--yes");
        String first = Files.readString(secret);
        String conf = Files.readString(own);

        assertThat(setup("--yes")).isZero();
        assertThat(out.toString()).contains("Everything is there already");
        assertThat(own).hasContent(conf);

        assertThat(setup("--yes", "--new-secret")).isZero();
        assertThat(Files.readString(secret)).isNotEqualTo(first);
        assertThat(Files.readString(own))
                .isEqualTo(conf.replace(first.strip(), Files.readString(secret).strip()));
    }

    @Test
    void otherUserIsKeptUnlessForcedAndThenInACopyThatAsteriskDoesNotRead() throws IOException {
        Files.createDirectories(own.getParent());
        Files.writeString(own, "[callwarden]\nsecret = set-by-hand\nread = all\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));

        assertThat(setup("--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("is there and says something else").doesNotContain("set-by-hand");
        assertThat(own).content().contains("read = all");
        assertThat(setup("--yes", "--force")).isZero();

        assertThat(own).content().contains("secret = set-by-hand", "write = reporting");
        assertThat(secret).hasContent("set-by-hand");
        try (Stream<Path> copies = Files.list(own.getParent())) {
            List<Path> kept = copies.filter(file -> !file.equals(own)).toList();
            assertThat(kept).singleElement().asString().endsWith(".bak");
            assertThat(kept.get(0)).content().contains("read = all");
            assertThat(mode(kept.get(0))).isEqualTo("rw-------");
        }
    }

    @Test
    void freePbxGetsALineInItsFileForSuchThings() throws IOException {
        Files.writeString(etc.resolve("freepbx.conf"), "<?php\n");
        Files.writeString(asterisk.resolve("manager.conf"), "[general]\nenabled = yes\n#include manager_custom.conf\n");
        Path custom = asterisk.resolve("manager_custom.conf");
        byte[] before = "; \u00fcber\r\n[phpagi]\nsecret=phpagi".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(custom, before);
        Files.setPosixFilePermissions(custom, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(setup("--yes")).as(err.toString()).isZero();

        assertThat(out.toString())
                .startsWith("FreePBX in ")
                .contains("all else stays")
                .doesNotContain("phpagi");
        byte[] after = Files.readAllBytes(custom);
        assertThat(after).startsWith(before);
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).endsWith("\n#include manager.d/callwarden.conf\n");
        assertThat(mode(custom)).isEqualTo("rw-rw-r--");
        assertThat(setup("--yes")).isZero();
        assertThat(Files.readAllBytes(custom)).isEqualTo(after);
    }

    @Test
    void optionsChangeWhatTheUserMay() throws IOException {
        assertThat(setup(
                        "--yes",
                        "--no-voice-quality",
                        "--list-endpoints",
                        "--timestamps",
                        "--asterisk-version",
                        "16.28",
                        "--permit",
                        "10.0.0.5"))
                .isZero();

        assertThat(own)
                .content()
                .contains(
                        "[general](+)\ntimestampevents = yes\n",
                        "read = system,call,agent,dialplan\n",
                        "write = system,reporting\n",
                        "permit = 10.0.0.5\n",
                        "eventfilter = !^Event: CEL[[:cntrl:]]\n");
        assertThat(out.toString()).contains("voice-quality: false");
    }

    @Test
    void mistakesAreToldInASentence() {
        assertThat(setup("--asterisk-version", "new")).isEqualTo(2);
        assertThat(setup("--username", "general")).isEqualTo(1);
        assertThat(setup("--asterisk-group", "no-such-group", "--yes")).isEqualTo(1);
        assertThat(run("setup", "--asterisk-dir", etc.resolve("absent").toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "--asterisk-version: must be a version such as 22.10, found \"new\"",
                        "--username: must be",
                        "there is no group \"no-such-group\"",
                        "No manager.conf in")
                .doesNotContain("Exception");
        assertThat(files()).containsExactly("asterisk/manager.conf");
    }

    private int setup(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "setup",
                "--asterisk-dir",
                asterisk.toString(),
                "--config",
                etc.resolve("callwarden/callwarden.yml").toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--asterisk-version")) {
            arguments.addAll(List.of("--asterisk-version", "22.10"));
        }
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(etc)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> etc.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
