package io.callwarden.webhook;

import static io.callwarden.webhook.Receiver.head;
import static io.callwarden.webhook.Receiver.status;
import static io.callwarden.webhook.Receiver.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.config.Settings;
import io.callwarden.notify.Carrier;
import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCarrierTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    private static final String KEY = "pbx1-1795415864.6:call_missed";

    @TempDir
    private Path folder;

    private Receiver receiver;
    private Webhooks webhooks;

    @AfterEach
    void close() throws IOException {
        if (webhooks != null) {
            webhooks.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void deliveryHasBodyHeadersAndSignature() throws IOException {
        receiver = new Receiver(status(204));

        assertThat(deliver("/hook?a=b", "secret: " + SECRET, "headers: {Authorization: Bearer abc, X-Room: \"12\"}"))
                .isEqualTo(new Result.Delivered());

        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?a=b");
        assertThat(request.text()).isEqualTo(notice().body());
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "Callwarden/0.1_test")
                .containsEntry("host", "localhost:" + receiver.port())
                .containsEntry("webhook-id", "pbx1-1795415864~6:call_missed")
                .containsEntry("idempotency-key", "pbx1-1795415864~6:call_missed")
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", Signature.with(SECRET).of(request.id(), NOW, request.body()))
                .containsEntry("authorization", "Bearer abc")
                .containsEntry("x-room", "12");
    }

    @Test
    void signatureIsThatOfTheSpecificationsExample() {
        // From the test vectors of the Standard Webhooks libraries.
        Signature signature = Signature.with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signature.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void twoHundredsAreDelivered(int status) throws IOException {
        receiver = new Receiver(status(status));

        assertThat(deliver("/")).isEqualTo(new Result.Delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "408, ,",
        "425, ,",
        "429, 120, 120",
        "429, 'Mon, 23 Nov 2026 10:05:00 GMT', 300",
        "503, 'Mon, 23 Nov 2026 09:05:00 GMT', 0",
        "500, soon,",
        "502, -1,",
        "429, 99999999999999999999,"
    })
    void busyReceiverIsAskedAgainWhenItWants(int status, String retryAfter, Long seconds) throws IOException {
        receiver = new Receiver(status(status, retryAfter == null ? "X: y" : "Retry-After: " + retryAfter));

        assertThat(deliver("/secret-path"))
                .isEqualTo(new Result.Later(
                        "http://localhost:%d answered %d: ok".formatted(receiver.port(), status),
                        seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422, 300, 301, 302, 303, 304})
    void otherAnswersAreForEver(int status) throws IOException {
        receiver = new Receiver(status(status, "Location: /elsewhere"));

        assertThat(deliver("/")).isInstanceOf(Result.Never.class);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void whatAReceiverSaysIsShownShortWithoutNumbersAndLineEnds() throws IOException {
        receiver = new Receiver((request, socket) -> write(
                socket, head(400) + "Content-Length: 318\r\n\r\nno\r\n\u001b[31m +79260004001" + "x".repeat(300)));

        assertThat(deliver("/"))
                .isInstanceOfSatisfying(
                        Result.Never.class,
                        never -> assertThat(never.problem())
                                .contains("answered 400: no [31m +…xxx")
                                .hasSizeLessThan(280));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirectionWithinTheServerIsFollowedWithMethodAndBody(int status) throws IOException {
        receiver = new Receiver((request, socket) ->
                (request.path().equals("/a") ? status(status, "Location: /b?c") : status(200)).answer(request, socket));

        assertThat(deliver("/a")).isEqualTo(new Result.Delivered());

        assertThat(receiver.requests()).extracting(Receiver.Request::method).containsExactly("POST", "POST");
        assertThat(receiver.requests()).extracting(Receiver.Request::path).containsExactly("/a", "/b?c");
        assertThat(receiver.requests()).extracting(Receiver.Request::text).containsOnly(notice().body());
    }

    @Test
    void redirectionInCirclesEnds() throws IOException {
        receiver = new Receiver(status(307, "Location: /"));

        assertThat(deliver("/")).isInstanceOf(Result.Never.class);
        assertThat(receiver.requests()).hasSize(4);
    }

    @Test
    void redirectionToAnotherServerIsNotFollowed() throws IOException {
        try (Receiver other = new Receiver(status(200))) {
            receiver = new Receiver(status(307, "Location: http://localhost:" + other.port() + "/"));

            assertThat(deliver("/"))
                    .isEqualTo(new Result.Never(
                            ("http://localhost:%d redirects (307): set the webhook's url to where it leads;"
                                            + " only 307 and 308 within one server are followed")
                                    .formatted(receiver.port())));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void answerCountsThoughItsBodyNeverEnds() throws IOException {
        receiver = new Receiver((request, socket) -> {
            write(socket, head(200) + "Transfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(socket, "400\r\n" + "x".repeat(1024) + "\r\n");
            }
        });

        assertThat(deliver("/")).isEqualTo(new Result.Delivered());
    }

    @Test
    void answerCountsThoughItsBodyComesToAHalt() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        receiver = new Receiver((request, socket) -> {
            write(socket, head(500) + "Content-Length: 100\r\n\r\nhalf");
            never.await();
        });

        assertThat(deliver("/", "timeout-seconds: 1"))
                .isEqualTo(new Result.Later("http://localhost:%d answered 500".formatted(receiver.port()), null));
    }

    @Test
    void answerCountsThoughItsBodyBreaksOff() throws IOException {
        receiver = new Receiver((request, socket) -> {
            write(socket, head(200) + "Content-Length: 100\r\n\r\nhalf");
            socket.close();
        });

        assertThat(deliver("/")).isEqualTo(new Result.Delivered());
    }

    @Test
    void silentReceiverIsLeftInTime() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        receiver = new Receiver((request, socket) -> never.await());

        long before = System.nanoTime();
        assertThat(deliver("/", "timeout-seconds: 1"))
                .isEqualTo(new Result.Later(
                        "http://localhost:%d did not answer within 1 s".formatted(receiver.port()), null));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void brokenConnectionsAreForLater() throws IOException {
        receiver = new Receiver(Receiver.reset());
        assertThat(deliver("/")).isInstanceOf(Result.Later.class);

        receiver.become((request, socket) -> {
            write(socket, "HTTP/1.1 200 O");
            Receiver.reset().answer(request, socket);
        });
        assertThat(deliver("/")).isInstanceOf(Result.Later.class);

        receiver.become((request, socket) -> write(socket, "220 mail.example.com ESMTP\r\n\r\n"));
        assertThat(deliver("/")).isInstanceOf(Result.Later.class);

        receiver.become((request, socket) ->
                write(socket, head(200) + "X: " + "x".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(deliver("/")).isInstanceOf(Result.Later.class);
    }

    @Test
    void deadReceiverIsForLater() throws IOException {
        try (Socket bound = new Socket()) {
            // Bound and not listening: refused for sure, while a port that nobody has may be anybody's by then.
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = bound.getLocalPort();

            assertThat(carrier("http://localhost:" + port + "/").carry(List.of(waiting())))
                    .isEqualTo(new Result.Later(
                            "http://localhost:%d refuses connections or cannot be reached".formatted(port), null));
        }
    }

    @Test
    void addressThatIsNotPublicIsNotEvenConnectedTo() throws IOException {
        receiver = new Receiver(status(200));

        Carrier carrier = carrier("http://inside.example.com:" + receiver.port() + "/", "allow-private: false");

        assertThat(carrier.carry(List.of(waiting())))
                .isEqualTo(new Result.Later(
                        ("http://inside.example.com:%d leads to 127.0.0.1, which is no public address: set allow-private if that"
                                        + " is meant")
                                .formatted(receiver.port()),
                        null));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void nextAddressIsTriedWhereOneDoesNotTakeTheConnection() throws IOException {
        receiver = new Receiver(status(200));

        Carrier carrier = carrier("http://two.example.com:" + receiver.port() + "/");

        assertThat(carrier.carry(List.of(waiting()))).isEqualTo(new Result.Delivered());
        assertThat(receiver.requests().get(0).headers()).containsEntry("host", "two.example.com:" + receiver.port());
    }

    @Test
    void hostWithoutAddressIsForLater() throws IOException {
        assertThat(carrier("http://nowhere.example.com/").carry(List.of(waiting())))
                .isEqualTo(new Result.Later("No address is known for nowhere.example.com", null));
    }

    @Test
    void keysStayDifferentAsHeaders() {
        assertThat(WebhookCarrier.id("a.b")).isEqualTo("a~b");
        assertThat(WebhookCarrier.id("a~b")).isEqualTo("a%7Eb");
        assertThat(WebhookCarrier.id("a b\r\nX: yé%")).isEqualTo("a%20b%0D%0AX:%20y%C3%A9%25");
    }

    private Result deliver(String path, String... more) throws IOException {
        return carrier("http://localhost:" + receiver.port() + path, more).carry(List.of(waiting()));
    }

    private Carrier carrier(String url, String... more) throws IOException {
        if (webhooks != null) {
            webhooks.close();
        }
        String allow = String.join("", more).contains("allow-private") ? "" : "\n      allow-private: true";
        Path file = Files.writeString(
                folder.resolve("callwarden.yml"), """
                notify:
                  webhooks:
                    crm:
                      url: %s%s
                      %s
                """.formatted(url, allow, String.join("\n      ", more)));
        Settings settings = Settings.of(file, Map.of(), Map.of());
        List<WebhookConfig> configs = WebhookConfig.from(settings);
        settings.check();
        Resolver resolver = new Resolver(WebhookCarrierTest::addresses);
        webhooks = new Webhooks(configs, "0.1 test", Clock.fixed(NOW, ZoneOffset.UTC), resolver);
        return webhooks.receivers().get(0).carrier();
    }

    private static InetAddress[] addresses(String host) throws java.net.UnknownHostException {
        return switch (host) {
            case "localhost", "inside.example.com" -> InetAddress.getAllByName("127.0.0.1");
            case "two.example.com" ->
                new InetAddress[] {InetAddress.getByName("127.77.1.1"), InetAddress.getByName("127.0.0.1")};
            default -> throw new java.net.UnknownHostException(host);
        };
    }

    static Outbox.Waiting waiting() {
        return new Outbox.Waiting(1, notice(), Outbox.State.WAITING, 0, NOW, null);
    }

    private static Notice notice() {
        return new Notice(
                "webhook:crm",
                "+79260004001",
                Event.CALL_MISSED,
                KEY,
                NOW,
                "{\"event\": \"call_missed\", \"key\": \"" + KEY + "\"}",
                null);
    }
}
