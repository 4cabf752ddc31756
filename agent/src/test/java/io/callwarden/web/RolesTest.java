package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
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
import io.callwarden.call.Transfer;
import io.callwarden.config.ConfigException;
import io.callwarden.config.Settings;
import io.callwarden.metrics.Metrics;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.recovery.Fact;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees what and may do what, over real HTTP, with numbers wherever a record can have one. */
class RolesTest {
    /** One for all: each has a connection of its own, and the server takes no more than two hundred. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Instant NOW = Instant.parse("2026-11-23T10:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ANNA = "+79260004001";
    private static final String BORIS = "+79260005002";
    private static final String MOBILE = "79261117003";
    private static final String HASH = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());
    /** The digits that tell them from others, as any spelling has them. */
    private static final List<String> HIDDEN =
            List.of("60004001", "000-40-01", "60005002", "61117003", "Anna Karenina", "60008118");

    @TempDir
    private Path dir;

    private final Metrics metrics = new Metrics("1", "r");
    private CallStore store;
    private WebServer web;

    @BeforeEach
    void open() throws Exception {
        Announcer notices = (calls, news) -> calls.stream()
                .map(call -> new Notice(
                        "webhook:crm",
                        ANNA,
                        Event.CALL_ENDED,
                        "ended-" + call.id(),
                        NOW,
                        "{\"call\":{\"caller\":\"" + ANNA + "\"}}",
                        null))
                .toList();
        store = CallStore.open(StoreConfig.in(dir.resolve("data")), TestContent.RECOVERY, notices, CLOCK);
        store.write(
                List.of(
                        inbound(1, "8 926 000-40-01", ANNA, true),
                        inbound(2, BORIS, BORIS, true),
                        inbound(3, BORIS, BORIS, false),
                        outbound(4, ANNA),
                        outbound(5, "89260008118")),
                List.of());
        store.tasks().dismiss(BORIS, new Fact.Dismissal(NOW, "Olga", "has " + MOBILE + " now"));
        serve(Map.of("http.roles.vera", "viewer", "http.roles.sam", "supervisor", "http.roles.ada", "admin"));
    }

    @AfterEach
    void close() {
        web.close();
        store.close();
        metrics.close();
    }

    @Test
    void aViewerFindsNoWholeNumberAndNoCallersNameOnAnyRoute() throws Exception {
        List<String> shown = new ArrayList<>();
        for (String path : web.paths()) {
            for (String query : queries(path)) {
                HttpResponse<String> answer = get("vera", path.replace(":name", "calls-lost") + query);
                assertThat(answer.body()).as(path + query).doesNotContain(HIDDEN);
                if (answer.statusCode() == 200 && answer.body().contains("####")) {
                    shown.add(path);
                }
            }
        }
        assertThat(shown).contains("/", "/callbacks", "/api/calls", "/api/callbacks");
    }

    /** Each form of what has several. */
    private static List<String> queries(String path) {
        List<String> queries = new ArrayList<>(List.of(""));
        for (String form : List.of("json", "jsonl", "csv", "table")) {
            queries.add("?format=" + form);
            queries.add("?format=" + form + "&closed=true");
            queries.add("?format=" + form + "&customer=" + encoded(ANNA));
        }
        return queries;
    }

    @Test
    void aViewerCannotGuessDigitsByAskingForThem() throws Exception {
        for (String query : List.of(
                "/api/calls?caller=" + encoded(ANNA),
                "/api/calls?did=" + encoded(ANNA),
                "/api/calls?did=" + encoded(ANNA) + "&direction=outbound",
                "/api/calls?extension=" + MOBILE,
                "/api/callbacks/history?customer=" + encoded(ANNA))) {
            HttpResponse<String> refused = get("vera", query);
            assertThat(refused.statusCode()).as(query).isEqualTo(403);
            assertThat(refused.body()).as(query).contains("your role").doesNotContain(HIDDEN);
        }
        assertThat(get("vera", "/api/calls?did=7001&direction=inbound").statusCode())
                .isEqualTo(200);
        assertThat(get("vera", "/api/calls?extension=101").statusCode()).isEqualTo(200);
    }

    @Test
    void aSupervisorSeesEverythingAndChangesNothing() throws Exception {
        assertThat(get("sam", "/api/calls").body()).contains(ANNA, BORIS, "Anna Karenina");
        assertThat(get("sam", "/callbacks").body()).contains("tel:" + ANNA);
        assertThat(get("sam", "/api/outbox").statusCode()).isEqualTo(401);
        assertThat(close("sam", true).statusCode()).isEqualTo(401);
        assertThat(store.tasks().open(10)).hasSize(1);
    }

    @Test
    void anAdminChangesWhatIsKeptButNotForAPageOfSomebodyElse() throws Exception {
        assertThat(get("ada", "/api/outbox").body()).contains(ANNA);
        HttpResponse<String> refused = close("ada", false);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("X-Callwarden-Command");
        assertThat(store.tasks().open(10)).hasSize(1);

        assertThat(close("ada", true).statusCode()).isEqualTo(200);
        assertThat(store.tasks().open(10)).isEmpty();
    }

    @Test
    void usersWithoutARoleSeeWhatIsSetForAllOthers() throws Exception {
        assertThat(get("noel", "/api/calls").body()).contains(ANNA);
        web.close();
        serve(Map.of("privacy.mask-numbers", "true", "http.roles.sam", "supervisor"));
        assertThat(get("noel", "/api/calls").body()).contains("####").doesNotContain(HIDDEN);
        assertThat(get("sam", "/api/calls").body()).contains(ANNA);
    }

    @Test
    void withoutUsersEverythingIsSeenUnlessNumbersAreMasked() throws Exception {
        web.close();
        start(new WebConfig("127.0.0.1", 0));
        assertThat(get("", "/api/calls").body()).contains(ANNA);
        web.close();
        start(new WebConfig("127.0.0.1", 0, Protection.NONE, new Roles(Map.of(), Role.VIEWER)));
        assertThat(get("", "/api/calls").body()).contains("####").doesNotContain(HIDDEN);
    }

    @Test
    void aRoleOfNobodyIsAMistake() {
        Settings settings = Settings.of(null, Map.of(), Map.of("http.roles.vera", "viewer", "http.roles.sam", "boss"));
        WebConfig.from(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.roles.vera: needs http.web-config")
                .hasMessageContaining("must be one of viewer, supervisor, admin, found \"boss\"");
    }

    private void serve(Map<String, String> settings) throws IOException {
        Path file = dir.resolve("web.yml");
        StringBuilder users = new StringBuilder("basic_auth_users:\n");
        List.of("vera", "sam", "ada", "noel")
                .forEach(user -> users.append("  ")
                        .append(user)
                        .append(": ")
                        .append(HASH)
                        .append('\n'));
        Files.writeString(file, users);
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.web-config", file.toString());
        all.put("http.port", "0");
        Settings read = Settings.of(null, Map.of(), all);
        start(WebConfig.from(read));
    }

    private void start(WebConfig config) {
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
        web = new WebServer(
                config,
                metrics,
                new WebContent(
                        nothing,
                        store::forEach,
                        TestContent.desk(store, CLOCK),
                        new OutboxDesk(store.outbox(), CLOCK),
                        TestContent.reports(store, CLOCK),
                        Optional.empty(),
                        TestContent.people(store),
                        () -> ZoneOffset.UTC,
                        () -> List.of(),
                        ControlToken.renew(dir)),
                CLOCK);
    }

    private HttpResponse<String> get(String user, String path) throws IOException, InterruptedException {
        return send(request(user, path).build());
    }

    private HttpResponse<String> close(String user, boolean withHeader) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(user, "/api/callbacks/close")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("customer=" + encoded(ANNA) + "&by=Olga&reason=she+wrote"));
        return send((withHeader ? request.header("X-Callwarden-Command", "1") : request).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String user, String path) {
        String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Missed, or answered on somebody's mobile and then sent on to another one. */
    private static Call inbound(int number, String shown, String e164, boolean missed) {
        return call(
                number,
                Direction.INBOUND,
                new Caller(shown, "Anna Karenina", e164),
                "7001",
                missed ? null : new Answer(MOBILE, "+" + MOBILE, at(number).plusSeconds(5)));
    }

    private static Call outbound(int number, String to) {
        return call(number, Direction.OUTBOUND, new Caller("101", "Olga", null), to, null);
    }

    private static Call call(int number, Direction direction, Caller caller, String did, Answer answer) {
        Instant start = at(number);
        boolean inbound = direction == Direction.INBOUND;
        return new Call(
                new CallId("hq", "1.1" + number),
                direction,
                caller,
                did,
                "trunk",
                List.of(),
                answer == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.RING,
                inbound && answer == null,
                false,
                answer,
                List.of(new Ring(
                        inbound ? MOBILE : did,
                        start,
                        Duration.ofSeconds(5),
                        answer == null ? RingResult.CALLER_GAVE_UP : RingResult.ANSWERED)),
                List.of(new Transfer(Transfer.Kind.BLIND, "101", MOBILE, start.plusSeconds(6), false)),
                new CallTimes(
                        start,
                        start,
                        start.plusSeconds(9),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        answer == null ? Duration.ZERO : Duration.ofSeconds(4),
                        Duration.ZERO,
                        Duration.ofSeconds(9)),
                EndedBy.CALLER,
                16);
    }

    /** Some of yesterday, which a report is about. */
    private static Instant at(int number) {
        return NOW.minus(Duration.ofHours(number == 3 ? 24 : 1)).plusSeconds(60L * number);
    }
}
