package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.TalkBegun;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.TaskNews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two agents on one database, of which one hears a talk and the other does not. */
class NeighboursTest {
    private static final String ANNA = "+79260004001";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private StoreConfig database;
    private Instant now = TaskStoreContract.at(10);
    private Site north;
    private Site south;

    /** An agent, as far as it matters here. */
    private final class Site implements AutoCloseable {
        private final LiveTalks talks;
        private final CallStore store;
        private final Neighbours neighbours;
        private final List<Change.Kind> news = new CopyOnWriteArrayList<>();

        Site() {
            Customers customers = new Customers(number -> number.startsWith("+") ? number : null, "101"::equals);
            InstantSource time = () -> now;
            Clock clock = time.withZone(ZoneOffset.UTC);
            talks = new LiveTalks(customers);
            store = CallStore.open(
                    database,
                    new Recovery(customers, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)), talks),
                    Announcer.NOBODY,
                    clock);
            store.onTaskNews(
                    all -> all.stream().map(TaskNews::change).map(Change::kind).forEach(news::add));
            neighbours = new Neighbours(store, talks, clock);
            neighbours.tell();
        }

        void talksToAnnaSince(int minute) {
            talks.talkBegan(new TalkBegun(
                    new CallId("hq", "1795415864.9"),
                    Direction.OUTBOUND,
                    new Caller("101", null, null),
                    ANNA,
                    TaskStoreContract.at(minute)));
        }

        void record(Call call) {
            talks.callEnded(call);
            store.write(List.of(call), List.of());
        }

        @Override
        public void close() {
            neighbours.close();
            store.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        database = POSTGRES.newDatabase();
        north = new Site();
        south = new Site();
    }

    @AfterEach
    void close() {
        north.close();
        south.close();
    }

    @Test
    void whoIsTalkedToInTheSouthIsNotMissedInTheNorth() {
        south.talksToAnnaSince(5);
        south.neighbours.tell();
        north.record(TaskStoreContract.missed(1, ANNA, 8));
        south.record(TaskStoreContract.callback(9, ANNA, 5, 9));

        assertThat(north.store.tasks().of(ANNA)).isEmpty();
        assertThat(north.news).isEmpty();
        assertThat(south.news).isEmpty();
    }

    @Test
    void noDeadlinePassesInTheNorthForWhomeverIsTalkedToInTheSouth() {
        north.record(TaskStoreContract.missed(1, ANNA, 0));
        south.talksToAnnaSince(55);
        south.neighbours.tell();
        now = TaskStoreContract.at(62);
        assertThat(north.store.tasks().passTime(now, 10)).isEmpty();
        south.record(TaskStoreContract.callback(9, ANNA, 55, 63));

        assertThat(north.news).containsExactly(Change.Kind.OPENED);
        assertThat(south.news).containsExactly(Change.Kind.RECOVERED_BY_CALLBACK);
    }

    @Test
    void aCallThatWasMissedAfterTheTalkOpensACallBackWhenTheTalkIsOnRecord() {
        south.talksToAnnaSince(5);
        south.neighbours.tell();
        // The talk is over, and the north does not know that yet.
        north.record(TaskStoreContract.missed(1, ANNA, 8));
        assertThat(north.store.tasks().of(ANNA)).isEmpty();
        south.record(TaskStoreContract.callback(9, ANNA, 5, 7));

        assertThat(south.news).containsExactly(Change.Kind.OPENED);
        assertThat(north.store.tasks().open(10)).hasSize(1);
    }

    @Test
    void aTalkWhoseAgentIsGoneKeepsNothingFromBeingOpenedOnce() throws Exception {
        south.talksToAnnaSince(5);
        south.neighbours.tell();
        north.record(TaskStoreContract.missed(1, ANNA, 8));
        Site west = new Site();
        try (west) {
            Database tables = Database.of(database, Clock.systemUTC());
            Jdbi.create(tables::connection)
                    .useHandle(
                            handle -> handle.execute(
                                    "update agent set seen_at = seen_at - interval '2 minutes' where id in (select agent_id from live_talk)"));
            tables.close();
            north.neighbours.tell();
            west.neighbours.tell();

            assertThat(north.news).containsExactly(Change.Kind.OPENED);
            assertThat(west.news).isEmpty();
        }
    }

    @Test
    void aTalkIsForgottenSomeMinutesAfterItsEnd() throws Exception {
        south.talksToAnnaSince(5);
        south.neighbours.tell();
        assertThat(talksTold()).isEqualTo(1);
        south.record(TaskStoreContract.callback(9, ANNA, 5, 9));
        now = TaskStoreContract.at(20);
        south.neighbours.tell();
        assertThat(talksTold()).isZero();
    }

    @Test
    void aPbxThatIsNotWatchedAnyMoreLeavesItsNameToOthers() {
        south.neighbours.hears("hq", "one", TaskStoreContract.at(0));
        south.neighbours.tell();
        south.neighbours.forget("hq");
        south.neighbours.tell();
        north.neighbours.hears("hq", "another", TaskStoreContract.at(5));
        for (int signs = 0; signs < 5; signs++) {
            north.neighbours.tell();
        }
        assertThat(north.neighbours.refusal("hq")).isEmpty();

        south.neighbours.hears("hq", "one", TaskStoreContract.at(0));
        for (int signs = 0; signs < 5; signs++) {
            south.neighbours.tell();
        }
        assertThat(south.neighbours.refusal("hq")).isPresent();
        south.neighbours.forget("hq");
        assertThat(south.neighbours.refusal("hq")).isEmpty();
    }

    private int talksTold() {
        Database tables = Database.of(database, Clock.systemUTC());
        try {
            return Jdbi.create(tables::connection)
                    .withHandle(handle -> handle.createQuery("select count(*) from live_talk")
                            .mapTo(Integer.class)
                            .one());
        } finally {
            tables.close();
        }
    }
}
