package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.callwarden.config.ConfigException;
import io.callwarden.metrics.Metrics;
import io.callwarden.store.Required;
import io.callwarden.tls.SelfSigned;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that http.web-config names, over real HTTP and TLS. */
class ProtectionTest {
    private static final Path EXAMPLE = Path.of("../packaging/etc/web-config.example.yml");
    private static final String HASH = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());

    @TempDir
    Path dir;

    private final Metrics metrics = new Metrics("1", "r");
    /** One for all: wrong passwords count for a minute, in which a hundred requests must be made. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SelfSigned server;
    private WebServer web;

    @BeforeEach
    void makeCertificate() throws Exception {
        server = certificate("server");
    }

    @AfterEach
    void close() {
        if (web != null) {
            web.close();
        }
        metrics.close();
    }

    @Test
    void everythingAsksForThePasswordHealthIncluded() throws Exception {
        serve("basic_auth_users:\n  prometheus: " + HASH + "\n  j.doe: " + HASH + "\n");

        for (String path : List.of("/metrics", "/", "/-/healthy", "/-/ready", "/style.css", "/none")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
        }
        assertThat(get("/metrics", "prometheus:secret").statusCode()).isEqualTo(200);
        assertThat(get("/metrics", "j.doe:secret").statusCode()).isEqualTo(200);
        assertThat(get("/metrics", "prometheus:wrong").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "nobody:secret").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "prometheus:" + "x".repeat(200)).statusCode())
                .isEqualTo(401);
        assertThat(get("/metrics", "no colon").statusCode()).isEqualTo(401);
        assertThat(getWith("/metrics", "Authorization", "Basic &&&").statusCode())
                .isEqualTo(401);
        assertThat(getWith("/metrics", "Authorization", "Bearer secret").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoeverTriesPasswordsNeitherQueuesUpWithoutEndNorKeepsOutWhoIsKnown() throws Exception {
        serve("basic_auth_users:\n  prometheus: " + BCrypt.withDefaults().hashToString(11, "secret".toCharArray())
                + "\n");
        assertThat(get("/metrics", "prometheus:secret").statusCode()).isEqualTo(200);

        List<CompletableFuture<HttpResponse<String>>> tries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tries.add(client.sendAsync(request("/metrics", "prometheus:" + i), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> tries.stream()
                .anyMatch(attempt -> attempt.isDone() && attempt.join().statusCode() == 503));

        assertThat(get("/metrics", "prometheus:secret").statusCode()).isEqualTo(200);
        assertThat(tries).filteredOn(attempt -> !attempt.isDone()).isNotEmpty();
    }

    @Test
    void addressOfManyWrongPasswordsHasToWaitAndWhoIsKnownThereStillGetsInUntilThereAreTooMany() throws Exception {
        serve("basic_auth_users:\n  prometheus: " + HASH + "\n  anna: " + HASH + "\n");
        assertThat(get("/metrics", "prometheus:secret").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode())
                .as("no password is no wrong one")
                .isEqualTo(401);
        try (LoggedLines log = LoggedLines.of(LoginTries.class)) {
            for (int i = 0; i < LoginTries.TRIES; i++) {
                assertThat(get("/metrics", "prometheus:wrong" + i).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> refused = get("/metrics", "prometheus:another");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(get("/metrics", "anna:secret").statusCode())
                    .as("right, but never checked before")
                    .isEqualTo(429);
            assertThat(get("/metrics", "prometheus:secret").body()).contains("callwarden_login_failures_total 12.0");

            for (int i = LoginTries.TRIES + 2; i < LoginTries.MOST; i++) {
                assertThat(get("/metrics", "prometheus:" + i).statusCode()).isEqualTo(429);
            }
            assertThat(get("/metrics", "prometheus:secret").statusCode())
                    .as("else whoever tries on would learn it")
                    .isEqualTo(429);
            assertThat(log.messages())
                    .hasSize(11)
                    .contains("A wrong name or password came from 127.0.0.1")
                    .anyMatch(
                            line -> line.matches("No more passwords are taken from 127.0.0.1 for \\d+ s: 10 wrong .*"))
                    .noneMatch(line -> line.contains("prometheus"));
        }
    }

    @Test
    void headersOfTheFileAreSet() throws Exception {
        serve(
                "http_server_config:\n  headers:\n    Strict-Transport-Security: max-age=600\n    X-Frame-Options: sameorigin\n");

        assertThat(get("/metrics").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=600");
        assertThat(get("/metrics").headers().firstValue("X-Frame-Options")).contains("sameorigin");
    }

    @Test
    void tlsIsSpokenInBothVersionsOfHttpAndARenewedCertificateIsTakenUp() throws Exception {
        serve("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n");
        HttpResponse<String> answer = getOverTls(HttpClient.Version.HTTP_2);

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(getOverTls(HttpClient.Version.HTTP_1_1).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        X509Certificate before = shown(answer);
        server = certificate("server");
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            HttpResponse<String> renewed = getOverTls(HttpClient.Version.HTTP_2);
            assertThat(shown(renewed)).isNotEqualTo(before);
            assertThat(renewed.version()).isEqualTo(HttpClient.Version.HTTP_2);
        });
    }

    @Test
    void visitorWithoutTheAskedForCertificateIsRefused() throws Exception {
        certificate("client");
        serve("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n"
                + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: client.crt\n");

        assertThatThrownBy(() -> getOverTls(HttpClient.Version.HTTP_1_1)).isInstanceOf(IOException.class);
    }

    @Test
    void changedPasswordIsTakenUpAndAWrongFileChangesNothing() throws Exception {
        Path file = serve("basic_auth_users:\n  prometheus: " + HASH + "\n");
        Files.writeString(file, "basic_auth_users:\n  other: " + HASH + "\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/metrics", "other:secret").statusCode() == 200);
        assertThat(get("/metrics", "prometheus:secret").statusCode()).isEqualTo(401);

        assertThatThrownBy(() -> Protection.read(write("basic_auth_users:\n  other: plain\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be a bcrypt hash")
                .hasMessageNotContaining("plain");
    }

    @Test
    void mistakesInTheFileAreToldAllAtOnceWithTheirLines() throws Exception {
        Path file = write("""
                tls_server_config:
                  cert_file: server.crt
                  min_version: TLS10
                  client_auth_type: RequireAnyClientCert
                  client_allowed_sans: [a]
                basic_auth_users:
                  anna: secret
                rate_limit:
                  burst: 3
                """);

        assertThatThrownBy(() -> Protection.read(file))
                .hasMessageStartingWith("6 problems")
                .hasMessageContaining("tls_server_config.key_file: is required for TLS")
                .hasMessageContaining("must be one of TLS12, TLS13, found \"TLS10\" (" + file + ":3)")
                .hasMessageContaining("client_auth_type: must be one of NoClientCert")
                .hasMessageContaining("client_allowed_sans: no such setting (" + file + ":5)")
                .hasMessageContaining("basic_auth_users.anna: must be a bcrypt hash")
                .hasMessageContaining("rate_limit.burst: no such setting");
        assertThatThrownBy(() -> Protection.read(dir.resolve("none.yml"))).hasMessageContaining("no such file");
    }

    @Test
    void keyOfAnotherCertificateIsAMistake() throws Exception {
        certificate("other");
        Path file = write("tls_server_config:\n  cert_file: server.crt\n  key_file: other.key\n");

        assertThatThrownBy(() -> Protection.read(file)).hasMessageContaining("they do not belong together");
    }

    @Test
    void exampleIsGoodForUsAndForPromtool() throws Exception {
        Path file = write(Files.readString(EXAMPLE));
        certificate("callwarden");

        assertThat(Protection.read(file).users()).containsKey("prometheus");
        Required.orSkipped(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool of Prometheus is not installed");
        Process promtool = new ProcessBuilder("promtool", "check", "web-config", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private Path serve(String text) throws IOException {
        Path file = write(text);
        web = new WebServer(
                new WebConfig("127.0.0.1", 0, Protection.read(file)),
                metrics,
                TestContent.of(
                        new AgentState() {
                            @Override
                            public List<String> missing() {
                                return List.of();
                            }

                            @Override
                            public List<Pbx> pbxs() {
                                return List.of();
                            }
                        },
                        (filter, reader) -> {}),
                Clock.systemUTC());
        return file;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("web.yml"), text);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return getWith(path, "Accept", "*/*");
    }

    private HttpResponse<String> get(String path, String credentials) throws IOException, InterruptedException {
        return client.send(request(path, credentials), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String credentials) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpResponse<String> getWith(String path, String header, String value)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                        .header(header, value)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> getOverTls(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(server.trusted())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + web.port() + "/metrics"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static X509Certificate shown(HttpResponse<?> answer) throws IOException {
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private SelfSigned certificate(String name) throws Exception {
        return new SelfSigned(dir, name, "ip:127.0.0.1");
    }
}
