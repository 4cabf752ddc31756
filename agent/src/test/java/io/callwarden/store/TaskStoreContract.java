package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Stage;
import io.callwarden.call.TalkBegun;
import io.callwarden.notify.Announcer;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Step;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import io.callwarden.recovery.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with the tasks of missed customers. */
abstract class TaskStoreContract {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = NINE.plus(Duration.ofDays(20));
    private static final String ANNA = "+79260004001";
    private static final RecoveryRules RULES = new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7));
    private static final Customers CUSTOMERS =
            new Customers(number -> number.startsWith("+") ? number : null, "101"::equals);
    private static final LiveTalks TALKS = new LiveTalks(CUSTOMERS);
    private static final Recovery RECOVERY = new Recovery(CUSTOMERS, RULES, TALKS);

    private StoreConfig database;
    private CallStore store;
    private TaskStore tasks;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = newDatabase();
        store = openAt(database, NINE);
        tasks = store.tasks();
    }

    private static CallStore openAt(StoreConfig config, Instant now) {
        return CallStore.open(config, RECOVERY, Announcer.NOBODY, Clock.fixed(now, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMissedCallOpensATaskInTheSameTransaction() {
        write(missed(1, ANNA, 0));
        assertThat(tasks.of(ANNA)).singleElement().satisfies(entry -> {
            Task task = entry.task();
            assertThat(task.customer()).isEqualTo(ANNA);
            assertThat(task.queue()).isEqualTo("sales");
            assertThat(task.did()).isEqualTo("7001");
            assertThat(task.state(NINE)).isEqualTo(TaskState.OPEN);
        });
        assertThat(tasks.open(10)).hasSize(1);
    }

    @Test
    void itIsClosedByTheCallThatReachesTheCustomer() {
        write(missed(1, ANNA, 0));
        write(attempt(2, ANNA, 5));
        write(callback(3, ANNA, 10, 12));

        Entry entry = tasks.of(ANNA).get(0);
        assertThat(entry.task().state(NINE)).isEqualTo(TaskState.RECOVERED);
        assertThat(entry.task().closing().by()).isEqualTo("101");
        assertThat(entry.changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.OPENED, Change.Kind.ATTEMPTED, Change.Kind.RECOVERED_BY_CALLBACK);
        assertThat(tasks.open(10)).isEmpty();
        assertThat(tasks.closed(at(0), at(60))).hasSize(1);
        assertThat(tasks.closed(at(11), at(60))).isEmpty();
    }

    @Test
    void aClockFinerThanTheDatabasesMissesNobody() {
        for (int nanos = 1; nanos < 1_000; nanos += 111) {
            String customer = "+7926000" + (4100 + nanos);
            write(call(nanos, Direction.INBOUND, customer, "7001", Outcome.ABANDONED, null, at(0).plusNanos(nanos)));
            assertThat(tasks.of(customer)).as("%d ns", nanos).hasSize(1);
        }
    }

    @Test
    void whateverTheClocksTasksAreReadAsTheyWereMade() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            String customer = "+7926000420" + seed;
            List<Call> calls = finelyTimed(customer, 20_000 + seed * 100, random);
            calls.forEach(this::write);
            tasks.dismiss(customer, new Fact.Dismissal(at(61).plusNanos(random.nextInt(1_000)), "Olga", "spam"));
            tasks.passTime(LATER.plusNanos(random.nextInt(1_000)), 100);

            List<Entry> kept = tasks.of(customer);
            assertThat(tasks.passTime(LATER.plusNanos(999), 100)).isEmpty();
            calls.forEach(this::write);
            assertThat(tasks.of(customer)).as("seed %d", seed).isEqualTo(kept).isNotEmpty();
        }
        assertThat(tasks.tellAnew(NINE.minusSeconds(60).plusNanos(501), LATER)).isZero();
        assertThat(tasks.rebuild(LATER.plusNanos(501))).isZero();
    }

    /** So many in so short a time that some fall into one microsecond, and finer than that. */
    private static List<Call> finelyTimed(String customer, int firstId, Random random) {
        List<Call> calls = new ArrayList<>();
        for (int id = firstId; id < firstId + 25; id++) {
            Instant end = at(random.nextInt(12) * 5).plusNanos(random.nextInt(2_000));
            calls.add(
                    switch (random.nextInt(4)) {
                        case 0, 1 -> call(id, Direction.INBOUND, customer, "7001", Outcome.ABANDONED, null, end);
                        case 2 -> call(id, Direction.OUTBOUND, "101", customer, Outcome.UNANSWERED, null, end);
                        default ->
                            call(
                                    id,
                                    Direction.OUTBOUND,
                                    "101",
                                    customer,
                                    Outcome.ANSWERED,
                                    end.minusNanos(random.nextInt(1_000_000)),
                                    end);
                    });
        }
        return calls;
    }

    @Test
    void thoseThatEndedAreGivenTheLatestFirstForAsLongAsTheyAreWanted() {
        int many = 1_100;
        Call[] calls = new Call[2 * many];
        for (int i = 0; i < many; i++) {
            calls[2 * i] = missed(2 * i, "+7926" + (1_000_000 + i), 0);
            // Three a minute, so that some end in the same instant.
            calls[2 * i + 1] = callback(2 * i + 1, "+7926" + (1_000_000 + i), 1 + i / 3, 1 + i / 3);
        }
        write(calls);
        List<Task> all = new ArrayList<>();
        tasks.forEachClosed(null, null, all::add);
        assertThat(all).hasSize(many).doesNotHaveDuplicates();
        assertThat(all)
                .isSortedAccordingTo(
                        Comparator.comparing((Task task) -> task.closing().at()).reversed());
        List<Task> some = new ArrayList<>();
        tasks.forEachClosed(at(1), at(3), some::add);
        assertThat(some)
                .extracting(task -> task.closing().at())
                .containsOnly(at(1), at(2))
                .hasSize(6);
        some.clear();
        tasks.forEachClosed(null, null, task -> some.add(task) && some.size() < 7);
        assertThat(some).isEqualTo(all.subList(0, 7));
    }

    @Test
    void closingOneWhoIsNotToBeCalledBackNotesNothing() {
        tasks.dismiss(ANNA, new Fact.Dismissal(at(10), "Olga", "spam"));
        write(missed(1, ANNA, 0));
        assertThat(tasks.open(10)).hasSize(1);
    }

    @Test
    void stepsAreGivenByTheTimeAtWhichTheirCallsBegan() {
        write(missed(1, ANNA, 0), missed(2, "+79260004002", 60));
        write(attempt(3, ANNA, 5), callback(4, ANNA, 10, 12));
        tasks.dismiss("+79260004002", new Fact.Dismissal(at(70), "eve", "spam"));

        assertThat(steps(Set.of(Change.Kind.OPENED), at(0).minusSeconds(20), at(60)))
                .extracting(Step::began, step -> step.task().customer(), Step::pbx)
                .containsExactlyInAnyOrder(
                        tuple(at(0).minusSeconds(20), ANNA, "hq"),
                        tuple(at(60).minusSeconds(20), "+79260004002", "hq"));
        assertThat(steps(Set.of(Change.Kind.OPENED), at(0), at(60).minusSeconds(20)))
                .isEmpty();
        assertThat(steps(Set.of(Change.Kind.ATTEMPTED, Change.Kind.RECOVERED_BY_CALLBACK), at(0), at(60)))
                .extracting(
                        step -> step.change().by(),
                        step -> step.change().call(),
                        step -> step.task().closing().how())
                .containsExactlyInAnyOrder(
                        tuple("101", "hq-1795415864.3", Closing.How.CALLBACK),
                        tuple("101", "hq-1795415864.4", Closing.How.CALLBACK));
        assertThat(steps(Set.of(Change.Kind.DISMISSED), at(70), at(71)))
                .as("no call did it")
                .singleElement()
                .satisfies(step -> assertThat(step.began()).isEqualTo(at(70)));
        assertThat(steps(Set.of(), at(0), at(71))).isEmpty();
    }

    @Test
    void stepsArePagedWithoutLosingOne() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 507; i++) {
            calls.add(missed(50_000 + i, "+7926%07d".formatted(i), i / 100));
        }
        store.write(calls, List.of());
        assertThat(steps(Set.of(Change.Kind.OPENED), at(0).minusSeconds(20), at(60)))
                .extracting(step -> step.task().customer())
                .doesNotHaveDuplicates()
                .hasSize(507);
    }

    private List<Step> steps(Set<Change.Kind> kinds, Instant from, Instant until) {
        List<Step> steps = new ArrayList<>();
        tasks.forEachStep(kinds, from, until, steps::add);
        return steps;
    }

    @Test
    void aRestartBetweenTheMissedCallAndTheCallBackChangesNothing() {
        write(missed(1, ANNA, 0));
        write(attempt(2, ANNA, 5));
        store.close();
        store = openAt(database, at(30));
        tasks = store.tasks();
        write(missed(1, ANNA, 0), attempt(2, ANNA, 5));
        assertThat(tasks.open(10)).singleElement().satisfies(task -> {
            assertThat(task.missed()).isEqualTo(1);
            assertThat(task.state(at(30))).isEqualTo(TaskState.ATTEMPTED);
        });
        write(callback(3, ANNA, 31, 33));
        assertThat(tasks.of(ANNA)).singleElement().satisfies(entry -> {
            assertThat(entry.task().closing().call()).isEqualTo("hq-1795415864.3");
            assertThat(entry.task().duration()).isEqualTo(Duration.ofMinutes(31));
        });
    }

    @Test
    void aCustomerWhoIsAnsweredOnAnotherNumberIsReached() {
        write(missed(1, ANNA, 0));
        write(call(2, Direction.INBOUND, ANNA, "7004", Outcome.ANSWERED, at(10), at(12)));
        assertThat(tasks.of(ANNA)).singleElement().satisfies(entry -> {
            assertThat(entry.task().did()).isEqualTo("7001");
            assertThat(entry.task().closing().how()).isEqualTo(Closing.How.CALLER);
        });
    }

    @Test
    void twoCustomersMissedInTheSameInstantHaveATaskEach() {
        write(missed(1, ANNA, 0), missed(2, "+49260004001", 0));
        write(callback(3, ANNA, 5, 6));
        assertThat(tasks.open(10)).extracting(Task::customer).containsExactly("+49260004001");
    }

    @Test
    void aCallWrittenAgainChangesNothing() {
        write(missed(1, ANNA, 0), missed(1, ANNA, 0));
        write(missed(1, ANNA, 0));
        assertThat(tasks.of(ANNA).get(0).task().missed()).isEqualTo(1);
    }

    @Test
    void aTalkThatIsWrittenLateTakesBackWhatItMadeNeedless() {
        write(missed(2, ANNA, 5));
        assertThat(tasks.open(10)).hasSize(1);
        write(callback(1, ANNA, 0, 10));
        assertThat(tasks.of(ANNA)).isEmpty();
    }

    @Test
    void timeAloneMakesATaskOverdueAndThenLost() {
        write(missed(1, ANNA, 0));
        assertThat(kinds(tasks.passTime(at(59), 10))).isEmpty();
        assertThat(kinds(tasks.passTime(at(60), 10))).containsExactly(Change.Kind.OVERDUE);
        assertThat(kinds(tasks.passTime(at(61), 10))).isEmpty();
        assertThat(kinds(tasks.passTime(LATER, 10))).containsExactly(Change.Kind.EXPIRED);
        assertThat(tasks.open(10)).isEmpty();
    }

    @Test
    void aTaskIsClosedByHandWithWhoAndWhy() {
        write(missed(1, ANNA, 0));
        Fact.Dismissal spam = new Fact.Dismissal(at(5), "eve", "sells windows");
        assertThat(kinds(tasks.dismiss(ANNA, spam))).containsExactly(Change.Kind.DISMISSED);
        assertThat(kinds(tasks.dismiss("+79260004002", spam))).isEmpty();
        assertThat(tasks.of(ANNA).get(0).task().closing().reason()).isEqualTo("sells windows");
        assertThat(tasks.rebuild(at(6))).isZero();
    }

    @Test
    void whatIsTooOldIsForgottenButNotTheCallsOfATaskThatStays() {
        String late = "+79260004002";
        write(missed(1, ANNA, 0), callback(2, ANNA, 10, 12));
        write(missed(3, late, 0), missed(4, late, 5));

        assertThat(store.deleteBefore(at(30), 100)).isEqualTo(2);
        assertThat(tasks.of(ANNA)).isEmpty();
        assertThat(store.rows()).containsEntry("call", 2L).containsEntry("recovery_customer", 1L);
        write(missed(5, late, 40));
        assertThat(tasks.of(late).get(0).task().missed()).isEqualTo(3);
        assertThat(tasks.rebuild(at(41))).isZero();

        write(callback(6, late, 50, 52));
        assertThat(store.deleteBefore(at(45), 100)).as("closed after that").isZero();
        assertThat(store.deleteBefore(at(60), 100)).isEqualTo(4);
        assertThat(tasks.of(late)).isEmpty();
        assertThat(store.rows()).containsEntry("recovery_change", 0L).containsEntry("recovery_customer", 0L);
    }

    @Test
    void whoIsBeingTalkedToOpensNothingUntilItIsKnownThatNoRecordComes() {
        TALKS.talkBegan(new TalkBegun(
                new CallId("hq", "1795415864.1"), Direction.OUTBOUND, new Caller("101", null, null), ANNA, at(0)));
        write(missed(2, ANNA, 5));
        assertThat(tasks.of(ANNA)).isEmpty();

        TALKS.callMerged(new CallId("hq", "1795415864.1"), new CallId("hq", "1795415864.9"));
        List<TaskNews> told = new ArrayList<>();
        store.onTaskNews(told::addAll);
        assertThat(tasks.tellAnew(at(-60), at(10))).isEqualTo(1);
        assertThat(tasks.tellAnew(at(-60), at(10))).isZero();
        assertThat(tasks.open(10)).extracting(Task::customer).containsExactly(ANNA);
        assertThat(told).isEmpty();
    }

    @Test
    void openTasksAreCountedByWhatFiguresTellApart() {
        write(missed(1, ANNA, 0), missed(2, "+79260004002", 30), missed(3, "+79260004003", 40));
        write(attempt(4, "+79260004003", 41));
        OpenTasks open = tasks.count(at(61));
        assertThat(open.count("hq", TaskState.OVERDUE)).isEqualTo(1);
        assertThat(open.count("hq", TaskState.OPEN)).isEqualTo(1);
        assertThat(open.count("hq", TaskState.ATTEMPTED)).isEqualTo(1);
        assertThat(open.count("hq")).isEqualTo(3);
        assertThat(open.oldest("hq")).isEqualTo(at(0));
        assertThat(open.oldest("other")).isNull();
    }

    @Test
    void callsOfBeforeTheLedgerAreTakenIntoAccountOnce() throws Exception {
        assertThat(tasks.makeOnce(at(30))).as("nothing was there before").isZero();
        write(missed(1, ANNA, 0));
        assertThat(tasks.makeOnce(at(30))).isZero();
    }

    /** Whatever the order and the batches in which calls are written: the tasks are what all calls together say. */
    @Test
    void theTasksAreAFunctionOfTheCalls() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            String customer = "+7926000410" + seed;
            List<Call> calls = randomCalls(customer, seed * 1_000, random);
            List<Call> offered = new ArrayList<>(calls);
            offered.addAll(calls.subList(0, calls.size() / 3));
            Collections.shuffle(offered, random);
            for (int from = 0; from < offered.size(); ) {
                int to = Math.min(offered.size(), from + 1 + random.nextInt(5));
                store.write(offered.subList(from, to), List.of());
                from = to;
            }
            tasks.passTime(LATER, 100);

            List<Fact> facts = calls.stream()
                    .flatMap(call -> Customers.fact(call).stream())
                    .toList();
            assertThat(tasks.of(customer))
                    .as("seed %d", seed)
                    .isEqualTo(CustomerHistory.of(customer, facts, RULES, LATER));
        }
        assertThat(tasks.rebuild(LATER)).isZero();
    }

    @Test
    void rebuildingMakesTheTasksOfCallsThatWereWrittenWithoutALedger() throws Exception {
        StoreConfig other = newDatabase();
        store.close();
        try (CallStore plain = CallStore.open(other)) {
            plain.write(
                    List.of(missed(1, ANNA, 0), callback(2, ANNA, 10, 12), missed(3, "+79260004002", 20)), List.of());
        }
        store = openAt(other, at(30));
        assertThat(store.tasks().of(ANNA)).isEmpty();
        assertThat(store.tasks().rebuild(at(30))).isEqualTo(2);
        assertThat(store.tasks().rebuild(at(30))).isZero();
        assertThat(store.tasks().of(ANNA).get(0).task().state(at(30))).isEqualTo(TaskState.RECOVERED);
        assertThat(store.tasks().open(10)).extracting(Task::customer).containsExactly("+79260004002");
    }

    @Test
    void rebuildingLeavesNothingUnderANameThatTheCustomerNoLongerHas() throws Exception {
        StoreConfig other = newDatabase();
        store.close();
        Recovery asShown = new Recovery(new Customers(number -> null, number -> false), RULES);
        Call shownPlainly = call(1, Direction.INBOUND, "89260004001", "7001", Outcome.ABANDONED, null, at(0));
        try (CallStore before = CallStore.open(other, asShown, Announcer.NOBODY, Clock.fixed(NINE, ZoneOffset.UTC))) {
            before.write(List.of(shownPlainly), List.of());
            assertThat(before.tasks().of("89260004001")).hasSize(1);
        }
        Recovery asPublic = new Recovery(new Customers(number -> "+7" + number.substring(1), "101"::equals), RULES);
        store = CallStore.open(other, asPublic, Announcer.NOBODY, Clock.fixed(NINE, ZoneOffset.UTC));
        assertThat(store.tasks().rebuild(NINE)).isEqualTo(2);
        assertThat(store.tasks().open(10)).extracting(Task::customer).containsExactly("+79260004001");
        assertThat(store.tasks().rebuild(NINE)).isZero();
    }

    /** Neither sees what the other writes before it is committed, and both are late: nobody looks again by himself. */
    @Test
    void aTalkThatAnotherAgentWritesAtTheSameTimeIsNotOverlooked() {
        try (CallStore second = openAt(database, NINE)) {
            for (int round = 0; round < 30; round++) {
                String customer = "+792600050" + (10 + round);
                Call missed = missed(20_000 + round, customer, -600);
                Call talk = callback(21_000 + round, customer, -590, -580);
                CompletableFuture<Void> other =
                        CompletableFuture.runAsync(() -> second.write(List.of(talk), List.of()));
                write(missed);
                other.join();
                assertThat(tasks.of(customer).get(0).task().state(NINE))
                        .as("round %d", round)
                        .isEqualTo(TaskState.RECOVERED);
            }
        }
    }

    @Test
    void twoAgentsMayWriteCallsOfTheSameCustomersAtOnce() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int first = 10_000 * (writer + 1);
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    store.write(
                            List.of(missed(first + i, ANNA, i), missed(first + 500 + i, "+79260004002", i)), List.of());
                    tasks.passTime(at(i), 10);
                }
            }));
        }
        writers.forEach(CompletableFuture::join);
        assertThat(tasks.of(ANNA).get(0).task().missed()).isEqualTo(60);
        assertThat(tasks.rebuild(at(30))).isZero();
    }

    private static List<Call> randomCalls(String customer, int firstId, Random random) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Some days apart now and then, so that tasks expire.
            int minute = random.nextInt(60) + random.nextInt(3) * 8 * 24 * 60;
            int id = firstId + i;
            calls.add(
                    switch (random.nextInt(4)) {
                        case 0, 1 -> missed(id, customer, minute);
                        case 2 -> attempt(id, customer, minute);
                        default -> callback(id, customer, minute, minute + random.nextInt(20));
                    });
        }
        return calls;
    }

    @Test
    void whoWasMissedAndReachedInAnOutageWasNeverOverdue() throws Exception {
        try (CallStore late = openAt(newDatabase(), LATER)) {
            List<TaskNews> told = new ArrayList<>();
            late.onTaskNews(told::addAll);
            RecoveryClock clock = new RecoveryClock(late, now -> at(31), Clock.fixed(LATER, ZoneOffset.UTC));

            late.write(List.of(missed(1, ANNA, 0)), List.of(), at(30));
            clock.letTimePass();
            late.write(List.of(callback(2, ANNA, 40, 45)), List.of(), at(45));
            clock.close();

            assertThat(kinds(told)).containsExactly(Change.Kind.OPENED, Change.Kind.RECOVERED_BY_CALLBACK);
            assertThat(late.tasks().passTime(LATER, 10)).isEmpty();
            assertThat(late.tasks().rebuild(LATER)).isZero();
        }
    }

    @Test
    void whoWasNotReachedInAnOutageIsOverdueAfterIt() throws Exception {
        try (CallStore late = openAt(newDatabase(), at(300))) {
            late.write(List.of(missed(1, ANNA, 0)), List.of(), at(1));
            assertThat(late.tasks().of(ANNA).get(0).changes()).hasSize(1);

            assertThat(kinds(late.tasks().passTime(at(300), 10))).containsExactly(Change.Kind.OVERDUE);
        }
    }

    @Test
    void whatAnotherAgentToldMeanwhileIsNotToldAgainForALateRecord() {
        write(missed(1, ANNA, 0));
        assertThat(kinds(tasks.passTime(at(90), 10))).containsExactly(Change.Kind.OVERDUE);
        List<TaskNews> told = new ArrayList<>();
        store.onTaskNews(told::addAll);

        store.write(List.of(attempt(2, ANNA, 5)), List.of(), at(6));

        assertThat(kinds(told)).containsExactly(Change.Kind.ATTEMPTED);
        assertThat(tasks.passTime(at(91), 10)).isEmpty();
        assertThat(tasks.of(ANNA).get(0).changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.OPENED, Change.Kind.ATTEMPTED, Change.Kind.OVERDUE);
    }

    private void write(Call... calls) {
        store.write(List.of(calls), List.of());
    }

    private static List<Change.Kind> kinds(List<TaskNews> news) {
        return news.stream().map(each -> each.change().kind()).toList();
    }

    static Call missed(int id, String customer, int minute) {
        return call(id, Direction.INBOUND, customer, "7001", Outcome.ABANDONED, null, at(minute));
    }

    private static Call attempt(int id, String customer, int minute) {
        return call(id, Direction.OUTBOUND, "101", customer, Outcome.UNANSWERED, null, at(minute));
    }

    static Call callback(int id, String customer, int from, int to) {
        return call(id, Direction.OUTBOUND, "101", customer, Outcome.ANSWERED, at(from), at(to));
    }

    private static Call call(
            int id, Direction direction, String from, String to, Outcome outcome, Instant answered, Instant end) {
        Instant start = (answered == null ? end : answered).minusSeconds(20);
        boolean inbound = direction == Direction.INBOUND;
        return new Call(
                new CallId("hq", "1795415864." + id),
                direction,
                new Caller(from, null, inbound && from.startsWith("+") ? from : null),
                to,
                "trunk-a",
                inbound
                        ? List.of(new QueueVisit("sales", start, Duration.ofSeconds(20), QueueExit.ABANDONED))
                        : List.of(),
                outcome,
                inbound ? Stage.QUEUE : Stage.RING,
                inbound && outcome != Outcome.ANSWERED,
                false,
                answered == null ? null : new Answer(to, null, answered),
                List.of(),
                List.of(),
                new CallTimes(
                        start,
                        start,
                        end,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.between(start, end)),
                EndedBy.CALLER,
                16);
    }

    static Instant at(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }
}
