package io.callwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.config.ConfigException;
import io.callwarden.config.Settings;
import io.callwarden.cost.Price;
import io.callwarden.cost.Prices;
import io.callwarden.export.ExampleCalls;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.TaskNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnnouncementsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ANNA = "+79260004001";
    private static final Customers CUSTOMERS = new Customers(number -> null, number -> true);
    private static final RecoveryRules RULES = new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7));
    private static final Instant ENDED = Instant.parse("2026-11-23T06:37:58.113Z");
    private static final Prices PRICES = new Prices(
            "USD", new Price(new BigDecimal("400"), new BigDecimal("0.37"), BigDecimal.ONE), Map.of(), Map.of());

    @Test
    void theEndOfACallIsToldToThoseWhoAskedAndAMissedOneToEverybody() {
        List<Notice> notices = announcements(Map.of(), Map.of("events", "call_ended"))
                .announce(List.of(ExampleCalls.leftForVoicemail(), ExampleCalls.transferredFrom("Eve")), List.of());

        assertThat(notices)
                .extracting(Notice::receiver, Notice::event)
                .contains(
                        Assertions.tuple("webhook:r0", Event.CALL_MISSED),
                        Assertions.tuple("webhook:r1", Event.CALL_ENDED))
                .hasSize(3);
        Notice missed = notices.stream()
                .filter(each -> each.event() == Event.CALL_MISSED)
                .findFirst()
                .orElseThrow();
        assertThat(missed.subject()).isEqualTo(ANNA);
        assertThat(missed.key()).isEqualTo("call_missed:pbx1-1795415864.6");
        assertThat(missed.happenedAt()).isEqualTo(ENDED);
        JsonNode body = JSON.readTree(missed.body());
        assertThat(body.propertyNames()).containsExactly("event", "key", "at", "call", "task");
        assertThat(body.get("at").asString()).isEqualTo("2026-11-23T06:37:58.113Z");
        assertThat(body.get("call").get("outcome").asString()).isEqualTo("voicemail");
        assertThat(body.get("task").isNull()).isTrue();
    }

    @Test
    void aTaskIsToldWithItsValueAndTheCallAsDocumentedDownToTheOrderOfFields() {
        Notice opened = announcements(Map.of("events", "callback_opened"))
                .announce(List.of(ExampleCalls.leftForVoicemail()), history(missed(0)))
                .get(0);

        JsonNode body = JSON.readTree(opened.body());
        assertThat(body.get("call").get("id").asString()).isEqualTo("pbx1-1795415864.6");
        assertThat(body.get("task").toString()).isEqualTo(JSON.writeValueAsString(JSON.readTree("""
                {"id": "pbx1-1795415864.6", "customer": "+79260004001", "pbx": "pbx1", "did": "7004", "queue": "sales",
                 "state": "open", "missed": 1, "firstMissedAt": "2026-11-23T06:37:58.113Z", "lastMissedAt": "2026-11-23T06:37:58.113Z",
                 "attempts": 0, "firstAttemptAt": null, "lastAttemptAt": null, "dueAt": "2026-11-23T07:37:58.113Z",
                 "expiresAt": "2026-11-30T06:37:58.113Z", "closed": null, "value": {"currency": "USD", "expected": 148}}""")));
    }

    @Test
    void howATaskWasClosedIsTold() {
        List<Notice> notices = announcements(Map.of("events", "callback_recovered"))
                .announce(List.of(), history(missed(0), new Fact.Talk("pbx1-9", minute(90), minute(92), true, "101")));

        JsonNode body = JSON.readTree(notices.get(0).body());
        assertThat(body.get("call").isNull()).isTrue();
        assertThat(body.get("task").get("state").asString()).isEqualTo("recovered");
        assertThat(body.get("task").get("closed").toString()).isEqualTo("""
                {"how":"callback","at":"2026-11-23T08:07:58.113Z","call":"pbx1-9","by":"101","reason":null,"afterMillis":5400000,"inTime":false}""");
        assertThat(notices.get(0).key()).isEqualTo("callback_recovered:pbx1-1795415864.6:pbx1-9");
    }

    @Test
    void whatHappenedFirstIsToldFirstAndEachFactHasAKeyOfItsOwn() {
        List<Notice> notices = announcements(Map.of())
                .announce(
                        List.of(),
                        history(
                                missed(0),
                                missed(3),
                                new Fact.Attempt("pbx1-7", minute(5), "101"),
                                new Fact.Attempt("pbx1-8", minute(6), "101"),
                                new Fact.Dismissal(minute(70), "eve", "spam")));

        assertThat(notices)
                .extracting(each -> each.key().replace("pbx1-1795415864.6", "T"))
                .containsExactly(
                        "callback_opened:T",
                        "callback_missed_again:T:pbx1-m3",
                        "callback_attempted:T:pbx1-7",
                        "callback_attempted:T:pbx1-8",
                        "callback_overdue:T",
                        "callback_lost:T:dismissed");
        assertThat(notices).extracting(Notice::subject).containsOnly(ANNA);
    }

    @Test
    void eachPartOfAFilterMustLetAFactPass() {
        Call voicemail = ExampleCalls.leftForVoicemail();
        Map<String, Integer> expected = new HashMap<>();
        expected.put("pbxs=pbx1", 1);
        expected.put("pbxs=pbx2", 0);
        expected.put("directions=inbound", 1);
        expected.put("directions=outbound,internal", 0);
        expected.put("outcomes=busy,voicemail", 1);
        expected.put("outcomes=busy", 0);
        expected.put("dids=7004", 1);
        expected.put("dids=7005", 0);
        expected.put("queues=sales", 0);
        expected.forEach((setting, count) -> {
            String[] parts = setting.split("=");
            assertThat(announcements(Map.of(parts[0], parts[1])).announce(List.of(voicemail), List.of()))
                    .as(setting)
                    .hasSize(count);
        });
        assertThat(announcements(Map.of("queues", "sales", "outcomes", "busy")).announce(List.of(), history(missed(0))))
                .hasSize(1);
        assertThat(announcements(Map.of("queues", "support")).announce(List.of(), history(missed(0))))
                .isEmpty();
    }

    @Test
    void nobodyIsToldOfShortAbandonsUnlessHeAsks() {
        Call shortOne = shortAbandon(ExampleCalls.leftForVoicemail());
        assertThat(announcements(Map.of()).announce(List.of(shortOne), List.of()))
                .isEmpty();
        Notice told = announcements(Map.of("short-abandons", "true"))
                .announce(List.of(shortOne), List.of())
                .get(0);
        assertThat(told.event()).isEqualTo(Event.CALL_MISSED);
        assertThat(told.body()).contains("\"missed\":false,\"shortAbandon\":true");
    }

    @Test
    void onlyRepetitionsAreEverKeptQuiet() {
        List<Notice> notices = announcements(Map.of("quiet-minutes", "15"))
                .announce(
                        List.of(ExampleCalls.leftForVoicemail()),
                        history(missed(0), missed(3), new Fact.Attempt("pbx1-7", minute(5), "101")));
        assertThat(notices)
                .filteredOn(each -> each.quiet() != null)
                .extracting(Notice::event)
                .containsExactly(Event.CALL_MISSED, Event.CALLBACK_MISSED_AGAIN);
    }

    @Test
    void namesThatAreTooLongForTheirColumnsAreCutAndStayDifferent() {
        String one = "a".repeat(300) + "1";
        String other = "a".repeat(300) + "2";
        assertThat(Names.fitting(one, 200)).hasSize(200).isNotEqualTo(Names.fitting(other, 200));
        assertThat(Names.fitting("short", 200)).isEqualTo("short");
    }

    @Test
    void mistakesInAFilterAreToldWithWhatIsAllowed() {
        Settings settings = settings(Map.of(
                "notify.webhooks.crm.events", "call_mist",
                "notify.webhooks.crm.pbxs", "pbx9"));
        Subscription.from(settings, "notify.webhooks.crm", "webhook:c r m");
        Assertions.assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("notify.webhooks.crm.events: must be some of call_ended, call_missed,")
                .hasMessageContaining("found \"call_mist\"")
                .hasMessageContaining("notify.webhooks.crm.pbxs: must be names of PBXs")
                .hasMessageContaining("notify.webhooks.crm: must have a name of letters");
    }

    @SafeVarargs
    private static Announcements announcements(Map<String, String>... receivers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < receivers.length; i++) {
            String prefix = "notify.webhooks.r" + i + ".";
            receivers[i].forEach((key, value) -> all.put(prefix + key, value));
        }
        Settings settings = settings(all);
        List<Subscription> subscriptions = IntStream.range(0, receivers.length)
                .mapToObj(i -> Subscription.from(settings, "notify.webhooks.r" + i, "webhook:r" + i))
                .toList();
        settings.text("pbxs.pbx1.host", "");
        settings.text("pbxs.pbx2.host", "");
        settings.check();
        return new Announcements(subscriptions, CUSTOMERS, PRICES);
    }

    private static Settings settings(Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("pbxs.pbx1.host", "a");
        all.put("pbxs.pbx2.host", "b");
        return Settings.of(null, Map.of(), all);
    }

    private static List<TaskNews> history(Fact... facts) {
        List<Fact> all = List.of(facts);
        CustomerHistory.Entry entry = CustomerHistory.of(
                        ANNA, all, RULES, all.get(all.size() - 1).at())
                .get(0);
        return entry.changes().stream()
                .map((Change change) -> new TaskNews(entry.task(), change))
                .toList();
    }

    private static Fact missed(int minute) {
        String id = minute == 0 ? "pbx1-1795415864.6" : "pbx1-m" + minute;
        return new Fact.Missed(id, "pbx1", minute(minute), "7004", "sales");
    }

    private static Instant minute(int minute) {
        return ENDED.plus(Duration.ofMinutes(minute));
    }

    private static Call shortAbandon(Call call) {
        return new Call(
                call.id(),
                call.direction(),
                call.caller(),
                call.did(),
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                false,
                true,
                call.answer(),
                call.rang(),
                call.transfers(),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }
}
