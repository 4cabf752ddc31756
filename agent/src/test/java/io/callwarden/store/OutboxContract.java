package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.Outbox.Depth;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.Outbox.Waiting;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with notices. */
abstract class OutboxContract {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock AT_NINE = Clock.fixed(NINE, ZoneOffset.UTC);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CRM = "webhook:crm";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String LIST = "mail:shift";
    private static final String PAGER = "webhook:pager";
    private static final Recovery RECOVERY = new Recovery(
            new Customers(number -> null, number -> true),
            new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    private final AtomicInteger calls = new AtomicInteger();
    private List<Notice> next = List.of();
    private CallStore store;
    private Outbox outbox;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        open(newDatabase(), OutboxConfig.DEFAULT);
    }

    private void open(StoreConfig config, OutboxConfig outboxConfig) {
        Announcer announcer = (written, news) -> next;
        store = CallStore.open(config, RECOVERY, announcer, outboxConfig, AT_NINE);
        outbox = store.outbox();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNoticeLiesInTheBoxAsSoonAsItsCallIsWrittenAndSaysSo() {
        AtomicInteger rung = new AtomicInteger();
        outbox.onNew(rung::incrementAndGet);
        put(notice(CRM, "anna", "1"));

        assertThat(rung).hasValue(1);
        Waiting waiting = outbox.take(CRM, NINE, MINUTE, 10).get(0);
        assertThat(waiting.notice()).isEqualTo(notice(CRM, "anna", "1"));
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.attempts()).isZero();
        assertThat(outbox.take(PAGER, NINE, MINUTE, 10)).isEmpty();
    }

    @Test
    void theSameFactIsPutOnceForEachReceiver() {
        put(notice(CRM, "anna", "1"), notice(CRM, "anna", "1"), notice(PAGER, "anna", "1"));
        put(notice(CRM, "anna", "1"));
        deliver(CRM);
        put(notice(CRM, "anna", "1"));
        assertThat(outbox.take(CRM, NINE, MINUTE, 10)).isEmpty();
        assertThat(outbox.take(PAGER, NINE, MINUTE, 10)).hasSize(1);
    }

    @Test
    void ofOneSubjectOnlyTheOldestIsTakenUntilItIsDealtWith() {
        put(notice(CRM, "anna", "1"), notice(CRM, "anna", "2"), notice(CRM, "bert", "3"), notice(CRM, "anna", "4"));

        List<Waiting> first = outbox.take(CRM, NINE, MINUTE, 10);
        assertThat(keys(first)).containsExactly("1", "3");
        assertThat(outbox.take(CRM, NINE, MINUTE, 10)).isEmpty();

        outbox.delivered(List.of(first.get(0).id()), NINE);
        List<Waiting> second = outbox.take(CRM, NINE, MINUTE, 10);
        assertThat(keys(second)).containsExactly("2");

        outbox.giveUp(List.of(second.get(0).id()), NINE, "gone");
        assertThat(keys(outbox.take(CRM, NINE, MINUTE, 10))).containsExactly("4");
    }

    @Test
    void whatIsPostponedComesBackInTimeAndHoldsBackItsSubjectOnly() {
        put(notice(CRM, "anna", "1"), notice(CRM, "anna", "2"), notice(CRM, "bert", "3"), notice(CRM, "anna", "4"));
        List<Waiting> taken = outbox.take(CRM, NINE, MINUTE, 1);
        outbox.postpone(ids(taken), NINE.plusSeconds(30), "HTTP 503");

        assertThat(keys(outbox.take(CRM, NINE.plusSeconds(29), MINUTE, 10))).containsExactly("3");
        assertThat(outbox.nextDue(CRM)).contains(NINE.plusSeconds(30));
        Waiting again = outbox.take(CRM, NINE.plusSeconds(30), MINUTE, 10).get(0);
        assertThat(again.notice().key()).isEqualTo("1");
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.problem()).isEqualTo("HTTP 503");
    }

    @Test
    void whatSomebodyTookAndNeverAnsweredForComesBackAfterItsTime() {
        put(notice(CRM, "anna", "1"));
        outbox.take(CRM, NINE, MINUTE, 10);
        assertThat(outbox.take(CRM, NINE.plusSeconds(59), MINUTE, 10)).isEmpty();
        assertThat(outbox.nextDue(CRM)).contains(NINE.plusSeconds(60));
        List<Waiting> again = outbox.take(CRM, NINE.plusSeconds(60), MINUTE, 10);
        assertThat(keys(again)).containsExactly("1");
        outbox.release(ids(again), NINE.plusSeconds(61));
        assertThat(outbox.take(CRM, NINE.plusSeconds(61), MINUTE, 10).get(0).attempts())
                .isZero();
    }

    @Test
    void whatWasGivenUpIsKeptAndCanBeSentAgain() {
        put(notice(CRM, "anna", "1"), notice(CRM, "bert", "2"), notice(PAGER, "anna", "3"));
        outbox.giveUp(ids(outbox.take(CRM, NINE, MINUTE, 10)), NINE, "x".repeat(600));
        outbox.giveUp(ids(outbox.take(PAGER, NINE, MINUTE, 10)), NINE, "gone");

        assertThat(outbox.depths()).containsEntry(CRM, new Depth(0, null, 2));
        List<Waiting> dead = outbox.list(CRM, State.DEAD, 10);
        assertThat(dead.get(0).problem()).hasSize(500);
        assertThat(outbox.sendAgain(CRM, dead.get(1).id(), NINE)).isEqualTo(1);
        assertThat(keys(outbox.take(CRM, NINE, MINUTE, 10))).containsExactly("2");
        assertThat(outbox.sendAgain(PAGER, dead.get(0).id(), NINE)).isZero();
        assertThat(outbox.list(null, State.DEAD, 10)).hasSize(2);
        assertThat(outbox.sendAgain(null, null, NINE)).isEqualTo(2);
        assertThat(outbox.list(null, State.DEAD, 10)).isEmpty();
    }

    @Test
    void whatWaitsTooLongIsGivenUpTheOftenTriedOnly() {
        put(notice(CRM, "anna", "1"), notice(CRM, "bert", "2"));
        outbox.postpone(ids(outbox.take(CRM, NINE, MINUTE, 1)), NINE, "HTTP 503");

        assertThat(outbox.giveUpOld(CRM, NINE, 0, NINE)).isZero();
        assertThat(outbox.giveUpOld(CRM, NINE.plusSeconds(1), 1, NINE)).isEqualTo(1);
        assertThat(keys(outbox.list(CRM, State.DEAD, 10))).containsExactly("1");
        assertThat(outbox.giveUpOld(CRM, NINE.plusSeconds(1), 0, NINE)).isEqualTo(1);
        assertThat(outbox.list(CRM, State.DEAD, 10).get(1).problem()).contains("took nothing");
    }

    @Test
    void whatEndedIsForgottenAfterAWhileAndWhatWaitsNever() {
        put(notice(CRM, "anna", "1"), notice(CRM, "bert", "2"), notice(CRM, "eve", "3"));
        outbox.delivered(ids(outbox.take(CRM, NINE, MINUTE, 2)), NINE);

        assertThat(outbox.forget(State.DELIVERED, NINE, 10)).isZero();
        assertThat(outbox.forget(State.DELIVERED, NINE.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(outbox.forget(State.DELIVERED, NINE.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(outbox.forget(State.DEAD, NINE.plusSeconds(1), 10)).isZero();
        assertThatThrownBy(() -> outbox.forget(State.WAITING, NINE, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(outbox.depths()).containsOnlyKeys(CRM);
    }

    @Test
    void depthsTellHowManyWaitAndSinceWhen() {
        put(notice(CRM, "anna", "1", 5), notice(CRM, "bert", "2", 3), notice(PAGER, "eve", "3", 4));
        outbox.giveUp(ids(outbox.take(PAGER, NINE, MINUTE, 10)), NINE, "gone");
        assertThat(outbox.depths())
                .containsOnly(Map.entry(CRM, new Depth(2, minute(3), 0)), Map.entry(PAGER, new Depth(0, null, 1)));
    }

    @Test
    void aCustomerWhoCallsAgainIsNotToldAgainWithinTheQuietTime() {
        Duration quiet = Duration.ofMinutes(15);
        put(
                quiet(Event.CALL_MISSED, "1", 0, quiet),
                quiet(Event.CALL_MISSED, "2", 5, quiet),
                quiet(Event.CALL_MISSED, "3", 14, quiet),
                quiet(Event.CALL_MISSED, "4", 15, quiet));
        put(quiet(Event.CALL_MISSED, "5", 29, quiet), quiet(Event.CALL_MISSED, "6", 30, quiet));
        assertThat(keys(outbox.list(CRM, State.WAITING, 10))).containsExactly("1", "4", "6");
    }

    @Test
    void beingMissedAgainSoonAfterTheOpeningIsQuietAndChangesOfStateNever() {
        Duration quiet = Duration.ofMinutes(15);
        put(
                quiet(Event.CALLBACK_OPENED, "1", 0, null),
                quiet(Event.CALLBACK_MISSED_AGAIN, "2", 5, quiet),
                quiet(Event.CALLBACK_LOST, "3", 6, null),
                quiet(Event.CALLBACK_OPENED, "4", 7, null),
                quiet(Event.CALLBACK_MISSED_AGAIN, "5", 30, quiet),
                quiet(Event.CALLBACK_MISSED_AGAIN, "6", 31, quiet));
        assertThat(keys(outbox.list(CRM, State.WAITING, 10))).containsExactly("1", "3", "4", "5");
    }

    @Test
    void beyondTheBoundNewNoticesAreDroppedAndCounted() throws Exception {
        store.close();
        StoreConfig config = newDatabase();
        OutboxConfig small = new OutboxConfig(3, Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(30));
        open(config, small);
        put(notice(CRM, "anna", "1"), notice(CRM, "bert", "2"));
        put(notice(CRM, "eve", "3"), notice(CRM, "eve", "4"), notice(PAGER, "eve", "3"));
        assertThat(keys(outbox.list(CRM, State.WAITING, 10))).containsExactly("1", "2", "3");
        assertThat(outbox.dropped(CRM)).isEqualTo(1);
        assertThat(outbox.dropped(PAGER)).isZero();

        store.close();
        open(config, small);
        put(notice(CRM, "eve", "5"));
        assertThat(outbox.dropped(CRM)).isEqualTo(1);
        outbox.delivered(ids(outbox.take(CRM, NINE, MINUTE, 1)), NINE);
        put(notice(CRM, "eve", "6"));
        assertThat(keys(outbox.list(CRM, State.WAITING, 10))).containsExactly("2", "3", "6");
    }

    @Test
    void twoAgentsSideBySideNeverGetTheSameNoticeNorOvertake() {
        int subjects = 40;
        int each = 5;
        for (int round = 0; round < each; round++) {
            int from = round * subjects;
            put(IntStream.range(0, subjects)
                    .mapToObj(i -> notice(CRM, "customer" + i, Integer.toString(from + i)))
                    .toArray(Notice[]::new));
        }
        ConcurrentLinkedQueue<String> delivered = new ConcurrentLinkedQueue<>();
        // A database of H2 is open in one process only; two outboxes on its connections are as far apart as it can have
        // them.
        List<CompletableFuture<Void>> agents = new ArrayList<>();
        for (int agent = 0; agent < 2; agent++) {
            agents.add(CompletableFuture.runAsync(
                    () -> takeAll(new JdbcOutbox(database(), () -> OutboxConfig.DEFAULT, AT_NINE), delivered)));
        }
        agents.forEach(CompletableFuture::join);

        assertThat(delivered).hasSize(subjects * each).doesNotHaveDuplicates();
        for (int i = 0; i < subjects; i++) {
            int subject = i;
            assertThat(delivered.stream().map(Integer::valueOf).filter(key -> key % subjects == subject))
                    .isSorted();
        }
    }

    @Test
    void noticesOfAListWaitForEachOtherAndAreTakenTogetherInTheirOrder() throws Exception {
        store.close();
        StoreConfig config = newDatabase();
        open(config, OutboxConfig.DEFAULT);
        put(notice(LIST, "anna", "1"), notice(LIST, "bert", "2"));
        put(notice(LIST, "anna", "3"), notice(CRM, "anna", "1"));

        assertThat(outbox.nextDueTogether(LIST, FIVE_MINUTES)).contains(minute(5));
        assertThat(together(minute(4), 100)).isEmpty();
        store.close();
        open(config, OutboxConfig.DEFAULT);
        put(notice(LIST, "eve", "4"));

        assertThat(keys(together(minute(5), 100))).containsExactly("1", "2", "3", "4");
        assertThat(together(minute(5), 100)).isEmpty();
        assertThat(outbox.nextDueTogether(PAGER, FIVE_MINUTES)).isEmpty();
        assertThat(keys(outbox.take(CRM, NINE, MINUTE, 10))).containsExactly("1");
    }

    @Test
    void listThatNobodyDeliveredInTimeIsTakenAgainWithWhatCameMeanwhile() {
        put(notice(LIST, "anna", "1"), notice(LIST, "anna", "2"));
        assertThat(together(minute(5), 100)).hasSize(2);
        put(notice(LIST, "bert", "3"));

        assertThat(together(minute(5), 100)).isEmpty();
        assertThat(keys(together(minute(6), 100))).containsExactly("1", "2", "3");
    }

    @Test
    void listThatWasTriedInVainWaitsForItsNextAttemptOnly() {
        put(notice(LIST, "anna", "1"));
        outbox.postpone(ids(together(minute(5), 100)), minute(30), "no mail server");
        put(notice(LIST, "bert", "2"));

        assertThat(outbox.nextDueTogether(LIST, FIVE_MINUTES)).contains(minute(30));
        assertThat(together(minute(29), 100)).isEmpty();
        assertThat(keys(together(minute(30), 100))).containsExactly("1", "2");
    }

    @Test
    void moreOfAListThanFitsIsTakenRightAfterTheRest() {
        put(notice(LIST, "anna", "1"), notice(LIST, "anna", "2"), notice(LIST, "anna", "3"));
        List<Waiting> first = together(minute(5), 2);
        assertThat(keys(first)).containsExactly("1", "2");
        assertThat(together(minute(5), 2)).isEmpty();
        outbox.delivered(ids(first), minute(5));

        assertThat(keys(together(minute(5), 2))).containsExactly("3");
    }

    @Test
    void onlyOneOfManyAgentsTakesAList() {
        put(notice(LIST, "anna", "1"), notice(LIST, "bert", "2"));
        List<CompletableFuture<List<Waiting>>> agents = IntStream.range(0, 4)
                .mapToObj(i -> new JdbcOutbox(database(), () -> OutboxConfig.DEFAULT, AT_NINE))
                .map(box -> CompletableFuture.supplyAsync(
                        () -> box.takeTogether(LIST, minute(5), FIVE_MINUTES, MINUTE, 100)))
                .toList();

        assertThat(agents.stream().map(CompletableFuture::join).filter(taken -> !taken.isEmpty()))
                .singleElement()
                .satisfies(taken -> assertThat(keys(taken)).containsExactly("1", "2"));
    }

    private List<Waiting> together(Instant now, int atMost) {
        return outbox.takeTogether(LIST, now, FIVE_MINUTES, MINUTE, atMost);
    }

    private Database database() {
        return ((JdbcCallStore) store).database();
    }

    private static void takeAll(Outbox outbox, ConcurrentLinkedQueue<String> delivered) {
        while (outbox.nextDue(CRM).isPresent()) {
            for (Waiting waiting : outbox.take(CRM, NINE, MINUTE, 3)) {
                delivered.add(waiting.notice().key());
                outbox.delivered(List.of(waiting.id()), NINE);
            }
        }
    }

    private void deliver(String receiver) {
        outbox.delivered(ids(outbox.take(receiver, NINE, MINUTE, 100)), NINE);
    }

    private void put(Notice... notices) {
        next = List.of(notices);
        Call call = SampleCalls.call(calls.incrementAndGet());
        store.write(List.of(call), List.of());
        next = List.of();
    }

    private static List<Long> ids(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::id).toList();
    }

    private static List<String> keys(List<Waiting> waiting) {
        return waiting.stream().map(each -> each.notice().key()).toList();
    }

    private static Notice notice(String receiver, String subject, String key) {
        return notice(receiver, subject, key, 0);
    }

    private static Notice notice(String receiver, String subject, String key, int minute) {
        return new Notice(receiver, subject, Event.CALL_ENDED, key, minute(minute), "{}", null);
    }

    private static Notice quiet(Event event, String key, int minute, Duration quiet) {
        return new Notice(CRM, "anna", event, key, minute(minute), "{}", quiet);
    }

    private static Instant minute(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }
}
