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
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Stage;
import io.callwarden.metrics.Metrics;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksWebTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NINE.plus(Duration.ofMinutes(90)), ZoneOffset.UTC);
    private static final String ANNA = "+79260004001";
    private static final String BORIS = "+79260004002";
    private static final String CHIEF = "+79269999999";
    private static final String ODD_QUEUE = "<script>alert(1)</script>";

    @TempDir
    Path dir;

    private final Metrics metrics = new Metrics("1", "r");
    private final HttpClient client = HttpClient.newHttpClient();
    private CallStore store;
    private String token;
    private WebServer web;

    @BeforeEach
    void open() throws Exception {
        Announcer oneNotice = (calls, news) -> news.stream()
                .limit(1)
                .map(each -> new Notice(
                        "webhook:crm",
                        each.task().customer(),
                        Event.CALLBACK_OPENED,
                        "opened-" + each.task().firstCall(),
                        each.change().at(),
                        "{}",
                        null))
                .toList();
        store = CallStore.open(StoreConfig.in(dir), TestContent.RECOVERY, oneNotice, CLOCK);
        AgentState nothing = new AgentState() {
            @Override
            public List<String> missing() {
                return List.of();
            }

            @Override
            public List<Pbx> pbxs() {
                return List.of();
            }
        };
        WebContent content = new WebContent(
                nothing,
                store::forEach,
                TestContent.desk(store, CLOCK),
                new OutboxDesk(store.outbox(), CLOCK),
                TestContent.reports(store, CLOCK),
                Optional.empty(),
                TestContent.people(store),
                () -> ZoneOffset.UTC,
                () -> List.of(),
                ControlToken.renew(dir));
        token = ControlToken.read(dir).orElseThrow();
        web = new WebServer(new WebConfig("127.0.0.1", 0), metrics, content, CLOCK);
    }

    @AfterEach
    void close() {
        web.close();
        store.close();
        metrics.close();
    }

    @Test
    void theMostUrgentAreGivenFirstAndOnlyThoseAskedFor() throws Exception {
        write(missed(1, ANNA, "sales", 80), missed(2, BORIS, "sales", 0), missed(3, CHIEF, "help", 85));

        String lines = get("/api/callbacks?format=jsonl").body();
        assertThat(lines.lines().map(line -> line.replaceAll(".*\"customer\":\"([^\"]*)\".*", "$1")))
                .containsExactly(CHIEF, BORIS, ANNA);
        assertThat(get("/api/callbacks?state=overdue").body())
                .contains(BORIS, "\"state\":\"overdue\"", "\"dueAt\":\"2026-11-23T10:00:00.000Z\"", "\"closed\":null")
                .doesNotContain(ANNA, CHIEF);
        assertThat(get("/api/callbacks?queue=help&format=jsonl").body()).hasLineCount(1);
        assertThat(get("/api/callbacks?did=7009&pbx=hq").body()).isEqualTo("[]\n");
        assertThat(get("/api/callbacks?from=2026-11-23T10:00:00Z&to=2026-11-23T10:22&format=csv")
                        .body())
                .hasLineCount(2)
                .contains(ANNA);
        assertThat(get("/api/callbacks?limit=1&format=table").body())
                .startsWith("3 to call back: 1 overdue, 0 attempted, 2 open.")
                .contains("+79269999999  open")
                .hasLineCount(3);
    }

    @Test
    void questionsThatCannotBeUnderstoodAreRefused() throws Exception {
        assertThat(get("/api/callbacks?colour=red").statusCode()).isEqualTo(400);
        assertThat(get("/api/callbacks?closed=true&state=open").body())
                .isEqualTo("state: must be recovered or lost, as closed is asked for, found \"open\"\n");
        assertThat(get("/api/callbacks/history?customer=101").statusCode()).isEqualTo(400);
        assertThat(get("/api/callbacks/history").statusCode()).isEqualTo(400);
        assertThat(get("/callbacks?state=lost").statusCode()).isEqualTo(400);
        assertThat(get("/callbacks?zone=Mars").body()).contains("must be a time zone");
    }

    @Test
    void historyIsFoundByAnySpellingOfTheNumber() throws Exception {
        write(missed(1, ANNA, "sales", 0), missed(2, ANNA, "sales", 5), talk(3, ANNA, 20));

        String history = get("/api/callbacks/history?format=table&customer=8%20(926)%20000-40-01")
                .body();

        assertThat(history)
                .startsWith("+79260004001: recovered, missed 2 time(s)")
                .containsSubsequence("opened", "missed again", "recovered by caller", "102", "hq-1.3");
        assertThat(get("/api/callbacks/history?customer=%2B79260004001").body())
                .contains("{\"task\":{\"id\":\"hq-1.1\"", "\"kind\":\"missed_again\"");
        assertThat(get("/api/callbacks/history?customer=%2B79260004009").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyACommandOfThisMachineClosesACallBack() throws Exception {
        write(missed(1, ANNA, "sales", 0));
        String form = "customer=8-926-000-40-01&by=Olga&reason=" + "wrong+number";

        assertThat(post("/api/callbacks/close", form, null).statusCode()).isEqualTo(401);
        assertThat(post("/api/callbacks/close", form, "x" + token.substring(1)).statusCode())
                .isEqualTo(401);
        assertThat(post("/api/callbacks/close", form, "").statusCode()).isEqualTo(401);
        assertThat(store.tasks().open(10)).hasSize(1);
        HttpResponse<String> closed = post("/api/callbacks/close", form, token);
        assertThat(closed.body()).isEqualTo("Closed: +79260004001, missed 1 time(s), counts as lost from now on.\n");
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.headers().map()).doesNotContainKeys("set-cookie", "access-control-allow-origin");
        assertThat(store.tasks().open(10)).isEmpty();
        assertThat(get("/api/callbacks?closed=true").body())
                .contains("\"how\":\"dismissed\"", "\"by\":\"Olga\"", "\"reason\":\"wrong number\"");
    }

    @Test
    void whatCannotBeClosedIsSaidAndNothingIsNoted() throws Exception {
        write(missed(1, ANNA, "sales", 0));

        assertThat(post("/api/callbacks/close", "customer=%2B79260004002&by=Olga&reason=x", token)
                        .statusCode())
                .isEqualTo(404);
        write(missed(2, BORIS, "sales", 10));
        assertThat(store.tasks().open(10)).as("closed before he was missed").hasSize(2);
        for (String wrong : List.of(
                "customer=101&by=Olga&reason=x",
                "customer=anonymous&by=Olga&reason=x",
                "by=Olga&reason=x",
                "customer=%2B79260004001&reason=x",
                "customer=%2B79260004001&by=Olga",
                "customer=%2B79260004001&by=Olga&reason=a%0d%0ab",
                "customer=%2B79260004001&by=Olga%00&reason=x",
                "customer=%2B79260004001&by=Olga&reason=" + "x".repeat(501))) {
            assertThat(post("/api/callbacks/close", wrong, token).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        HttpResponse<String> big = post("/api/callbacks/close", "reason=" + "x".repeat(20_000), token);
        assertThat(big.statusCode()).isEqualTo(413);
        assertThat(big.body()).contains("at most 16384 bytes");
        assertThat(send("GET", "/api/callbacks/close", "", token).statusCode()).isEqualTo(405);
        assertThat(send("OPTIONS", "/api/callbacks/close", "", null).statusCode())
                .isEqualTo(405);
        assertThat(store.tasks().open(10)).hasSize(2);
    }

    @Test
    void spreadsheetsSeeNoFormulaAndTerminalsNoCommand() throws Exception {
        write(missed(1, ANNA, "=1+1", 0));
        post(
                "/api/callbacks/close",
                "customer=%2B79260004001&by=%40SUM(A1)&reason=%3Dcmd%7C%27%2Fc+calc%27!A0%E2%80%AE",
                token);

        assertThat(get("/api/callbacks?closed=true&format=csv").body().lines().skip(1))
                .singleElement()
                .asString()
                .contains(",'+79260004001,", ",'=1+1,", ",'@SUM(A1),", ",'=cmd|'/c calc'!A0\uFFFD,");
        assertThat(get("/api/callbacks/history?format=table&customer=" + "%2B79260004001")
                        .body())
                .contains("@SUM(A1)", "!A0\uFFFD");
    }

    @Test
    void pageTellsSecondsWhereThereIsNoWholeMinute() throws Exception {
        write(missed(4, BORIS, "sales", 30));

        assertThat(get("/callbacks").body()).containsPattern("10:30, [a-z ]+ 0 s<");
    }

    @Test
    void pageShowsWhomToCallAndEscapesWhatCameFromOutside() throws Exception {
        write(
                missed(1, ANNA, ODD_QUEUE, 0),
                missed(2, ANNA, ODD_QUEUE, 70),
                missed(3, "zoiper.user", "sales", 85),
                missed(4, BORIS, "sales", 10),
                talk(5, BORIS, 20));

        HttpResponse<String> page = get("/callbacks");

        assertThat(page.body())
                .containsSubsequence(
                        "<b>1</b> overdue",
                        "<b>1</b> called again today",
                        "within 10 min.",
                        "<a href=\"tel:+79260004001\">+79260004001</a>",
                        "10:00, overdue by 30 min",
                        "2 times",
                        "zoiper.user</th>",
                        "in 55 min",
                        "<a href=\"tel:+79260004002\">",
                        "called again, answered by 102")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "customer=%2B79260004001\">history</a>")
                .doesNotContain("<script", "tel:zoiper", "style=");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(get("/callbacks?queue=sales").body()).contains("zoiper").doesNotContain("tel:+79260004001");
        assertThat(get("/callbacks?zone=Asia/Tokyo").body()).contains("19:00, overdue by 30 min");
    }

    @Test
    void emptyPageSaysSo() throws Exception {
        assertThat(get("/callbacks").body()).contains("Nobody waits to be called back.", "Nobody yet.");
        assertThat(get("/").body()).contains("<a href=\"/callbacks\">");
    }

    @Test
    void callBacksAreMadeAnewByCommandOnly() throws Exception {
        write(missed(1, ANNA, "sales", 0));

        assertThat(post("/api/recovery/rebuild", "", null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/recovery/rebuild", "", token).statusCode()).isEqualTo(404);
        assertThat(post("/api/recovery/rebuild", "", token).body()).isEqualTo("{\"customersDiffered\": 0}\n");
        assertThat(send("GET", "/api/recovery/rebuild", "", token).body()).isEqualTo("{\"customersDiffered\": 0}\n");
        assertThat(store.tasks().open(10)).hasSize(1);
    }

    @Test
    void noticesAreSeenAndRepairedByCommandOnly() throws Exception {
        write(missed(1, ANNA, "sales", 0));
        store.outbox().giveUp(ids(), CLOCK.instant(), "answered 404");

        assertThat(get("/api/outbox").statusCode()).isEqualTo(401);
        assertThat(post("/api/outbox/send-again", "receiver=webhook:crm", null).statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/api/outbox?format=table", "", token).body())
                .contains("webhook:crm: 0 waiting, 1 given up", "callback_opened", "dead", "answered 404", ANNA);
        assertThat(send("GET", "/api/outbox?format=csv", "", token).statusCode())
                .isEqualTo(400);
        assertThat(post("/api/outbox/send-again", "id=x", token).statusCode()).isEqualTo(400);
        assertThat(post("/api/outbox/send-again", "receiver=webhook:crm", token).body())
                .isEqualTo("1 notice(s) that were given up are tried again from now on.\n");
        assertThat(send("GET", "/api/outbox?state=waiting&format=jsonl", "", token)
                        .body())
                .contains("\"state\":\"waiting\"");
        assertThat(post("/api/outbox/forget", "state=waiting&before=2027-01-01", token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/outbox/forget", "state=dead", token).statusCode()).isEqualTo(400);
        store.outbox().giveUp(ids(), CLOCK.instant(), "answered 404");
        assertThat(post("/api/outbox/forget", "before=2027-01-01", token).body())
                .isEqualTo("1 notice(s) were forgotten.\n");
    }

    @Test
    void tokenIsForItsOwnerOnlyAndAnotherOneAtEachStart() throws Exception {
        Path file = dir.resolve(ControlToken.FILE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token).hasSize(43);
        ControlToken next = ControlToken.renew(dir);
        assertThat(ControlToken.read(dir).orElseThrow())
                .isNotEqualTo(token)
                .satisfies(text -> assertThat(next.is(text)).isTrue());
        assertThat(next.is(token)).isFalse();
        assertThat(Files.list(dir).map(path -> path.getFileName().toString())).doesNotContain(".new");
        assertThat(ControlToken.read(dir.resolve("elsewhere"))).isEmpty();
    }

    private List<Long> ids() {
        return store.outbox().take("webhook:crm", CLOCK.instant(), Duration.ofMinutes(1), 10).stream()
                .map(notice -> notice.id())
                .toList();
    }

    private void write(Call... calls) {
        store.write(List.of(calls), List.of());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", null);
    }

    private HttpResponse<String> post(String path, String form, String shown) throws IOException, InterruptedException {
        return send("POST", path, form, shown);
    }

    private HttpResponse<String> send(String method, String path, String form, String shown)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form));
        if (shown != null) {
            request.header("Authorization", "Bearer " + shown);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Call missed(int number, String caller, String queue, int minute) {
        return call(number, caller, queue, minute, Outcome.ABANDONED, null);
    }

    private static Call talk(int number, String caller, int minute) {
        Instant at = NINE.plus(Duration.ofMinutes(minute));
        return call(number, caller, "sales", minute, Outcome.ANSWERED, new Answer("102", null, at));
    }

    private static Call call(int number, String caller, String queue, int minute, Outcome outcome, Answer answer) {
        Instant at = NINE.plus(Duration.ofMinutes(minute));
        return new Call(
                new CallId("hq", "1." + number),
                Direction.INBOUND,
                new Caller(caller, null, caller.startsWith("+") ? caller : null),
                "7001",
                "trunk",
                List.of(new QueueVisit(queue, at, Duration.ZERO, QueueExit.ABANDONED)),
                outcome,
                Stage.QUEUE,
                answer == null,
                false,
                answer,
                List.of(),
                List.of(),
                new CallTimes(at, at, at, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                EndedBy.CALLER,
                16);
    }
}
