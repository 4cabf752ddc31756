package io.callwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.recovery.Change.Kind;
import io.callwarden.recovery.CustomerHistory.Entry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerHistoryTest {
    private static final String CUSTOMER = "+79260004001";
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final RecoveryRules RULES = new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7));

    @Test
    void aMissedCallOpensATask() {
        Task task = only(NINE, missed(1, 0)).task();
        assertThat(task.state(NINE)).isEqualTo(TaskState.OPEN);
        assertThat(task.missed()).isEqualTo(1);
        assertThat(task.dueAt()).isEqualTo(NINE.plus(Duration.ofHours(1)));
    }

    @Test
    void aSecondMissedCallCountsAndLeavesTheDeadline() {
        Task task = only(at(30), missed(1, 0), missed(2, 20)).task();
        assertThat(task.missed()).isEqualTo(2);
        assertThat(task.lastMissedAt()).isEqualTo(at(20));
        assertThat(task.dueAt()).isEqualTo(at(60));
        assertThat(task.firstCall()).isEqualTo(call(1));
    }

    @Test
    void anAttemptIsCountedAndDoesNotReachTheCustomer() {
        Task task = only(at(30), missed(1, 0), attempt(2, 10), attempt(3, 20)).task();
        assertThat(task.state(at(30))).isEqualTo(TaskState.ATTEMPTED);
        assertThat(task.attempts()).isEqualTo(new Attempts(2, at(10), at(20)));
    }

    @Test
    void theThirdAttemptMaySucceed() {
        Entry entry = only(at(60), missed(1, 0), attempt(2, 10), attempt(3, 20), callback(4, 30, 35));
        assertThat(entry.task().state(at(60))).isEqualTo(TaskState.RECOVERED);
        assertThat(entry.task().closing()).isEqualTo(new Closing(Closing.How.CALLBACK, at(30), call(4), "anna", null));
        assertThat(entry.task().duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(entry.task().inTime()).isTrue();
        assertThat(entry.changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED, Kind.ATTEMPTED, Kind.ATTEMPTED, Kind.RECOVERED_BY_CALLBACK);
    }

    @Test
    void theCustomerMayCallAgainAndBeAnswered() {
        Task task = only(at(60), missed(1, 0), calledAgain(2, 12, 14)).task();
        assertThat(task.closing().how()).isEqualTo(Closing.How.CALLER);
    }

    @Test
    void aCallMissedAfterHeWasReachedOpensAnotherTask() {
        List<Entry> entries = history(at(60), missed(1, 0), callback(2, 10, 12), missed(3, 20));
        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).task().firstCall()).isEqualTo(call(3));
        assertThat(entries.get(1).task().dueAt()).isEqualTo(at(80));
    }

    @Test
    void aCallMissedWhileHeIsTalkedToOpensNothing() {
        assertThat(history(at(60), callback(1, 0, 10), missed(2, 5))).isEmpty();
        assertThat(history(at(60), new Fact.Talk(call(1), at(0), null, true, "anna"), missed(2, 5)))
                .isEmpty();
    }

    @Test
    void aCallMissedWhenTheTalkWasOverOpensATask() {
        assertThat(history(at(60), callback(1, 0, 10), missed(2, 10))).hasSize(1);
    }

    @Test
    void withoutATaskAttemptsAndClosingsAreNothing() {
        assertThat(history(at(60), attempt(1, 0), callback(2, 5, 6), new Fact.Dismissal(at(7), "eve", "spam")))
                .isEmpty();
    }

    @Test
    void afterTheTargetItIsOverdueAlsoWhereSomebodyTried() {
        Entry entry = only(at(60), missed(1, 0), attempt(2, 10));
        assertThat(entry.task().state(at(60))).isEqualTo(TaskState.OVERDUE);
        assertThat(entry.changes()).extracting(Change::kind).endsWith(Kind.OVERDUE);
        assertThat(only(at(59), missed(1, 0)).task().state(at(59))).isEqualTo(TaskState.OPEN);
    }

    @Test
    void reachedAfterTheTargetIsRecoveredButLate() {
        Task task = only(at(120), missed(1, 0), callback(2, 90, 91)).task();
        assertThat(task.state(at(120))).isEqualTo(TaskState.RECOVERED);
        assertThat(task.inTime()).isFalse();
    }

    @Test
    void whoeverIsNotReachedInTimeIsLost() {
        int week = 7 * 24 * 60;
        Entry entry = only(at(week), missed(1, 0), attempt(2, 10));
        assertThat(entry.task().state(at(week))).isEqualTo(TaskState.LOST);
        assertThat(entry.task().closing().at()).isEqualTo(at(week));
        assertThat(entry.changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED, Kind.ATTEMPTED, Kind.OVERDUE, Kind.EXPIRED);
        assertThat(history(at(week + 10), missed(1, 0), callback(2, week + 5, week + 6)))
                .singleElement()
                .satisfies(late -> assertThat(late.task().closing().how()).isEqualTo(Closing.How.EXPIRED));
    }

    @Test
    void aTaskMayBeClosedByHand() {
        Task task = only(at(60), missed(1, 0), new Fact.Dismissal(at(5), "eve", "wrong number"))
                .task();
        assertThat(task.state(at(60))).isEqualTo(TaskState.LOST);
        assertThat(task.closing()).isEqualTo(new Closing(Closing.How.DISMISSED, at(5), null, "eve", "wrong number"));
    }

    @Test
    void whoeverIsBeingTalkedToIsNotMissed() {
        Fact.LiveTalk talking = new Fact.LiveTalk(call(9), at(0), null);
        assertThat(history(at(10), talking, missed(1, 5))).isEmpty();
        Fact.LiveTalk talked = new Fact.LiveTalk(call(9), at(0), at(4));
        assertThat(only(at(10), talked, missed(1, 5)).task().state(at(10))).isEqualTo(TaskState.OPEN);
    }

    @Test
    void noDeadlinePassesWhileTheCustomerIsBeingTalkedTo() {
        Fact.LiveTalk talking = new Fact.LiveTalk(call(9), at(55), null);
        assertThat(only(at(90), missed(1, 0), talking).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED);
        Fact.LiveTalk talked = new Fact.LiveTalk(call(9), at(55), at(80));
        assertThat(only(at(80), missed(1, 0), talked).changes())
                .as("the record may not be there yet")
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED);
        assertThat(only(at(82), missed(1, 0), talked).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED, Kind.OVERDUE);
    }

    @Test
    void theRecordOfATalkTakesItsPlace() {
        Fact.LiveTalk talking = new Fact.LiveTalk(call(9), at(55), null);
        Entry entry = only(at(90), missed(1, 0), talking, callback(9, 55, 80));
        assertThat(entry.task().inTime()).isTrue();
        assertThat(entry.changes()).extracting(Change::kind).containsExactly(Kind.OPENED, Kind.RECOVERED_BY_CALLBACK);
    }

    @Test
    void twoMissedCallsInTheSameInstantAreOneTask() {
        assertThat(only(at(1), missed(1, 0), missed(2, 0)).task().missed()).isEqualTo(2);
    }

    @Test
    void theDeadlineMayCountBusinessHours() {
        BusinessHours hours = new BusinessHours(
                java.time.ZoneOffset.UTC,
                Map.of(DayOfWeek.MONDAY, List.of(new BusinessHours.Shift(LocalTime.of(10, 0), LocalTime.of(18, 0)))),
                Set.of());
        RecoveryRules rules = new RecoveryRules(Duration.ofHours(1), hours, Duration.ofDays(7));
        Task task = CustomerHistory.of(CUSTOMER, List.of(missed(1, 0)), rules, NINE)
                .get(0)
                .task();
        assertThat(task.dueAt()).isEqualTo(at(120));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T16:30:00Z, 2026-03-30T07:30:00Z",
        "2026-10-23T15:30:00Z, 2026-10-26T08:30:00Z",
        "2026-11-20T16:30:00Z, 2026-11-23T08:30:00Z"
    })
    void whoeverIsMissedOnFridayEveningIsDueOnMondayMorningByTheClockOnTheWall(Instant missed, Instant due) {
        List<BusinessHours.Shift> shifts = List.of(new BusinessHours.Shift(LocalTime.of(9, 0), LocalTime.of(18, 0)));
        Map<DayOfWeek, List<BusinessHours.Shift>> week = new EnumMap<>(DayOfWeek.class);
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).forEach(day -> week.put(day, shifts));
        RecoveryRules rules = new RecoveryRules(
                Duration.ofHours(1), new BusinessHours(ZoneId.of("Europe/Berlin"), week, Set.of()), Duration.ofDays(7));
        List<Fact> facts = List.of(new Fact.Missed(call(1), "hq", missed, "7001", null));

        Task before = CustomerHistory.of(CUSTOMER, facts, rules, due.minusSeconds(1))
                .get(0)
                .task();
        assertThat(before.dueAt()).isEqualTo(due);
        assertThat(before.state(due.minusSeconds(1))).isEqualTo(TaskState.OPEN);
        assertThat(CustomerHistory.of(CUSTOMER, facts, rules, due).get(0).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED, Kind.OVERDUE);
    }

    @Test
    void reachedAtTheVeryEndOfTheTargetIsLate() {
        Entry entry = only(at(90), missed(1, 0), callback(2, 60, 65));
        assertThat(entry.changes())
                .extracting(Change::kind)
                .containsExactly(Kind.OPENED, Kind.OVERDUE, Kind.RECOVERED_BY_CALLBACK);
        assertThat(entry.task().inTime()).isFalse();
    }

    /** What becomes of a customer does not depend on the order in which his calls are told, nor on how often. */
    @Property(tries = 500)
    void theHistoryIsAFunctionOfTheFacts(
            @ForAll @Size(max = 12) List<@IntRange(max = 299) Integer> script, @ForAll int seed) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < script.size(); i++) {
            facts.add(fact(i, script.get(i) / 100, script.get(i) % 100));
        }
        List<Entry> expected = CustomerHistory.of(CUSTOMER, facts, RULES, at(200));
        List<Fact> shuffled = new ArrayList<>(facts);
        shuffled.addAll(facts);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(CustomerHistory.of(CUSTOMER, shuffled, RULES, at(200))).isEqualTo(expected);
        assertThat(expected.subList(0, Math.max(0, expected.size() - 1)))
                .allMatch(entry -> entry.task().closing() != null);
        assertThat(expected)
                .allSatisfy(entry ->
                        assertThat(entry.changes()).extracting(Change::at).isSorted());
    }

    private static Fact fact(int id, int kind, int minute) {
        return switch (kind) {
            case 0 -> missed(id, minute);
            case 1 -> attempt(id, minute);
            default -> callback(id, minute, minute + id);
        };
    }

    private static Entry only(Instant now, Fact... facts) {
        List<Entry> entries = history(now, facts);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static List<Entry> history(Instant now, Fact... facts) {
        return CustomerHistory.of(CUSTOMER, List.of(facts), RULES, now);
    }

    private static Fact missed(int id, int minute) {
        return new Fact.Missed(call(id), "hq", at(minute), "7001", "sales");
    }

    private static Fact attempt(int id, int minute) {
        return new Fact.Attempt(call(id), at(minute), "anna");
    }

    private static Fact callback(int id, int from, int to) {
        return new Fact.Talk(call(id), at(from), at(to), true, "anna");
    }

    private static Fact calledAgain(int id, int from, int to) {
        return new Fact.Talk(call(id), at(from), at(to), false, "anna");
    }

    private static String call(int id) {
        return "hq-1795415864." + id;
    }

    private static Instant at(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }
}
