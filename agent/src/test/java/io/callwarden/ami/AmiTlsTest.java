package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callwarden.ami.AmiConfig.Tls;
import io.callwarden.ami.AmiStats.Count;
import io.callwarden.config.Secret;
import io.callwarden.tls.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiTlsTest {
    @TempDir
    Path dir;

    @Test
    void certificateOfTheOwnCaWithTheRightNameIsAccepted() throws Exception {
        SelfSigned right = new SelfSigned(dir, "right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured(right);
                Heard heard = new Heard()) {
            open(heard, asterisk, new Tls(true, right.certificate(), true));
            heard.awaitState(LinkState.LISTENING);
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        SelfSigned other = new SelfSigned(dir, "other", "dns:pbx.example.org");
        try (ScriptedAsterisk asterisk = secured(other);
                Heard heard = new Heard()) {
            open(heard, asterisk, new Tls(true, other.certificate(), true));
            await().until(() -> heard.link.stats().count(Count.FAILED_CONNECTS) > 0);
            assertThat(heard.states).doesNotContain(LinkState.LOGGING_IN);
            assertThat(asterisk.actions).isEmpty();
        }
    }

    @Test
    void certificateOfAnUnknownCaIsRefusedUnlessVerificationIsOff() throws Exception {
        SelfSigned right = new SelfSigned(dir, "right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured(right);
                Heard strict = new Heard();
                Heard trusting = new Heard()) {
            open(strict, asterisk, new Tls(true, null, true));
            await().until(() -> strict.link.stats().count(Count.FAILED_CONNECTS) > 0);
            open(trusting, asterisk, new Tls(true, null, false));
            trusting.awaitState(LinkState.LISTENING);
        }
    }

    @Test
    void probeSaysHowTheConnectionIsSecuredAndUntilWhen() throws Exception {
        SelfSigned right = new SelfSigned(dir, "right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured(right)) {
            AmiProbe probe = probe(asterisk.port(), new Tls(true, right.certificate(), true));

            assertThat(probe.look()).isEmpty();
            assertThat(probe.passed())
                    .anyMatch(words -> words.matches("TLS: TLSv1\\.[23], certificate valid until .*Z"));
            assertThat(probe.passed()).anyMatch(words -> words.startsWith("Asterisk's manager answers"));
        }
    }

    @Test
    void probeNamesACertificateOfAnotherHostAndAPortWithoutTls() throws Exception {
        SelfSigned other = new SelfSigned(dir, "other", "dns:pbx.example.org");
        try (ScriptedAsterisk asterisk = secured(other)) {
            assertThat(probe(asterisk.port(), new Tls(true, other.certificate(), true))
                            .look())
                    .hasValueSatisfying(words -> assertThat(words).startsWith("TLS failed: "));
        }
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread greeter = new Thread(() -> greet(plain));
            greeter.start();
            assertThat(probe(plain.getLocalPort(), new Tls(true, other.certificate(), true))
                            .look())
                    .hasValueSatisfying(words -> assertThat(words).contains("tls.enabled: false"));
            greeter.join();
        }
    }

    private static void greet(ServerSocket server) {
        try (Socket caller = server.accept()) {
            caller.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().readNBytes(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AmiProbe probe(int port, Tls tls) {
        return new AmiProbe(
                new AmiConfig(
                        "hq",
                        "127.0.0.1",
                        port,
                        "agent",
                        new Secret(ScriptedAsterisk.SECRET),
                        false,
                        tls,
                        AmiConfig.DEFAULT_CONNECT_TIMEOUT,
                        AmiConfig.DEFAULT_KEEP_ALIVE,
                        AmiConfig.DEFAULT_REFRESH,
                        ZoneOffset.UTC),
                Clock.systemUTC());
    }

    @Test
    void unusableCaFileIsNamed() throws IOException {
        Path nonsense = Files.writeString(dir.resolve("ca.pem"), "no certificate");
        try (Heard heard = new Heard()) {
            assertThatThrownBy(() -> heard.open(heard.config(5039, "x", false, new Tls(true, nonsense, true))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CA file \"" + nonsense + "\" cannot be used");
        }
    }

    private static void open(Heard heard, ScriptedAsterisk asterisk, Tls tls) {
        heard.keepAlive = AmiConfig.DEFAULT_KEEP_ALIVE;
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, tls));
    }

    private static ScriptedAsterisk secured(SelfSigned server) throws Exception {
        return new ScriptedAsterisk(server.shown().getServerSocketFactory().createServerSocket(0));
    }
}
