package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.cost.Price;
import io.callwarden.cost.Prices;
import io.callwarden.metrics.Metrics;
import io.callwarden.notify.Announcer;
import io.callwarden.report.People;
import io.callwarden.report.Targets;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Prices PRICES =
            new Prices("USD", new Price(new BigDecimal("400"), BigDecimal.ONE, BigDecimal.ONE), Map.of(), Map.of());

    @TempDir
    private Path data;

    private final Metrics metrics = new Metrics("1", "r");
    private CallStore store;
    private WebServer web;

    @BeforeEach
    void open() {
        store = CallStore.open(StoreConfig.in(data), TestContent.RECOVERY, Announcer.NOBODY, CLOCK);
        serve(new People(Map.of()));
    }

    @AfterEach
    void close() {
        web.close();
        store.close();
        metrics.close();
    }

    @Test
    void costAndEmployeesAreGivenAsJson() throws Exception {
        store.write(List.of(call(1, "2026-11-23T09:00:00Z", null), call(2, "2026-11-23T10:00:00Z", "Anna")), List.of());

        HttpResponse<String> cost = get("/api/reports/cost?from=2026-11-23&to=2026-11-24");
        assertThat(cost.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(cost.body())
                .contains(
                        "{\"period\":\"2026-11-23\",\"from\":\"2026-11-23\",\"to\":\"2026-11-23\",\"missedCalls\":1,\"customers\":1,")
                .contains("{\"period\":\"2026-11-24\"", "\"total\":{\"period\":\"total\"", "\"currency\":\"USD\"");
        assertThat(get("/api/reports/employees").body())
                .startsWith(
                        "{\"by\":\"day\",\"from\":\"2026-11-01\",\"to\":\"2026-11-24\",\"zone\":\"UTC\",\"rows\":[\n")
                .contains("\"employee\":\"Anna\"")
                .endsWith("]}\n");
        assertThat(get("/api/reports/employees?from=2026-11-24&format=table").body())
                .isEqualTo("Nobody was called and nobody called.\n");
    }

    @Test
    void whatIsNotUnderstoodIsSaidInOneLine() throws Exception {
        HttpResponse<String> tooLong = get("/api/reports/cost?from=1999-01-01");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body())
                .startsWith("from: must be at most 400 days, found the ")
                .hasLineCount(1);
        assertThat(get("/api/reports/cost?from=-999999999-01-01").statusCode()).isEqualTo(400);
        assertThat(get("/api/reports/cost?by=year").body()).startsWith("by: must be one of day, week, month");
        assertThat(get("/api/reports/cost?queue=x").body()).startsWith("queue: no such parameter");
    }

    @Test
    void pageShowsYesterdayAndThisMonthAndNamesAreTextAndNotMarkup() throws Exception {
        store.write(
                List.of(call(1, "2026-11-03T09:00:00Z", null), call(2, "2026-11-23T10:00:00Z", "<b>Anna</b>\r\n")),
                List.of());
        String page = get("/reports").body();
        assertThat(page)
                .contains("Yesterday, 2026-11-23", "This month", "&lt;b&gt;Anna&lt;/b&gt;", "Money in USD")
                .doesNotContain("<b>Anna", "<script");
        assertThat(page).containsPattern("This month</th><td class=\"number\">1</td><td class=\"number\">1</td>");
        assertThat(get("/").body()).contains("href=\"/reports\"");
    }

    @Test
    void nothingIsToldOfEmployeesWhereThatIsSwitchedOff() throws Exception {
        web.close();
        serve(null);
        store.write(List.of(call(2, "2026-11-23T10:00:00Z", "Anna")), List.of());
        HttpResponse<String> refused = get("/api/reports/employees?format=csv");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .startsWith(
                        "Nothing is told of single employees here: privacy.employee-figures or metrics.employees is false");
        assertThat(get("/reports").body())
                .contains("<code>metrics.employees</code> is false")
                .doesNotContain("Anna", "/api/reports/employees");
    }

    private void serve(People people) {
        AgentState state = new AgentState() {
            @Override
            public List<String> missing() {
                return List.of();
            }

            @Override
            public List<Pbx> pbxs() {
                return List.of();
            }
        };
        Targets targets = new Targets(Map.of(), Duration.ofSeconds(15));
        web = new WebServer(
                new WebConfig("127.0.0.1", 0),
                metrics,
                new WebContent(
                        state,
                        store::forEach,
                        TestContent.desk(store, CLOCK),
                        new OutboxDesk(store.outbox(), CLOCK),
                        new ReportDesk(store, people, targets, PRICES, CLOCK),
                        Optional.empty(),
                        TestContent.people(store),
                        () -> ZoneId.of("Europe/Berlin"),
                        () -> List.of(),
                        ControlToken.renew(data)),
                CLOCK);
    }

    private static Call call(int number, String began, String answeredBy) {
        Instant start = Instant.parse(began);
        Answer answer = answeredBy == null ? null : new Answer("102", answeredBy, start.plusSeconds(4));
        return new Call(
                new CallId("hq", "1.1" + number),
                Direction.INBOUND,
                new Caller("+7926000400" + number, null, "+7926000400" + number),
                "7001",
                "trunk",
                List.of(),
                answer == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.RING,
                answer == null,
                false,
                answer,
                List.of(new Ring(
                        "102",
                        start,
                        Duration.ofSeconds(4),
                        answer == null ? RingResult.CALLER_GAVE_UP : RingResult.ANSWERED)),
                List.of(),
                new CallTimes(
                        start,
                        start,
                        start.plusSeconds(30),
                        Duration.ofSeconds(4),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                EndedBy.CALLER,
                16);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
