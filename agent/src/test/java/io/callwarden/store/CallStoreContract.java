package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class CallStoreContract {
    private static final Instant FIRST = SampleCalls.FIRST;

    private StoreConfig config;
    private CallStore store;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = newDatabase();
        store = CallStore.open(config);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void callsOfEveryShapeComeBackAsTheyWere() {
        JqwikSession.run(() -> {
            List<Call> calls = CallArbitraries.calls().list().ofSize(400).sample();

            assertThat(store.write(calls, List.of())).isEqualTo(400);

            Map<CallId, Call> read = store.list(CallFilter.all().build()).stream()
                    .collect(Collectors.toMap(Call::id, Function.identity()));
            assertThat(read).hasSize(400);
            for (Call call : calls) {
                assertThat(read.get(call.id())).isEqualTo(call);
            }
        });
    }

    @Test
    void rowsOfEveryTableAndTheVersionOfTheTablesAreTold() {
        assertThat(store.schemaVersion()).isEmpty();
        store.write(SampleCalls.calls(0, 10), List.of());

        assertThat(store.rows().keySet()).containsExactlyElementsOf(Retention.TABLES);
        assertThat(store.rows()).containsEntry("call", 10L).containsEntry("blind_interval", 0L);
        assertThat(store.schemaVersion()).matches("\\d+");
    }

    @Test
    void callsAreThereAfterReopening() {
        List<Call> calls = SampleCalls.calls(0, 10);
        store.write(calls, List.of());
        store.close();

        store = CallStore.open(config);

        assertThat(store.list(CallFilter.all().build())).isEqualTo(calls);
        assertThat(store.write(SampleCalls.calls(5, 15), List.of())).isEqualTo(5);
    }

    @Test
    void callIsWrittenOnceHoweverOftenItIsOffered() {
        Call call = SampleCalls.call(1);
        Call other = SampleCalls.call(2);

        assertThat(store.write(List.of(call, call), List.of())).isEqualTo(1);
        assertThat(store.write(List.of(call, other, other, call), List.of())).isEqualTo(1);

        assertThat(store.list(CallFilter.all().build())).containsExactly(call, other);
    }

    @Test
    void whatIsWrittenFirstStays() {
        Call call = SampleCalls.call(1);
        store.write(List.of(call), List.of());

        store.write(List.of(withCaller(call, new Caller("1", "x", null))), List.of());

        assertThat(store.find(call.id().toString())).contains(call);
    }

    @Test
    void callIsWrittenOnceThoughItIsSaidToHaveBegunInAnotherMonth() {
        Call call = SampleCalls.call(1);
        store.write(List.of(call), List.of());

        assertThat(store.write(List.of(SampleCalls.startedAt(call, FIRST.plus(Duration.ofDays(40)))), List.of()))
                .isZero();
        assertThat(store.list(CallFilter.all().build())).containsExactly(call);
        assertThat(store.find(call.id().toString())).contains(call);
    }

    @Test
    void callIsFoundByItsId() {
        store.write(SampleCalls.calls(0, 3), List.of());

        assertThat(store.find("hq-1795415864.1")).contains(SampleCalls.call(1));
        assertThat(store.find("hq-1795415864.")).isEmpty();
    }

    @Test
    void timesKeepMicrosecondsAndNoMore() {
        Instant start = Instant.parse("2026-11-23T06:37:44.123456789Z");

        store.write(List.of(SampleCalls.startedAt(SampleCalls.call(1), start)), List.of());

        assertThat(store.list(CallFilter.all().build()).get(0).times().startedAt())
                .isEqualTo(Instant.parse("2026-11-23T06:37:44.123456Z"));
    }

    @Test
    void characterThatPostgresqlDoesNotKnowDoesNotLoseTheCall() {
        store.write(List.of(withCaller(SampleCalls.call(1), new Caller("1", "a\0b", null))), List.of());

        assertThat(store.list(CallFilter.all().build()).get(0).caller().name()).isEqualTo("a\uFFFDb");
    }

    @Test
    void filtersNarrowTheList() {
        List<Call> calls = SampleCalls.calls(0, 60);
        store.write(calls, List.of());

        shows(calls, CallFilter.all().from(FIRST.plusSeconds(10)).until(FIRST.plusSeconds(20)), call -> {
            long second = Duration.between(FIRST, call.times().startedAt()).toSeconds();
            return second >= 10 && second < 20;
        });
        shows(calls, CallFilter.all().missedOnly(true), Call::missed);
        shows(calls, CallFilter.all().direction(Direction.OUTBOUND), call -> call.direction() == Direction.OUTBOUND);
        shows(calls, CallFilter.all().outcome(Outcome.ABANDONED), call -> call.outcome() == Outcome.ABANDONED);
        shows(calls, CallFilter.all().queue("queue-2"), call -> "queue-2".equals(call.queue()));
        shows(
                calls,
                CallFilter.all().caller("8926005"),
                call -> "8926005".equals(call.caller().number()));
        shows(
                calls,
                CallFilter.all().caller("+78926005"),
                call -> "8926005".equals(call.caller().number()));
        shows(calls, CallFilter.all().did("7001"), call -> "7001".equals(call.did()));
        shows(
                calls,
                CallFilter.all().extension("17"),
                call -> call.rang().get(1).extension().equals("17"));
        shows(
                calls,
                CallFilter.all().pbx("hq").missedOnly(true).queue("queue-3"),
                call -> call.missed() && "queue-3".equals(call.queue()));
        shows(calls, CallFilter.all().pbx("other"), call -> false);
        shows(calls, CallFilter.all().queue("' or true --"), call -> false);
    }

    private void shows(List<Call> calls, CallFilter.Builder filter, Predicate<Call> expected) {
        List<Call> passing = calls.stream().filter(expected).toList();

        assertThat(store.list(filter.build())).isEqualTo(passing);
        assertThat(store.count(filter.build())).isEqualTo(passing.size());
    }

    @Test
    void orderAndLimitHold() {
        List<Call> calls = SampleCalls.calls(0, 20);
        store.write(calls, List.of());

        assertThat(store.list(CallFilter.all().newestFirst(true).limit(3).build()))
                .containsExactly(calls.get(19), calls.get(18), calls.get(17));
        assertThat(store.list(CallFilter.all().limit(2).build())).containsExactly(calls.get(0), calls.get(1));
    }

    @Test
    void readingPageByPageMissesNothingAndRepeatsNothing() {
        // Many start in the same second, so that pages end among equal times.
        List<Call> calls = SampleCalls.calls(0, 1700).stream()
                .map(call -> SampleCalls.startedAt(
                        call, FIRST.plusSeconds(Math.floorMod(call.id().hashCode(), 3))))
                .toList();
        store.write(calls, List.of());

        for (boolean newestFirst : new boolean[] {true, false}) {
            List<Call> read = new ArrayList<>();
            store.forEach(CallFilter.all().newestFirst(newestFirst).build(), read::add);

            assertThat(read).hasSize(1700).containsExactlyInAnyOrderElementsOf(calls);
            assertThat(store.list(CallFilter.all()
                            .newestFirst(newestFirst)
                            .limit(1001)
                            .build()))
                    .isEqualTo(read.subList(0, 1001));
        }
    }

    @Test
    void blindIntervalsAreKeptOnceAndFoundWhereTheyOverlap() {
        BlindInterval early = blind("hq", 0, 10);
        BlindInterval late = blind("hq", 100, 110);
        BlindInterval other = blind("branch", 105, 120);
        store.write(List.of(), List.of(early, late, other));
        store.write(List.of(), List.of(late));

        assertThat(store.blindIntervals(null, FIRST, FIRST.plusSeconds(200))).containsExactly(early, late, other);
        assertThat(store.blindIntervals("hq", FIRST.plusSeconds(5), FIRST.plusSeconds(100)))
                .containsExactly(early);
        assertThat(store.blindIntervals("branch", FIRST, FIRST.plusSeconds(105)))
                .isEmpty();
    }

    @Test
    void oldCallsAreDeletedInSmallPortions() {
        store.write(SampleCalls.calls(0, 100), List.of(blind("hq", 0, 10), blind("hq", 40, 60)));
        Instant moment = FIRST.plusSeconds(50);

        assertThat(store.deleteBefore(moment, 30)).isEqualTo(30);
        assertThat(store.list(CallFilter.all().build())).isEqualTo(SampleCalls.calls(30, 100));
        assertThat(store.deleteBefore(moment, 30)).isEqualTo(20);
        assertThat(store.deleteBefore(moment, 30)).isZero();
        assertThat(store.list(CallFilter.all().build())).isEqualTo(SampleCalls.calls(50, 100));
        assertThat(store.blindIntervals(null, FIRST, FIRST.plusSeconds(99))).containsExactly(blind("hq", 40, 60));
    }

    private static BlindInterval blind(String pbx, int from, int until) {
        return new BlindInterval(
                pbx, FIRST.plusSeconds(from), FIRST.plusSeconds(until), BlindInterval.Reason.CONNECTION_LOST, 3);
    }

    private static Call withCaller(Call call, Caller caller) {
        return new Call(
                call.id(),
                call.direction(),
                caller,
                call.did(),
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                call.missed(),
                call.shortAbandon(),
                call.answer(),
                call.rang(),
                call.transfers(),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }
}
