package io.callwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Task;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.CustomerTruth;
import io.callwarden.simulator.script.Fleet;
import io.callwarden.simulator.script.Habits;
import io.callwarden.simulator.script.Truth;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.PostgresServer;
import io.callwarden.store.StoreConfig;
import io.callwarden.webhook.Receiver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four houses with the same customers, who are missed at one and called back from another: whatever agents watch them, all that is recorded,
 * counted and told is what truly happened. {@code -Dcallwarden.fleet.calls} and {@code -Dcallwarden.fleet.seeds} make others of them.
 */
class FleetTest {
    private static final int CALLS = Integer.getInteger("callwarden.fleet.calls", 240);
    private static final Instant BEGIN = Instant.parse("2026-11-02T06:00:00Z");
    private static final Duration AWAKE = Duration.ofHours(2);
    private static final Duration TOLERANCE = Duration.ofMillis(50);
    private static final double VALUE = 400 * 0.37;
    private static final List<String> SITES = List.of("north", "east", "south", "west");
    /** A quarter of the calls to a free phone are answered: many are missed. */
    private static final Habits UNWILLING = new Habits(
            Duration.ofSeconds(40), Duration.ofSeconds(150), Duration.ofSeconds(5), 0.25, 0.04, 0.1, 0.09, 0, 0);

    private static final JsonMapper JSON = JsonMapper.shared();

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    Path data;

    static List<Long> seeds() {
        return List.of(System.getProperty("callwarden.fleet.seeds", "1,2").split(",")).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static Fleet fleet(long seed) {
        Map<String, BusyDay> houses = new LinkedHashMap<>();
        SITES.forEach(site -> houses.put(
                site,
                BusyDay.ofASmallFirm(seed * 10 + houses.size())
                        .withCallsPerHour(4)
                        .withHabits(UNWILLING)));
        return new Fleet(houses, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fourAgentsOnOneDatabaseRecordCountAndTellWhatTrulyHappened(long seed) throws Exception {
        StoreConfig store = POSTGRES.newDatabase();
        Fleet fleet = fleet(seed);
        try (FleetOfAgents agents = new FleetOfAgents(fleet, BEGIN);
                Receiver crm = new Receiver(Receiver.status(204))) {
            Map<String, String> settings = settings(store, crm);
            for (String site : SITES) {
                agents.watch(data.resolve(site), settings, site);
            }
            liveThrough(agents, fleet, crm);
            assertRecorded(store, new FleetTruth(fleet, BEGIN, CALLS), agents.clock());
        }
    }

    @Test
    void oneAgentWithFourPbxsRecordsCountsAndTellsWhatTrulyHappened() throws Exception {
        Fleet fleet = fleet(3);
        try (FleetOfAgents agents = new FleetOfAgents(fleet, BEGIN);
                Receiver crm = new Receiver(Receiver.status(204))) {
            agents.watch(data, settings(null, crm), SITES.toArray(String[]::new));
            liveThrough(agents, fleet, crm);
            agents.agents().forEach(agent -> agent.close());
            assertRecorded(StoreConfig.in(data), new FleetTruth(fleet, BEGIN, CALLS), agents.clock());
        }
    }

    @Test
    void twoAgentsThatWatchTheSamePbxRecordCountAndTellItsCallBacksOnce() throws Exception {
        StoreConfig store = POSTGRES.newDatabase();
        Fleet fleet = new Fleet(
                Map.of("hq", BusyDay.ofASmallFirm(5).withCallsPerHour(16).withHabits(UNWILLING)), 5);
        FleetTruth truth = new FleetTruth(fleet, BEGIN, CALLS / 2);
        try (FleetOfAgents agents = new FleetOfAgents(fleet, BEGIN);
                Receiver crm = new Receiver(Receiver.status(204))) {
            agents.watch(data.resolve("one"), settings(store, crm), "hq");
            agents.watch(data.resolve("other"), settings(store, crm), "hq");
            agents.awaitReady();
            play(agents, fleet, CALLS / 2, truth.cuts(), truth.end());
            agents.awaitReady();
            assertThat(agents.sum("callwarden_callbacks_opened_total"))
                    .isEqualTo(truth.lost().size());
            assertThat(agents.sum("callwarden_callbacks_closed_total"))
                    .isEqualTo(truth.lost().size());
            assertTold(crm, truth);
            assertRecorded(store, truth, agents.clock());
        }
    }

    @Test
    void recordsThatAgentsWriteHoursLaterAndInAnyOrderMakeTheSameCallBacks() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        StoreConfig store = POSTGRES.newDatabase();
        Fleet fleet = fleet(seed);
        FleetTruth truth = new FleetTruth(fleet, BEGIN, 2 * CALLS);
        try (FleetOfAgents agents = new FleetOfAgents(fleet, BEGIN)) {
            for (String site : SITES) {
                agents.watch(data.resolve(site), database(store), site);
            }
            agents.awaitReady();
            Random random = new Random(seed);
            List<Instant> cuts = new ArrayList<>();
            for (Instant at = BEGIN; at.isBefore(truth.end()); at = at.plusSeconds(60 + random.nextInt(6 * 3_600))) {
                cuts.add(at);
            }
            play(agents, fleet, 2 * CALLS, cuts, truth.end());
            assertRecorded(store, truth, agents.clock());
        } catch (AssertionError e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> database(StoreConfig store) {
        return Map.of("store.url", store.jdbcUrl(), "store.user", store.user(), "store.password", "not checked");
    }

    private static Map<String, String> settings(StoreConfig store, Receiver crm) {
        Map<String, String> settings = new HashMap<>(store == null ? Map.of() : database(store));
        settings.put("notify.webhooks.crm.url", "http://127.0.0.1:" + crm.port() + "/");
        settings.put("notify.webhooks.crm.allow-private", "true");
        settings.put(
                "notify.webhooks.crm.events",
                "call_ended,call_missed,callback_opened,callback_missed_again,callback_attempted,callback_overdue,callback_recovered,callback_lost");
        return settings;
    }

    private static void liveThrough(FleetOfAgents agents, Fleet fleet, Receiver crm) {
        FleetTruth truth = new FleetTruth(fleet, BEGIN, CALLS);
        assertThat(truth.lost()).as("customers who were missed").hasSizeGreaterThan(CALLS / 20);
        assertThat(truth.lost())
                .as("missed here and reached there")
                .anyMatch(customer ->
                        customer.how().equals("callback") && !customer.site().equals(customer.bySite()));
        agents.awaitReady();
        play(agents, fleet, CALLS, truth.cuts(), truth.end());
        assertCounted(agents, truth);
        assertTold(crm, truth);
    }

    /** Lives through it; afterwards more than a week passes without a call. */
    private static void play(FleetOfAgents agents, Fleet fleet, int calls, List<Instant> cuts, Instant end) {
        Iterator<Fleet.Sent> days = fleet.play(BEGIN, calls, (site, truth, at) -> {}, truth -> {});
        List<Instant> stops = new ArrayList<>(cuts);
        for (Instant at = BEGIN; at.isBefore(end.plus(Duration.ofDays(8))); at = at.plus(AWAKE)) {
            stops.add(at.isBefore(end) || at.atZone(java.time.ZoneOffset.UTC).getHour() < 2 ? at : end);
        }
        Fleet.Sent ahead = days.next();
        Instant last = BEGIN;
        for (Instant stop : stops.stream().sorted().distinct().toList()) {
            List<Fleet.Sent> messages = new ArrayList<>();
            while (ahead != null && BEGIN.plus(ahead.message().offset()).isBefore(stop)) {
                messages.add(ahead);
                ahead = days.hasNext() ? days.next() : null;
            }
            if (!messages.isEmpty() || stop.isAfter(last.plus(AWAKE)) || cuts.contains(stop)) {
                agents.playUntil(stop, messages);
                last = stop;
            }
        }
        agents.playUntil(end.plus(Duration.ofDays(8)), List.of());
        agents.letTimePass();
    }

    private static void assertCounted(FleetOfAgents agents, FleetTruth truth) {
        long missed = truth.calls().values().stream().filter(Truth::missed).count();
        assertThat(agents.sum("callwarden_calls_missed_total")).isEqualTo(missed);
        assertThat(agents.sum("callwarden_callbacks_opened_total"))
                .isEqualTo(truth.lost().size());
        assertThat(agents.sum("callwarden_callbacks_closed_total"))
                .isEqualTo(truth.lost().size());
        assertThat(agents.sum("callwarden_callers_recovered_total", "called_back"))
                .isEqualTo(truth.lost("callback"));
        assertThat(agents.sum("callwarden_callers_recovered_total", "called_again"))
                .isEqualTo(truth.lost("caller"));
        assertThat(agents.sum("callwarden_callers_lost_total")).isEqualTo(truth.lost("expired"));
        assertThat(agents.sum("callwarden_callback_attempts_total", "not_reached"))
                .isEqualTo(
                        truth.lost().stream().mapToInt(CustomerTruth::attempts).sum());
        for (String site : SITES) {
            assertThat(agents.sum("callwarden_callbacks_opened_total", FleetOfAgents.site(site)))
                    .as("missed in the %s", site)
                    .isEqualTo(truth.lost().stream()
                            .filter(customer -> customer.site().equals(site))
                            .count());
        }
        assertThat(agents.sum("callwarden_revenue_recovered_total"))
                .isCloseTo(VALUE * (truth.lost("callback") + truth.lost("caller")), within(1e-6));
        assertThat(agents.sum("callwarden_revenue_lost_total")).isCloseTo(VALUE * truth.lost("expired"), within(1e-6));
    }

    /** Every fact once, and those of one customer in the order in which they happened. */
    private static void assertTold(Receiver crm, FleetTruth truth) {
        Map<String, Integer> want = new TreeMap<>();
        truth.customers()
                .forEach((customer, all) -> all.forEach(each -> {
                    want.merge(customer + " callback_opened", 1, Integer::sum);
                    want.merge(customer + " callback_missed_again", each.missed() - 1, Integer::sum);
                    want.merge(customer + " callback_attempted", each.attempts(), Integer::sum);
                    boolean late = each.endedAt().isAfter(each.missedAt().plus(FleetTruth.TARGET));
                    want.merge(customer + " callback_overdue", late ? 1 : 0, Integer::sum);
                    want.merge(
                            customer + (each.how().equals("expired") ? " callback_lost" : " callback_recovered"),
                            1,
                            Integer::sum);
                }));
        want.values().removeIf(count -> count == 0);
        TreeSet<String> calls = new TreeSet<>();
        truth.calls().forEach((id, call) -> {
            if (call.missed()) {
                calls.add("call_missed:" + id);
            }
        });
        int all = want.values().stream().mapToInt(Integer::intValue).sum();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> facts(crm).values().stream()
                                .filter(fact -> !fact.get("task").isNull())
                                .count()
                        >= all);

        Map<String, JsonNode> facts = facts(crm);
        Map<String, Integer> got = new TreeMap<>();
        Map<String, String> latest = new HashMap<>();
        List<String> outOfOrder = new ArrayList<>();
        facts.forEach((key, fact) -> {
            JsonNode task = fact.get("task");
            if (!task.isNull()) {
                String customer = task.get("customer").asString();
                got.merge(customer + " " + fact.get("event").asString(), 1, Integer::sum);
                String at = fact.get("at").asString();
                String before = latest.put(customer, at);
                if (before != null && Instant.parse(before).isAfter(Instant.parse(at))) {
                    outOfOrder.add(customer + ": " + key + " at " + at + " after " + before);
                }
            }
        });
        assertThat(got).isEqualTo(want);
        assertThat(outOfOrder).isEmpty();
        assertThat(facts.keySet().stream().filter(key -> key.startsWith("call_missed:")))
                .filteredOn(key -> truth.calls().containsKey(key.substring("call_missed:".length()))
                        && truth.calls()
                                .get(key.substring("call_missed:".length()))
                                .missed())
                .containsExactlyInAnyOrderElementsOf(calls);
    }

    /** By key, in the order in which they came first. */
    private static Map<String, JsonNode> facts(Receiver crm) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        crm.requests().forEach(request -> {
            JsonNode fact = JSON.readTree(request.body());
            facts.putIfAbsent(fact.get("key").asString(), fact);
        });
        return facts;
    }

    private static void assertRecorded(StoreConfig config, FleetTruth truth, Clock clock) {
        Recovery recovery =
                new Recovery(FleetTruth.CUSTOMERS, new RecoveryRules(FleetTruth.TARGET, null, Duration.ofDays(7)));
        try (CallStore store = CallStore.open(config, recovery, Announcer.NOBODY, clock)) {
            assertThat(wrongCalls(store, truth)).isEmpty();
            List<String> wrong = new ArrayList<>();
            TreeSet<String> customers = new TreeSet<>(truth.customers().keySet());
            store.tasks().forEachClosed(null, null, task -> customers.add(task.customer()) || true);
            store.tasks().open(Integer.MAX_VALUE).forEach(task -> customers.add(task.customer()));
            for (String customer : customers) {
                List<CustomerTruth> want = truth.customers().getOrDefault(customer, List.of());
                List<Entry> got = store.tasks().of(customer);
                if (!isTrue(want, got)) {
                    wrong.add("want " + want + ", got " + got);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(store.tasks().rebuild(clock.instant()))
                    .as("customers who have others when made anew")
                    .isZero();
        }
    }

    private static List<String> wrongCalls(CallStore store, FleetTruth truth) {
        List<String> wrong = new ArrayList<>();
        Map<String, Truth> left = new HashMap<>(truth.calls());
        store.forEach(CallFilter.all().build(), call -> {
            Truth want = left.remove(call.id().toString());
            if (want == null && !call.direction().label().equals("internal")) {
                wrong.add("nobody made " + call);
            } else if (want != null && !told(want).equals(told(call))) {
                wrong.add(call.id() + ": want " + told(want) + ", got " + told(call));
            }
        });
        left.forEach((id, want) -> {
            if (!want.optional()) {
                wrong.add("no " + id + " " + want);
            }
        });
        return wrong;
    }

    private static String told(Truth truth) {
        return truth.outcome() + " " + truth.stage() + " " + truth.missed() + " " + truth.endedBy();
    }

    private static String told(Call call) {
        return call.outcome().label() + " " + call.stage().label() + " " + call.missed() + " "
                + call.endedBy().label();
    }

    private static boolean isTrue(List<CustomerTruth> want, List<Entry> got) {
        boolean same = want.size() == got.size();
        for (int i = 0; same && i < want.size(); i++) {
            same = isTrue(want.get(i), got.get(i).task())
                    && isTrue(want.get(i), got.get(i).changes());
        }
        return same;
    }

    private static boolean isTrue(CustomerTruth want, Task got) {
        return got.closing() != null
                && got.firstCall().equals(want.site() + "-" + want.uniqueId())
                && got.pbx().equals(want.site())
                && got.missed() == want.missed()
                && got.attempts().count() == want.attempts()
                && got.closing().how().label().equals(want.how())
                && Objects.equals(got.closing().by(), want.by().orElse(null))
                && (want.bySite().isEmpty() || got.closing().call().startsWith(want.bySite() + "-"))
                && near(got.firstMissedAt(), want.missedAt())
                && near(got.closing().at(), want.endedAt());
    }

    private static boolean isTrue(CustomerTruth want, List<Change> got) {
        return count(got, Change.Kind.OPENED) == 1
                && count(got, Change.Kind.MISSED_AGAIN) == want.missed() - 1
                && count(got, Change.Kind.ATTEMPTED) == want.attempts()
                && count(got, Change.Kind.RECOVERED_BY_CALLBACK) == (want.how().equals("callback") ? 1 : 0)
                && count(got, Change.Kind.RECOVERED_BY_CALLER) == (want.how().equals("caller") ? 1 : 0)
                && count(got, Change.Kind.EXPIRED) == (want.how().equals("expired") ? 1 : 0);
    }

    private static long count(List<Change> changes, Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
    }
}
