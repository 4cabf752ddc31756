package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.config.Settings;
import io.callwarden.notify.Carrier.Result;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private volatile String askedFor;

    @Test
    void certificateOfTheOwnCaWithTheNameOfTheAddressIsTrusted() throws Exception {
        Path ca = certificate("crm", "dns:crm.example.com");

        assertThat(deliver("crm", "crm.example.com", "ca-file: " + ca)).isEqualTo(new Result.Delivered());
        assertThat(askedFor).as("name in the hello").isEqualTo("crm.example.com");
    }

    @Test
    void certificateOfAnotherNameIsRefusedThoughItsCaIsTrusted() throws Exception {
        Path ca = certificate("other", "dns:other.example.com,ip:127.0.0.1");

        assertThat(deliver("other", "crm.example.com", "ca-file: " + ca))
                .isInstanceOfSatisfying(
                        Result.Later.class,
                        later -> assertThat(later.problem())
                                .contains("is not trusted")
                                .contains("crm.example.com"));
    }

    @Test
    void certificateOfAnUnknownCaIsRefused() throws Exception {
        certificate("crm", "dns:crm.example.com");

        assertThat(deliver("crm", "crm.example.com", "parallel: 1"))
                .isInstanceOfSatisfying(
                        Result.Later.class, later -> assertThat(later.problem()).contains("is not trusted"));
    }

    private Result deliver(String store, String host, String setting) throws Exception {
        try (Receiver receiver = new Receiver(secured(store), (request, socket) -> {
            askedFor = ((ExtendedSSLSession) ((SSLSocket) socket).getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> ((SNIHostName) name).getAsciiName())
                            .findFirst()
                            .orElse("");
            Receiver.status(200).answer(request, socket);
        })) {
            Path file =
                    Files.writeString(folder.resolve("callwarden.yml"), """
                    notify:
                      webhooks:
                        crm:
                          url: https://%s:%d/
                          allow-private: true
                          %s
                    """.formatted(host, receiver.port(), setting));
            Settings settings = Settings.of(file, Map.of(), Map.of());
            List<WebhookConfig> configs = WebhookConfig.from(settings);
            settings.check();
            Resolver resolver = new Resolver(name -> InetAddress.getAllByName("127.0.0.1"));
            try (Webhooks webhooks = new Webhooks(configs, "0.1", Clock.systemUTC(), resolver)) {
                return webhooks.receivers().get(0).carrier().carry(List.of(WebhookCarrierTest.waiting()));
            }
        }
    }

    private ServerSocket secured(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A self-signed certificate, which is its own CA, by the JDK's keytool. */
    private Path certificate(String name, String subjectAlternative) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "crm",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=crm",
                        "-ext",
                        "san=" + subjectAlternative,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        folder.resolve(name + ".p12").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        byte[] der = keyStore(name).getCertificate("crm").getEncoded();
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve(name + ".pem"), pem);
    }

    private KeyStore keyStore(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
