package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import io.callwarden.metrics.Metrics;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WebServerTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final List<String> missing = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Metrics metrics = new Metrics("1", "r");
    private final WebServer web = new WebServer(
            new WebConfig("127.0.0.1", 0),
            metrics,
            TestContent.of(state(), (filter, reader) -> calls.forEach(reader)),
            Clock.fixed(NINE, ZoneOffset.UTC));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        web.close();
        metrics.close();
    }

    @Test
    void readyPageSaysInOneLineEachWhatIsMissing() throws Exception {
        assertThat(get("/-/ready").statusCode()).isEqualTo(200);
        missing.add("The link to hq is down: connection refused.");
        missing.add("The store cannot write: disk full.");

        assertThat(get("/-/ready").statusCode()).isEqualTo(503);
        assertThat(get("/-/ready").body())
                .isEqualTo("The link to hq is down: connection refused.\nThe store cannot write: disk full.\n");
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsComeInTheFormatAskedFor() throws Exception {
        assertThat(get("/metrics").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain");
        assertThat(get("/metrics").body()).contains("callwarden_build_info");
        HttpResponse<String> open = client.send(
                request("/metrics")
                        .header("Accept", "application/openmetrics-text;version=1.0.0")
                        .build(),
                text());
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void scrapeThatFailsIsAServerErrorSaidInTheLogAndCounted() throws Exception {
        PrometheusRegistry page = ((PrometheusMeterRegistry) metrics.registry()).getPrometheusRegistry();
        Collector broken = () -> {
            throw new IllegalStateException("broken meter");
        };
        page.register(broken);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(WebServer.class);
        log.addAppender(lines);

        assertThat(get("/metrics").statusCode()).isEqualTo(500);
        assertThat(get("/metrics").body()).isEqualTo("This page failed; the agent's log says why.\n");
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        log.detachAppender(lines);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsOnly("Cannot answer /metrics: java.lang.IllegalStateException: broken meter")
                .hasSize(2);
        page.unregister(broken);
        assertThat(get("/metrics").body()).contains("callwarden_scrape_errors_total 2.0");
    }

    @Test
    void requestThatReachesNoPageIsCountedToo() throws Exception {
        assertThat(send("NONSENSE\r\n\r\n")).contains(" 400 ");
        assertThat(send("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");

        await().untilAsserted(() -> assertThat(get("/metrics").body())
                .contains("callwarden_http_requests_total{code=\"400\",path=\"other\"} 1.0")
                .contains("callwarden_http_requests_total{code=\"other\",path=\"other\"} 1.0"));
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", web.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void namesFromOutsideAreTextAndNotMarkup() throws Exception {
        calls.add(call("<script>alert(1)</script>", "\"><img src=x>"));

        HttpResponse<String> page = get("/");

        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("missed: abandoned")
                .doesNotContain("<script")
                .doesNotContain("<img");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(get("/style.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
    }

    @Test
    void emptyDayIsSaidInWords() throws Exception {
        assertThat(get("/").body())
                .contains("No call has ended yet.")
                .contains("Everything is working.")
                .contains("hq");
    }

    @Test
    void unknownPagesAndMethodsAreRefusedInOneLine() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").body()).startsWith("No such page.").hasLineCount(1);
        assertThat(get("/%2e%2e/etc/passwd").statusCode()).isEqualTo(404);
        HttpResponse<String> post = client.send(
                request("/metrics")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                text());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(get("/?" + "x".repeat(5_000)).statusCode()).isEqualTo(414);
    }

    @Test
    void runbooksAreListedAndShown() throws Exception {
        assertThat(get("/runbooks/").body()).contains("<a href=\"/runbooks/PbxAmiDisconnected\">");

        HttpResponse<String> page = get("/runbooks/PbxAmiDisconnected");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<h1>PbxAmiDisconnected</h1>", "<table>", "href=\"/style.css\"")
                .doesNotContain("<script", "style=");
        assertThat(head("/runbooks/PbxAmiDisconnected").statusCode()).isEqualTo(200);
        for (String made : List.of("none", "%2e%2e%2fbuild.properties", "PbxAmiDisconnected.md", "a/b")) {
            assertThat(get("/runbooks/" + made).statusCode()).as(made).isEqualTo(404);
        }
        assertThat(get("/runbooks/none").body())
                .startsWith("No such runbook. There are:\n")
                .contains("PbxAmiDisconnected\n");
        assertThat(metrics.registry()
                        .get("callwarden.http.requests")
                        .tags("path", "/runbooks/", "code", "404")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void headHasNoBody() throws Exception {
        HttpResponse<String> head = head("/-/healthy");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void garbageIsAnsweredWithBadRequest() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", web.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("\u0001\u0002 nonsense\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.0 400");
        }
    }

    @Test
    void databaseThatIsAwayIsSaidInASentenceAndTheFirstPageIsStillThere(@TempDir Path directory) throws Exception {
        Path noDirectory = Files.createFile(directory.resolve("data"));
        try (CallStore away = CallStore.open(StoreConfig.in(noDirectory));
                WebServer other = new WebServer(
                        new WebConfig("127.0.0.1", 0),
                        metrics,
                        TestContent.of(state(), away::forEach),
                        Clock.systemUTC())) {
            URI page = URI.create("http://127.0.0.1:" + other.port());

            HttpResponse<String> calls = client.send(
                    HttpRequest.newBuilder(page.resolve("/api/calls")).build(), text());
            assertThat(calls.statusCode()).isEqualTo(503);
            assertThat(calls.body())
                    .startsWith("Cannot make the data directory " + noDirectory)
                    .endsWith("until the database is back; calls are still heard, and wait for it.\n");
            HttpResponse<String> first =
                    client.send(HttpRequest.newBuilder(page.resolve("/")).build(), text());
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).contains("hq", "They cannot be shown until the database is back.");
        }
    }

    @Test
    void portInUseIsSaidWithTheRemedy() {
        assertThatThrownBy(() -> new WebServer(
                        new WebConfig("127.0.0.1", web.port()),
                        metrics,
                        TestContent.of(state(), (filter, reader) -> {}),
                        Clock.systemUTC()))
                .isInstanceOf(WebException.class)
                .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + web.port())
                .hasMessageEndingWith("set http.host to an address of this machine and http.port to a free port");
    }

    private AgentState state() {
        return new AgentState() {
            @Override
            public List<String> missing() {
                return List.copyOf(missing);
            }

            @Override
            public List<Pbx> pbxs() {
                return List.of(new Pbx("hq", "listening", 3));
            }
        };
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), text());
    }

    private HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                text());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static Call call(String number, String queue) {
        return new Call(
                new CallId("hq", "1.1"),
                Direction.INBOUND,
                new Caller(number, null, null),
                queue,
                "trunk",
                List.of(),
                Outcome.ABANDONED,
                Stage.RING,
                true,
                false,
                null,
                List.of(),
                List.of(),
                new CallTimes(
                        NINE,
                        NINE,
                        NINE,
                        Duration.ofSeconds(9),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                EndedBy.CALLER,
                16);
    }
}
