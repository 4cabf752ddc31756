package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callwarden.ami.AmiConfig.Tls;
import io.callwarden.ami.AmiStats.Count;
import io.callwarden.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path dir;

    @Test
    void certificateOfTheOwnCaWithTheRightNameIsAccepted() throws Exception {
        Path ca = certificate("right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured("right");
                Heard heard = new Heard()) {
            open(heard, asterisk, new Tls(true, ca, true));
            heard.awaitState(LinkState.LISTENING);
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        Path ca = certificate("other", "dns:pbx.example.org");
        try (ScriptedAsterisk asterisk = secured("other");
                Heard heard = new Heard()) {
            open(heard, asterisk, new Tls(true, ca, true));
            await().until(() -> heard.link.stats().count(Count.FAILED_CONNECTS) > 0);
            assertThat(heard.states).doesNotContain(LinkState.LOGGING_IN);
            assertThat(asterisk.actions).isEmpty();
        }
    }

    @Test
    void certificateOfAnUnknownCaIsRefusedUnlessVerificationIsOff() throws Exception {
        certificate("right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured("right");
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
        Path ca = certificate("right", "ip:127.0.0.1");
        try (ScriptedAsterisk asterisk = secured("right")) {
            AmiProbe probe = probe(asterisk.port(), new Tls(true, ca, true));

            assertThat(probe.look()).isEmpty();
            assertThat(probe.passed())
                    .anyMatch(words -> words.matches("TLS: TLSv1\\.[23], certificate valid until .*Z"));
            assertThat(probe.passed()).anyMatch(words -> words.startsWith("Asterisk's manager answers"));
        }
    }

    @Test
    void probeNamesACertificateOfAnotherHostAndAPortWithoutTls() throws Exception {
        Path ca = certificate("other", "dns:pbx.example.org");
        try (ScriptedAsterisk asterisk = secured("other")) {
            assertThat(probe(asterisk.port(), new Tls(true, ca, true)).look())
                    .hasValueSatisfying(words -> assertThat(words).startsWith("TLS failed: "));
        }
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread greeter = new Thread(() -> greet(plain));
            greeter.start();
            assertThat(probe(plain.getLocalPort(), new Tls(true, ca, true)).look())
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

    private ScriptedAsterisk secured(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new ScriptedAsterisk(context.getServerSocketFactory().createServerSocket(0));
    }

    /** A self-signed certificate, which is its own CA, by the JDK's keytool. */
    private Path certificate(String name, String subjectAlternative) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pbx",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=pbx",
                        "-ext",
                        "san=" + subjectAlternative,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        dir.resolve(name + ".p12").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        byte[] der = keyStore(name).getCertificate("pbx").getEncoded();
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(dir.resolve(name + ".pem"), pem);
    }

    private KeyStore keyStore(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
