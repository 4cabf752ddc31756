package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import io.callwarden.config.Settings;
import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.CourierStats;
import io.callwarden.notify.Notifications;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.notify.Receiver;
import io.callwarden.notify.Subscription;
import io.callwarden.notify.TestCarrier;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From calls that are written to receivers that take, refuse, hang and come back. */
abstract class DeliveryContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CRM = "webhook:crm";
    private static final String PAGER = "webhook:pager";
    private static final Customers CUSTOMERS =
            new Customers(number -> number.startsWith("+") ? number : null, number -> false);

    private final AtomicInteger calls = new AtomicInteger();
    private StoreConfig config;
    private CallStore store;
    private Notifications notifications;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = newDatabase();
    }

    @AfterEach
    void close() {
        stop();
    }

    @Test
    void aMissedCallLeavesAtOnceWithItsTaskBehindIt() {
        TestCarrier crm = new TestCarrier(CRM, 2);
        start(crm);
        write(missed("+79260004001"));
        await().atMost(SOON)
                .until(() -> crm.takenKeys()
                        .equals(List.of("call_missed:hq-1795415864.1", "callback_opened:hq-1795415864.1")));
        await().atMost(SOON).until(() -> stats(CRM).delivered() == 2);
        assertThat(store.outbox().list(null, State.WAITING, 10)).isEmpty();
    }

    @Test
    void whatTheReceiverRefusesForAWhileArrivesLaterInOrderAndNothingIsLost() {
        TestCarrier crm = new TestCarrier(CRM, 4);
        Random chance = new Random(7);
        crm.behaviour = notice -> {
            synchronized (chance) {
                return chance.nextInt(5) == 0 ? new Result.Later("HTTP 503", null) : TestCarrier.OK;
            }
        };
        start(crm);
        for (int i = 0; i < 6; i++) {
            write(missed("+79260004001"), missed("+79260004002"), missed("+79260004003"));
        }

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(store.outbox().list(CRM, State.WAITING, 50)).isEmpty());
        assertThat(new HashSet<>(crm.takenKeys())).hasSize(36);
        for (int customer = 1; customer <= 3; customer++) {
            String subject = "+7926000400" + customer;
            assertThat(crm.taken.stream().filter(each -> each.notice().subject().equals(subject)))
                    .extracting(Outbox.Waiting::id)
                    .isSorted();
        }
    }

    @Test
    void aReceiverThatHangsKeepsNobodyElseWaitingAndTheAgentStopsAllTheSame() {
        TestCarrier crm = new TestCarrier(CRM, 1);
        crm.behaviour = notice -> crm.hang();
        TestCarrier pager = new TestCarrier(PAGER, 1);
        start(crm, pager);
        write(missed("+79260004001"));
        await().atMost(SOON).until(() -> pager.taken.size() == 2 && crm.tried.size() == 1);

        long before = System.nanoTime();
        stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));

        TestCarrier again = new TestCarrier(CRM, 1);
        start(again);
        await().atMost(SOON).until(() -> again.taken.size() == 2);
        assertThat(again.tried).allSatisfy(each -> assertThat(each.attempts()).isZero());
    }

    @Test
    void whatTheReceiverWillNeverTakeIsGivenUpAndCanBeSentAgain() {
        TestCarrier crm = new TestCarrier(CRM, 1);
        crm.behaviour = notice -> new Result.Never("HTTP 410");
        start(crm);
        write(missed("+79260004001"));
        await().atMost(SOON)
                .until(() -> store.outbox().list(CRM, State.DEAD, 10).size() == 2);
        await().atMost(SOON).until(() -> stats(CRM).givenUp() == 2);
        assertThat(store.outbox().list(CRM, State.DEAD, 10).get(0).problem()).isEqualTo("HTTP 410");

        crm.behaviour = notice -> TestCarrier.OK;
        assertThat(store.outbox().sendAgain(CRM, null, Instant.now())).isEqualTo(2);
        await().atMost(SOON).until(() -> crm.taken.size() == 2);
    }

    @Test
    void theReceiverIsLeftAloneAsLongAsItWishes() {
        TestCarrier crm = new TestCarrier(CRM, 1);
        crm.behaviour = notice -> new Result.Later("HTTP 429", Duration.ofDays(30));
        start(crm);
        write(missed("+79260004001"));
        await().atMost(SOON).until(() -> stats(CRM).postponed() == 1);
        write(missed("+79260004002"));
        assertThat(store.outbox().list(CRM, State.WAITING, 10))
                .filteredOn(each -> each.attempts() == 1)
                .singleElement()
                .satisfies(each -> assertThat(each.nextAt())
                        .isBetween(
                                Instant.now().plus(Duration.ofHours(23)),
                                Instant.now().plus(Duration.ofHours(25))));
        assertThat(crm.tried).hasSize(1);
    }

    final void start(TestCarrier... carriers) {
        notifications =
                new Notifications(receivers(carriers), CUSTOMERS, null, OutboxConfig.DEFAULT, Clock.systemUTC());
        store = openStore(config, notifications);
        notifications.start(store.outbox());
    }

    static CallStore openStore(StoreConfig config, Notifications notifications) {
        Recovery recovery = new Recovery(CUSTOMERS, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));
        return CallStore.open(config, recovery, notifications.announcer(), Clock.systemUTC());
    }

    static List<Receiver> receivers(TestCarrier... carriers) {
        Map<String, String> flags = new HashMap<>();
        Settings settings = Settings.of(null, Map.of(), flags);
        return Arrays.stream(carriers)
                .map(carrier ->
                        new Receiver(Subscription.from(settings, "notify.webhooks.x", carrier.receiver()), carrier))
                .toList();
    }

    final void stop() {
        if (store != null) {
            notifications.close();
            store.close();
            store = null;
        }
    }

    final CourierStats stats(String receiver) {
        return notifications.stats().stream()
                .filter(each -> each.receiver().equals(receiver))
                .findFirst()
                .orElseThrow();
    }

    final CallStore store() {
        return store;
    }

    final StoreConfig config() {
        return config;
    }

    final void write(Call... some) {
        store.write(List.of(some), List.of());
    }

    /** Just over. */
    final Call missed(String customer) {
        Instant end = Instant.now();
        Instant start = end.minusSeconds(20);
        Duration waited = Duration.ofSeconds(20);
        return new Call(
                new CallId("hq", "1795415864." + calls.incrementAndGet()),
                Direction.INBOUND,
                new Caller(customer, null, customer),
                "7001",
                "trunk-a",
                List.of(),
                Outcome.ABANDONED,
                Stage.RING,
                true,
                false,
                null,
                List.of(),
                List.of(),
                new CallTimes(start, start, end, waited, waited, Duration.ZERO, Duration.ZERO, waited),
                EndedBy.CALLER,
                16);
    }
}
