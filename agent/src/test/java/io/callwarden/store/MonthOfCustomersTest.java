package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of made-up calls whose truth the simulator wrote: every task of the ledger is right, and is the same however the records come in.
 * {@code -Dcallwarden.month.calls} and {@code -Dcallwarden.month.seed} make it another one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonthOfCustomersTest {
    private static final int CALLS = Integer.getInteger("callwarden.month.calls", 4_000);
    private static final long SEED = Long.getLong("callwarden.month.seed", 1);

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    private static Path data;

    private MonthOfCustomers month;
    private Map<String, List<Entry>> lived;

    /** Played once; all that follows starts from its records. */
    private synchronized MonthOfCustomers month() throws IOException {
        if (month == null) {
            MonthOfCustomers played = new MonthOfCustomers(SEED, CALLS);
            try (CallStore store = open(StoreConfig.in(data.resolve("month")), played)) {
                played.play(store, true);
                lived = played.tasks(store);
            }
            month = played;
        }
        return month;
    }

    private static CallStore open(StoreConfig config, MonthOfCustomers month) {
        return CallStore.open(config, MonthOfCustomers.RECOVERY, Announcer.NOBODY, month.clock());
    }

    @Test
    void everyTaskEndsAsTheCustomerTrulyFared() throws IOException {
        MonthOfCustomers played = month();
        assertThat(played.wrongCalls()).isEmpty();
        assertThat(played.wrongTasks(lived)).isEmpty();
        assertThat(played.tasks()).isGreaterThan(CALLS / 40);
        assertThat(lived.values().stream().flatMap(List::stream).flatMap(entry -> entry.changes().stream()))
                .extracting(Change::kind)
                .contains(
                        Change.Kind.OVERDUE,
                        Change.Kind.EXPIRED,
                        Change.Kind.MISSED_AGAIN,
                        Change.Kind.ATTEMPTED,
                        Change.Kind.RECOVERED_BY_CALLBACK,
                        Change.Kind.RECOVERED_BY_CALLER);
    }

    @Test
    void theLedgerMadeAnewFromTheRecordsIsTheSame() throws Exception {
        MonthOfCustomers played = month();
        StoreConfig config = StoreConfig.in(data.resolve("month"));
        try (CallStore store = open(config, played)) {
            assertThat(store.tasks().rebuild(played.now())).isZero();
            assertThat(MonthOfCustomers.differences(lived, played.tasks(store))).isEmpty();

            Database database = Database.of(config, java.time.Clock.systemUTC());
            Jdbi.create(database::connection).useHandle(handle -> {
                for (String table : List.of("recovery_task", "recovery_change", "recovery_customer")) {
                    handle.execute("delete from " + table);
                }
            });
            assertThat(played.tasks(store)).isEmpty();
            assertThat(store.tasks().rebuild(played.now())).isEqualTo(played.customers());
            assertThat(MonthOfCustomers.differences(lived, played.tasks(store))).isEmpty();
            database.close();
        }
    }

    @Test
    void recordsThatComeInAnyOrderAndTwiceMakeTheSameLedger() throws IOException {
        MonthOfCustomers played = month();
        List<Call> twice = new ArrayList<>(played.calls());
        twice.addAll(played.calls());
        Collections.shuffle(twice, new Random(SEED));
        try (CallStore store = open(StoreConfig.in(data.resolve("shuffled")), played)) {
            write(store, twice);
            played.passTime(store);
            assertThat(MonthOfCustomers.differences(lived, played.tasks(store))).isEmpty();
            assertThat(store.tasks().rebuild(played.now())).isZero();
        }
    }

    @Test
    void twoAgentsThatWriteHalfOfTheRecordsEachMakeTheSameLedger() throws Exception {
        MonthOfCustomers played = month();
        StoreConfig config = POSTGRES.newDatabase();
        List<Call> odd = new ArrayList<>();
        List<Call> even = new ArrayList<>();
        played.calls().forEach(call -> (odd.size() > even.size() ? even : odd).add(call));
        try (CallStore one = open(config, played);
                CallStore other = open(config, played)) {
            one.prepare();
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> write(one, odd));
            write(other, even);
            first.join();
            played.passTime(one);
            assertThat(MonthOfCustomers.differences(lived, played.tasks(one))).isEmpty();
            assertThat(other.tasks().rebuild(played.now())).isZero();
        }
    }

    private static void write(CallStore store, List<Call> calls) {
        for (int from = 0; from < calls.size(); from += CallRecorder.BATCH) {
            store.write(calls.subList(from, Math.min(calls.size(), from + CallRecorder.BATCH)), List.of());
        }
    }
}
