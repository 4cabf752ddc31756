package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of each month in a partition of their own, on a real PostgreSQL. */
class PostgresMonthsTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final Instant NOW = Instant.now();
    private static final CallMonth THIS_MONTH = CallMonth.of(NOW);

    private StoreConfig config;

    @BeforeEach
    void newDatabase() throws Exception {
        config = POSTGRES.newDatabase();
    }

    private CallStore openAt(Instant time) {
        return new JdbcCallStore(
                Database.of(config, Clock.systemUTC()),
                config.dataDir(),
                null,
                Announcer.NOBODY,
                () -> OutboxConfig.DEFAULT,
                Clock.fixed(time, ZoneOffset.UTC));
    }

    private CallStore followMissedCallsAt(Instant time) {
        return CallStore.open(
                config,
                new Recovery(
                        new Customers(number -> "+7" + number, number -> false),
                        new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7))),
                Announcer.NOBODY,
                Clock.fixed(time, ZoneOffset.UTC));
    }

    /** So many calls of a month, an hour apart, with the ids of those that begin at {@code first}. */
    private static List<Call> calls(CallMonth month, int first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> call(first + i, month.begin().plus(Duration.ofHours(i % 600))))
                .toList();
    }

    private static Call call(int number, Instant start) {
        return SampleCalls.startedAt(SampleCalls.call(number, start.getEpochSecond()), start);
    }

    @Test
    void thisMonthAndTheNextTwoHavePartitionsFromTheStart() throws Exception {
        try (CallStore store = openAt(NOW)) {
            store.prepare();
            for (MonthTable table : MonthTable.values()) {
                assertThat(partitions(table.table()))
                        .containsExactly(
                                table.partition(THIS_MONTH),
                                table.partition(THIS_MONTH.plus(1)),
                                table.partition(THIS_MONTH.plus(2)),
                                table.rest());
            }

            store.write(calls(THIS_MONTH, 0, 100), List.of());
            for (MonthTable table : MonthTable.values()) {
                assertThat(count(table.rest())).isZero();
            }
            assertThat(count("ring")).isEqualTo(200).isEqualTo(count(MonthTable.RING.partition(THIS_MONTH)));
        }
    }

    @Test
    void agentsThatStartAtOnceOnAnEmptyDatabaseAllFindItReady() throws Exception {
        List<CallStore> agents = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                agents.add(openAt(NOW));
            }
            atOnce(agents, agent -> agent.write(calls(THIS_MONTH, 0, 50), List.of()));

            assertThat(count("call")).isEqualTo(50);
            assertThat(partitions("call")).hasSize(4);
        } finally {
            agents.forEach(CallStore::close);
        }
    }

    @Test
    void agentsThatMakePartitionsAtOnceMakeEachOnce() throws Exception {
        List<CallStore> agents = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                agents.add(openAt(THIS_MONTH.plus(6).begin()));
                agents.get(i).prepare();
            }
            atOnce(agents, CallStore::makeMonths);

            for (MonthTable table : MonthTable.values()) {
                assertThat(partitions(table.table())).hasSize(7);
            }
        } finally {
            agents.forEach(CallStore::close);
        }
    }

    @Test
    void anIdIsWrittenOnceThoughAgentsDifferByAMonthAboutWhenItBegan() throws Exception {
        try (CallStore one = openAt(NOW);
                CallStore other = openAt(NOW)) {
            one.prepare();
            List<Call> calls = calls(THIS_MONTH, 0, 500);
            List<Call> later = calls.stream()
                    .map(call ->
                            SampleCalls.startedAt(call, call.times().startedAt().plus(Duration.ofDays(31))))
                    .toList();
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> first = CompletableFuture.runAsync(
                    () -> calls.forEach(call -> written.addAndGet(one.write(List.of(call), List.of()))));
            later.forEach(call -> written.addAndGet(other.write(List.of(call), List.of())));
            first.join();

            assertThat(written).hasValue(500);
            assertThat(count("call")).isEqualTo(500);
            assertThat(count("ring")).isEqualTo(1000);
            for (Call call : calls) {
                assertThat(one.find(call.id().toString())).isPresent();
            }
        }
    }

    @Test
    void callsInTheDefaultPartitionMoveWhenTheirMonthComes() throws Exception {
        CallMonth then = THIS_MONTH.plus(30);
        List<Call> far = calls(then, 0, 1_200);
        List<Call> farther = calls(then.plus(20), 5_000, 10);
        List<Call> past = calls(THIS_MONTH.plus(-3), 10_000, 1_200);
        try (CallStore store = openAt(then.begin())) {
            for (List<Call> some : List.of(far, farther, past)) {
                store.write(some, List.of());
            }
            assertThat(count("call_default")).isEqualTo(2_410);
            List<Call> before = store.list(CallFilter.all().build());

            store.makeMonths();

            assertThat(store.list(CallFilter.all().build())).isEqualTo(before);
            assertThat(count("call_default")).isEqualTo(10);
            assertThat(count("ring_default")).isEqualTo(20);
            assertThat(count(MonthTable.QUEUE_VISIT.partition(then))).isEqualTo(1_200);
            assertThat(count(MonthTable.CALL_ID.partition(THIS_MONTH.plus(-3)))).isEqualTo(1_200);
            assertThat(store.write(far, List.of())).as("each is known still").isZero();
        }
    }

    @Test
    void schemaOfBeforeIsBroughtUpToDateWithoutLosingARow() throws Exception {
        List<Call> calls = new ArrayList<>();
        for (int i = -20; i <= 0; i++) {
            calls.addAll(calls(THIS_MONTH.plus(i), 1_000 * (i + 20), 60));
        }
        calls.addAll(calls(THIS_MONTH.plus(140), 90_000, 3));
        writeAsBefore(calls);

        try (CallStore store = openAt(NOW)) {
            assertThat(store.list(CallFilter.all().build())).isEqualTo(calls);
            assertThat(store.write(calls, List.of())).as("each is known").isZero();
            assertThat(store.find(calls.get(7).id().toString())).contains(calls.get(7));
            assertThat(count("call_default")).isEqualTo(3);
            assertThat(count("call_id")).isEqualTo(calls.size());

            List<Call> more = calls(THIS_MONTH, 200_000, 50);
            assertThat(store.write(more, List.of())).isEqualTo(50);
            assertThat(count("ring_default")).as("those of the far calls").isEqualTo(6);
            assertThat(store.find(more.get(7).id().toString())).contains(more.get(7));

            // All in one partition, so it goes with its last month.
            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(-2).begin())).isZero();
            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(1).begin())).isEqualTo(calls.size() - 3 + 50);
            assertThat(store.list(CallFilter.all().build())).hasSize(3);
            assertThat(count("ring")).isEqualTo(6);
            assertThat(count("call_id")).isEqualTo(3);
        }
    }

    /** As an agent without months does: its numbers begin with no month. */
    private void writeAsBefore(List<Call> calls) throws SQLException {
        Flyway.configure()
                .dataSource(config.jdbcUrl(), config.user(), "")
                .locations("classpath:db/migration")
                .target("2")
                .load()
                .migrate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            new CallInsert(call -> null, false).write(connection, calls);
            statement.execute("update call set call_no = call_no & ((1::bigint << 36) - 1)");
            for (String table : CallParts.TABLES) {
                statement.execute(
                        "update " + table
                                + " set call_no = call_no & ((1::bigint << 36) - 1), part_no = part_no & ((1::bigint << 52) - 1)");
            }
        }
    }

    @Test
    void monthsThatAreTooOldAreDroppedWithAllThatBelongsToThem() throws Exception {
        try (CallStore store = openAt(THIS_MONTH.plus(6).begin())) {
            store.makeMonths();
            List<Call> kept = calls(THIS_MONTH.plus(2), 5_000, 30);
            store.write(calls(THIS_MONTH, 0, 100), List.of());
            store.write(calls(THIS_MONTH.plus(1), 1_000, 100), List.of());
            store.write(kept, List.of());

            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(2).begin().minusSeconds(1)))
                    .as("the month after is not over")
                    .isEqualTo(100);
            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(2).begin())).isEqualTo(100);
            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(2).begin())).isZero();

            assertThat(store.list(CallFilter.all().build())).isEqualTo(kept);
            assertThat(count("ring")).isEqualTo(60);
            assertThat(count("queue_visit")).isEqualTo(30);
            assertThat(count("call_id")).isEqualTo(30);
            assertThat(partitions("call")).doesNotContain("call_" + THIS_MONTH.name());
            assertThat(partitions("call_id")).doesNotContain("call_id_" + THIS_MONTH.name());
        }
    }

    @Test
    void monthIsKeptAsLongAsACallBackIsToldFromItsCalls() throws Exception {
        Instant late = THIS_MONTH.plus(1).begin().minus(Duration.ofHours(3));
        // The third of all are missed.
        Call missed = call(3, late);
        try (CallStore store = followMissedCallsAt(late.plusSeconds(60))) {
            store.write(calls(THIS_MONTH, 1_000, 20), List.of());
            store.write(List.of(missed), List.of());
            assertThat(store.tasks().open(100)).isNotEmpty();

            Instant moment = THIS_MONTH.plus(2).begin();
            assertThat(store.dropMonthsBefore(moment)).isZero();
            assertThat(store.find(missed.id().toString())).isPresent();

            store.tasks().passTime(moment.minus(Duration.ofDays(2)), 1_000);
            assertThat(store.tasks().open(100)).isEmpty();
            assertThat(store.dropMonthsBefore(late.plus(Duration.ofDays(6))))
                    .as("the call-back ended after seven days")
                    .isZero();
            assertThat(store.dropMonthsBefore(moment)).isEqualTo(21);
            assertThat(count("recovery_task")).isZero();
        }
    }

    @Test
    void idsStayAsLongAsACallThatBeganInTheMonthAfter() throws Exception {
        Instant end = THIS_MONTH.plus(1).begin();
        Call call =
                SampleCalls.startedAt(SampleCalls.call(1, end.minusSeconds(5).getEpochSecond()), end.plusSeconds(5));
        try (CallStore store = openAt(THIS_MONTH.plus(3).begin())) {
            store.write(List.of(call), List.of());

            store.dropMonthsBefore(end);

            assertThat(store.find(call.id().toString())).contains(call);
            assertThat(store.write(List.of(call), List.of())).isZero();
        }
    }

    @Test
    void monthsAreMadeAndDroppedWhileAnotherAgentWrites() throws Exception {
        try (CallStore looking = openAt(THIS_MONTH.plus(8).begin());
                CallStore writing = openAt(NOW)) {
            looking.makeMonths();
            writing.write(calls(THIS_MONTH, 0, 500), List.of());
            AtomicBoolean done = new AtomicBoolean();
            List<Call> written = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger slowest = new AtomicInteger();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; !done.get() || i < 50; i++) {
                    List<Call> some = calls(THIS_MONTH.plus(1), 1_000 + 100 * i, 100);
                    long start = System.nanoTime();
                    writing.write(some, List.of());
                    slowest.accumulateAndGet((int) ((System.nanoTime() - start) / 1_000_000), Math::max);
                    written.addAll(some);
                }
            });
            looking.dropMonthsBefore(THIS_MONTH.plus(1).begin());
            looking.makeMonths();
            done.set(true);
            writer.join();

            assertThat(writing.count(CallFilter.all().build())).isEqualTo(written.size());
            assertThat(count("ring")).isEqualTo(2 * written.size());
            assertThat(slowest).hasValueLessThan(5_000);
        }
    }

    @Test
    void whoReadsForLongIsNotDisturbedAndOthersDoNotWaitBehindTheDrop() throws Exception {
        try (CallStore store = openAt(THIS_MONTH.plus(3).begin());
                CallStore writing = openAt(NOW);
                Connection dump = connect();
                Statement reading = dump.createStatement()) {
            store.write(calls(THIS_MONTH, 0, 100), List.of());
            dump.setAutoCommit(false);
            try (ResultSet rows = reading.executeQuery("select count(*) from call")) {
                assertThat(rows.next()).isTrue();
            }
            CompletableFuture<Throwable> drop = CompletableFuture.supplyAsync(
                            () -> store.dropMonthsBefore(THIS_MONTH.plus(1).begin()))
                    .handle((dropped, failure) -> failure);
            long start = System.nanoTime();
            for (int i = 0; !drop.isDone() || i < 20; i++) {
                writing.write(calls(THIS_MONTH.plus(2), 50_000 + 10 * i, 10), List.of());
            }
            assertThat(drop.join()).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("lock timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

            dump.rollback();
            assertThat(store.dropMonthsBefore(THIS_MONTH.plus(1).begin())).isEqualTo(100);
        }
    }

    @Test
    void whatNamesTimesLooksOnlyIntoTheirMonths() throws Exception {
        try (CallStore store = openAt(THIS_MONTH.plus(8).begin())) {
            store.makeMonths();
            for (int i = 0; i < 3; i++) {
                store.write(calls(THIS_MONTH.plus(i), 1_000 * i, 600), List.of());
            }
        }
        String from = MonthTable.CALL.begin(THIS_MONTH.plus(1));
        String until = MonthTable.CALL.begin(THIS_MONTH.plus(2));
        assertThat(plan("select * from call c where started_at >= " + from + " and started_at < " + until
                        + " order by started_at desc, call_no desc limit 500"))
                .contains(MonthTable.CALL.partition(THIS_MONTH.plus(1)))
                .doesNotContain(MonthTable.CALL.partition(THIS_MONTH))
                .doesNotContain("call_default")
                .doesNotContain("Sort Key");
        assertThat(plan("select c.* from unnest(array['+78926001']) as e(customer)"
                        + " join call c on c.customer = cast(e.customer as varchar(64)) where c.started_at >= "
                        + until))
                .contains(MonthTable.CALL.partition(THIS_MONTH.plus(2)))
                .doesNotContain(MonthTable.CALL.partition(THIS_MONTH.plus(1)));
        String one = Long.toString(first("select max(call_no) from call_" + THIS_MONTH.name()));
        assertThat(plan("select p.* from unnest(array[" + one + "]::bigint[]) as c(call_no) join ring p on "
                        + PartNumbers.of("p", "cast(c.call_no as bigint)") + " order by p.part_no"))
                .contains("never executed")
                .containsPattern(MonthTable.RING.partition(THIS_MONTH) + "[^\\n]*actual");
        assertThat(plan("select p.* from ring p where " + PartNumbers.of("p", one)))
                .contains(MonthTable.RING.partition(THIS_MONTH))
                .doesNotContain("ring_default");
    }

    private static void atOnce(List<CallStore> agents, java.util.function.Consumer<CallStore> work) {
        CompletableFuture.allOf(agents.stream()
                        .map(agent -> CompletableFuture.runAsync(() -> work.accept(agent)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(), config.user(), "");
    }

    private List<String> partitions(String table) throws SQLException {
        return texts("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = '"
                + table + "'::regclass order by 1");
    }

    private String plan(String query) throws SQLException {
        return String.join("\n", texts("explain (analyze, costs off, timing off) " + query));
    }

    private long count(String table) throws SQLException {
        return first("select count(*) from " + table);
    }

    private long first(String query) throws SQLException {
        return Long.parseLong(texts(query).get(0));
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Stream.Builder<String> texts = Stream.builder();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts.build().toList();
        }
    }
}
