package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.store.Required;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that Prometheus reads, over HTTP, of the whole agent. */
class ScrapeTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?\\d{7,}");

    @TempDir
    static Path data;

    private static BusyAgent agent;
    private static List<Metrics.MetricFamily> atFirst;
    private static List<Metrics.MetricFamily> afterACall;

    @BeforeAll
    static void start() throws Exception {
        agent = new BusyAgent(data);
        atFirst = scrape();
        agent.missACall();
        afterACall = scrape();
    }

    @AfterAll
    static void stop() throws IOException {
        agent.close();
    }

    @Test
    void noMetricIsThereTwiceOrWithDifferentLabels() {
        assertThat(afterACall).extracting(Metrics.MetricFamily::getName).doesNotHaveDuplicates();
        assertThat(afterACall)
                .allSatisfy(family -> assertThat(MetricCatalogue.labelSets(family))
                        .as(family.getName())
                        .hasSize(1));
    }

    @Test
    void everyCounterOfCallsIsThereAtZeroBeforeTheFirstCall() {
        assertThat(counters(atFirst)).containsAll(counters(afterACall));
        assertThat(atFirst)
                .filteredOn(family -> family.getType() == Metrics.MetricType.COUNTER)
                .filteredOn(family -> switch (MetricSubject.of(family.getName())) {
                    case CALLS, QUEUES, QUALITY, LOST_CALLERS, TELLING -> true;
                    default -> false;
                })
                .flatExtracting(Metrics.MetricFamily::getMetricList)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metric.getCounter().getValue())
                        .as(metric.toString())
                        .isZero());
    }

    @Test
    void whatReceiversWereToldIsCounted() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(agent.text("/metrics"))
                        .containsPattern("callwarden_webhook_deliveries_total\\{result=\"ok\",target=\"crm\"} [1-9]")
                        .containsPattern("callwarden_webhook_delivery_seconds_count\\{target=\"crm\"} [1-9]")
                        .containsPattern("callwarden_mail_deliveries_total\\{result=\"ok\",target=\"office\"} [1-9]")
                        .contains("callwarden_notices_dropped_total{target=\"office\"} 0.0"));
    }

    @Test
    void noLabelHoldsAPhoneNumber() throws Exception {
        assertThat(agent.text("/api/calls")).containsPattern("\"caller\":\"" + PHONE_NUMBER.pattern() + "\"");
        assertThat(afterACall)
                .filteredOn(family -> !family.getName().endsWith("_info"))
                .flatExtracting(Metrics.MetricFamily::getMetricList)
                .flatExtracting(Metrics.Metric::getLabelList)
                .extracting(Metrics.LabelPair::getValue)
                .noneMatch(PHONE_NUMBER.asPredicate());
    }

    @Test
    void allFormatsHoldTheSameMetrics() throws Exception {
        HttpResponse<byte[]> text = agent.get("/metrics");
        HttpResponse<byte[]> open = agent.get("/metrics", "Accept", OPEN_METRICS);
        HttpResponse<byte[]> protobuf = agent.get("/metrics", "Accept", MetricCatalogue.PROTOBUF);

        assertThat(contentType(text)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(contentType(open)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(contentType(protobuf)).startsWith("application/vnd.google.protobuf");
        assertThat(words(open)).endsWith("# EOF\n");
        Set<String> names = MetricCatalogue.families(protobuf.body()).stream()
                .map(Metrics.MetricFamily::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(typed(words(text))).isEqualTo(names);
        assertThat(typed(words(open)))
                .isEqualTo(names.stream()
                        .map(name -> name.replaceFirst("_(total|info)$", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void prometheusOwnAcceptHeadersGetTheirFirstChoice() throws Exception {
        String withProtobuf = MetricCatalogue.PROTOBUF + ";q=0.6," + OPEN_METRICS
                + ";q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
        String usual = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        assertThat(contentType(agent.get("/metrics", "Accept", withProtobuf)))
                .startsWith("application/vnd.google.protobuf");
        assertThat(contentType(agent.get("/metrics", "Accept", usual))).startsWith("application/openmetrics-text");
        assertThat(contentType(agent.get("/metrics", "Accept", "*/*"))).startsWith("text/plain");
    }

    @Test
    void pageIsCompressedWhereAskedFor() throws Exception {
        HttpResponse<byte[]> answer = agent.get("/metrics", "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        String page = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(page).contains("callwarden_build_info{").endsWith("\n");
        assertThat(answer.body().length).isLessThan(page.length() / 4);
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        Required.orSkipped(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool of Prometheus is not installed");
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = promtool.getOutputStream()) {
            input.write(agent.get("/metrics").body());
        }

        assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    void scrapersAtTheSameTimeAreAllAnswered() throws Exception {
        ExecutorService scrapers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> scrapes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                scrapes.add(() -> scrape().size());
            }
            for (Future<Integer> families : scrapers.invokeAll(scrapes)) {
                assertThat(families.get()).isGreaterThanOrEqualTo(atFirst.size());
            }
        } finally {
            scrapers.shutdownNow();
        }
    }

    @Test
    void scraperThatDoesNotReadHoldsUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                slow.add(socket);
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress("127.0.0.1", agent.port()));
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
                                .repeat(100)
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(agent.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(agent.get("/-/healthy").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void hugeAcceptHeaderIsRefusedAndALongOneAnswered() throws Exception {
        assertThat(contentType(agent.get("/metrics", "Accept", "text/html,".repeat(700))))
                .startsWith("text/plain");
        assertThat(agent.get("/metrics", "Accept", "x".repeat(100_000)).statusCode())
                .isEqualTo(431);
    }

    @Test
    void requestsAreCountedByPageAndStatusAndMadeUpPathsTogether() throws Exception {
        agent.get("/made/up/" + System.nanoTime());
        agent.get("/api/calls?limit=nonsense");

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(agent.text("/metrics"))
                        .containsPattern("callwarden_http_requests_total\\{code=\"404\",path=\"other\"} [1-9]")
                        .containsPattern("callwarden_http_requests_total\\{code=\"400\",path=\"/api/calls\"} [1-9]")
                        .containsPattern("callwarden_http_requests_total\\{code=\"200\",path=\"/metrics\"} [1-9]")
                        .doesNotContain("/made"));
    }

    private static List<Metrics.MetricFamily> scrape() throws IOException, InterruptedException {
        return MetricCatalogue.families(
                agent.get("/metrics", "Accept", MetricCatalogue.PROTOBUF).body());
    }

    /** Series that only ever rise, of our own. */
    private static Set<String> counters(Collection<Metrics.MetricFamily> families) {
        Set<String> series = new TreeSet<>();
        for (Metrics.MetricFamily family : families) {
            if (family.getType() != Metrics.MetricType.GAUGE && family.getName().startsWith("callwarden_")) {
                family.getMetricList().forEach(metric -> series.add(family.getName() + labels(metric)));
            }
        }
        return series;
    }

    private static Set<String> labels(Metrics.Metric metric) {
        return metric.getLabelList().stream()
                .map(label -> label.getName() + "=" + label.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names that a page in text says the type of. */
    private static Set<String> typed(String page) {
        return page.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String contentType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static String words(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
