package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.config.Settings;
import io.callwarden.notify.Announcements;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.Outbox.Waiting;
import io.callwarden.notify.Subscription;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must take, however long it is: what comes from outside never keeps calls from being recorded and told. */
abstract class LongTextContract {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final String RECEIVER = "webhook:" + "r".repeat(56);
    private static final int PHONES = 12_000;
    private static final Customers CUSTOMERS = new Customers(number -> null, number -> false);

    private CallStore store;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        Settings settings = Settings.of(
                null, Map.of(), Map.of("notify.webhooks.all.events", "call_ended,callback_opened,callback_lost"));
        Subscription everything = Subscription.from(settings, "notify.webhooks.all", RECEIVER);
        store = CallStore.open(
                newDatabase(),
                new Recovery(CUSTOMERS, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7))),
                new Announcements(List.of(everything), CUSTOMERS, null),
                Clock.fixed(NINE, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void callerIdsThatNobodyCanHaveAreKeptAndFollowedByNobody() {
        Call call = call("c".repeat(200), "1", 0);
        assertThat(store.write(List.of(call, call("d".repeat(40), "2", 0)), List.of()))
                .isEqualTo(2);
        assertThat(store.find("hq-1")).contains(call);
        assertThat(store.tasks().open(10)).extracting(task -> task.customer()).containsExactly("d".repeat(40));
    }

    @Test
    void numbersQueuesNamesAndReasonsMayBeAsLongAsTheyAre() {
        String uniqueid = "9".repeat(300);
        Call call = call("anna.b", uniqueid, 3);
        assertThat(store.write(List.of(call), List.of())).isEqualTo(1);

        assertThat(store.tasks().of("anna.b")).singleElement().satisfies(entry -> {
            assertThat(entry.task().did()).isEqualTo(call.did());
            assertThat(entry.task().queue()).isEqualTo(call.queue());
        });
        String reason = "r\u00e9ason ".repeat(625);
        store.tasks().dismiss("anna.b", new Fact.Dismissal(NINE, "o".repeat(5_000), reason));
        assertThat(store.tasks().of("anna.b").get(0).task().closing().reason()).isEqualTo(reason);
        List<Waiting> told = store.outbox().list(RECEIVER, State.WAITING, 10);
        assertThat(told)
                .extracting(waiting -> waiting.notice().event().label())
                .containsExactly("call_ended", "callback_opened", "callback_lost");
        store.outbox().giveUp(List.of(told.get(0).id()), NINE, "p".repeat(5_000));
        assertThat(store.outbox().list(RECEIVER, State.DEAD, 10).get(0).problem())
                .hasSize(500);
    }

    @Test
    void aCallForWhichPhonesRangAllDayIsRecordedWholeAndToldInBrief() {
        assertThat(store.write(List.of(call("anna.b", "1", PHONES)), List.of())).isEqualTo(1);

        assertThat(store.find("hq-1").orElseThrow().rang()).hasSize(PHONES);
        assertThat(store.outbox().list(RECEIVER, State.WAITING, 10))
                .extracting(waiting -> waiting.notice().body().split("no_answer").length - 1)
                .containsExactly(1_000, 1_000);
    }

    @Test
    void numbersAreInNoMessageOfTheDatabase() {
        assertThatThrownBy(() -> ((JdbcCallStore) store)
                        .database()
                        .jdbi()
                        .useHandle(
                                handle -> handle.createUpdate("delete from recovery_customer where nobody = :customer")
                                        .bind("customer", "+79260004001")
                                        .execute()))
                .isInstanceOf(JdbiException.class)
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).containsIgnoringCase("nobody").doesNotContain("+79260004001");
                });
    }

    private static Call call(String caller, String uniqueid, int rings) {
        return new Call(
                new CallId("hq", uniqueid),
                Direction.INBOUND,
                new Caller(caller, "n".repeat(5_000), null),
                "7".repeat(5_000),
                "t".repeat(5_000),
                List.of(new QueueVisit("q".repeat(5_000), NINE, Duration.ofSeconds(20), QueueExit.ABANDONED)),
                Outcome.ABANDONED,
                Stage.QUEUE,
                true,
                false,
                null,
                Collections.nCopies(
                        rings, new Ring("e".repeat(100), NINE, Duration.ofSeconds(5), RingResult.NO_ANSWER)),
                List.of(),
                new CallTimes(
                        NINE, NINE, NINE, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                EndedBy.CALLER,
                16);
    }
}
