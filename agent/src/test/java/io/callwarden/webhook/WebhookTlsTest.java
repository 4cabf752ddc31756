package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.config.Settings;
import io.callwarden.notify.Carrier.Result;
import io.callwarden.tls.SelfSigned;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTlsTest {
    @TempDir
    private Path folder;

    private volatile String askedFor;

    @Test
    void certificateOfTheOwnCaWithTheNameOfTheAddressIsTrusted() throws Exception {
        SelfSigned crm = new SelfSigned(folder, "crm", "dns:crm.example.com");

        assertThat(deliver(crm, "crm.example.com", "ca-file: " + crm.certificate()))
                .isEqualTo(new Result.Delivered());
        assertThat(askedFor).as("name in the hello").isEqualTo("crm.example.com");
    }

    @Test
    void certificateOfAnotherNameIsRefusedThoughItsCaIsTrusted() throws Exception {
        SelfSigned other = new SelfSigned(folder, "other", "dns:other.example.com,ip:127.0.0.1");

        assertThat(deliver(other, "crm.example.com", "ca-file: " + other.certificate()))
                .isInstanceOfSatisfying(
                        Result.Later.class,
                        later -> assertThat(later.problem())
                                .contains("is not trusted")
                                .contains("crm.example.com"));
    }

    @Test
    void certificateOfAnUnknownCaIsRefused() throws Exception {
        SelfSigned crm = new SelfSigned(folder, "crm", "dns:crm.example.com");

        assertThat(deliver(crm, "crm.example.com", "parallel: 1"))
                .isInstanceOfSatisfying(
                        Result.Later.class, later -> assertThat(later.problem()).contains("is not trusted"));
    }

    private Result deliver(SelfSigned server, String host, String setting) throws Exception {
        try (Receiver receiver = new Receiver(secured(server), (request, socket) -> {
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

    private static ServerSocket secured(SelfSigned server) throws Exception {
        return server.shown().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
