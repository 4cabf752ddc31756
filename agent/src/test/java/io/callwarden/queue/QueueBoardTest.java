package io.callwarden.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallId;
import io.callwarden.call.DeviceState;
import io.callwarden.call.Direction;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueMember;
import io.callwarden.call.QueueVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueBoardTest {
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final QueueBoard board = new QueueBoard(
            new QueueWatcher() {
                @Override
                public void queueFound(String queue, Duration serviceLevel) {
                    told.add("+" + queue + " " + serviceLevel.toSeconds());
                }

                @Override
                public void queueRemoved(String queue) {
                    told.add("-" + queue);
                }
            },
            Map.of("support", Duration.ofSeconds(20)));

    @Test
    void callersStandInTheOrderOfTheirPositions() {
        board.callerJoined(at(0), "sales", "1.1", 1);
        board.callerJoined(at(5), "sales", "1.2", 2);
        board.callerJoined(at(8), "sales", "1.3", 1);

        assertThat(waiting("sales"))
                .containsExactly(
                        new WaitingCaller("1.3", 1, at(8)),
                        new WaitingCaller("1.1", 2, at(0)),
                        new WaitingCaller("1.2", 3, at(5)));
        assertThat(queue("sales").longestWait(at(20))).isEqualTo(Duration.ofSeconds(20));

        board.callerLeft(at(21), "sales", "1.3");
        board.callerLeft(at(22), "sales", "1.1");

        assertThat(waiting("sales")).containsExactly(new WaitingCaller("1.2", 1, at(5)));
        board.callerLeft(at(23), "sales", "1.2");
        assertThat(queue("sales").longestWait(at(30))).isZero();
    }

    @Test
    void everyEventMayComeTwice() {
        for (int i = 0; i < 2; i++) {
            board.callerJoined(at(0), "sales", "1.1", 1);
            board.memberChanged(at(1), Members.idle("sales", "PJSIP/101"));
        }
        assertThat(waiting("sales")).hasSize(1);
        assertThat(queue("sales").members()).hasSize(1);
        for (int i = 0; i < 2; i++) {
            board.callerLeft(at(2), "sales", "1.1");
            board.memberRemoved(at(2), "sales", "PJSIP/101");
        }
        assertThat(waiting("sales")).isEmpty();
        assertThat(queue("sales").members()).isEmpty();
    }

    @Test
    void joiningThatIsToldAfterTheLeavingBringsNobodyBack() {
        board.callerJoined(at(0), "sales", "1.1", 1);
        board.callerLeft(at(3), "sales", "1.1");
        board.callerJoined(at(0), "sales", "1.1", 1);

        assertThat(waiting("sales")).isEmpty();

        board.callerJoined(at(3), "sales", "1.1", 1);
        assertThat(waiting("sales")).as("in again at once").hasSize(1);
        board.callerLeft(at(2), "sales", "1.1");
        assertThat(waiting("sales")).as("that leaving was of the stay before").hasSize(1);
    }

    @Test
    void callerFoundWaitingHasWaitedAsLongAsThePbxSays() {
        board.onSnapshot(snapshot(100, queues("sales"), waits("sales", "1.1", 1, 35)));

        assertThat(waiting("sales")).containsExactly(new WaitingCaller("1.1", 1, at(65)));
        assertThat(queue("sales").longestWait(at(110))).isEqualTo(Duration.ofSeconds(45));
        assertThat(board.current()).isTrue();
    }

    @Test
    void joiningThatWasOnItsWayDuringTheSnapshotIsMoreExact() {
        board.onSnapshot(snapshot(100, queues("sales"), waits("sales", "1.1", 1, 0)));
        board.callerJoined(at(99).plusMillis(700), "sales", "1.1", 1);

        assertThat(waiting("sales")).containsExactly(new WaitingCaller("1.1", 1, at(99).plusMillis(700)));
        board.onSnapshot(snapshot(105, queues("sales"), waits("sales", "1.1", 1, 5)));
        assertThat(waiting("sales")).containsExactly(new WaitingCaller("1.1", 1, at(99).plusMillis(700)));
    }

    @Test
    void snapshotHealsWhatWasLost() {
        board.callerJoined(at(0), "sales", "1.1", 1);
        board.callerJoined(at(1), "sales", "1.2", 2);
        board.callerJoined(at(2), "sales", "1.3", 3);
        board.memberChanged(at(2), Members.idle("sales", "PJSIP/101"));

        // 1.1 has left, 1.2 left and is in again, 1.4 came.
        board.onSnapshot(snapshot(
                60,
                queues("sales"),
                waits("sales", "1.3", 1, 58),
                waits("sales", "1.2", 2, 20),
                waits("sales", "1.4", 3, 4)));

        assertThat(waiting("sales"))
                .containsExactly(
                        new WaitingCaller("1.3", 1, at(2)),
                        new WaitingCaller("1.2", 2, at(40)),
                        new WaitingCaller("1.4", 3, at(56)));
        assertThat(queue("sales").members()).isEmpty();
    }

    @Test
    void whoCameAfterTheQuestionMayBeMissingInTheAnswer() {
        board.onSnapshot(snapshot(0, queues("sales")));
        board.callerJoined(at(10).plusMillis(5), "sales", "1.1", 1);
        board.callerJoined(at(9), "sales", "1.0", 1);
        board.onSnapshot(snapshot(10, queues("sales")));

        assertThat(waiting("sales")).extracting(WaitingCaller::callerId).containsExactly("1.1");
    }

    @Test
    void whoLeftAfterTheQuestionIsNotBroughtBack() {
        board.callerJoined(at(0), "sales", "1.1", 1);
        board.callerLeft(at(10).plusMillis(5), "sales", "1.1");
        board.onSnapshot(snapshot(10, queues("sales"), waits("sales", "1.1", 1, 10)));

        assertThat(waiting("sales")).isEmpty();
    }

    @Test
    void membersAddUpWhateverTheyDo() {
        board.onSnapshot(new PbxSnapshot(
                at(0),
                null,
                List.of(),
                true,
                queues("sales"),
                List.of(),
                List.of(
                        Members.idle("sales", "PJSIP/101"),
                        Members.in("sales", "PJSIP/102", DeviceState.RINGING),
                        Members.in("sales", "PJSIP/103", DeviceState.INUSE),
                        Members.paused("sales", "PJSIP/104", DeviceState.NOT_INUSE, "lunch"),
                        Members.in("sales", "PJSIP/105", DeviceState.UNAVAILABLE),
                        Members.afterCall("sales", "PJSIP/106", at(0), Duration.ofSeconds(20)))));

        assertThat(queue("sales").membersByState(at(5))).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(queue("sales").membersByState(at(25))).containsExactly(2, 1, 1, 0, 1, 1);
        assertThat(queue("sales").members().get(3).pauseReason()).isEqualTo("lunch");

        board.memberChanged(at(26), Members.idle("sales", "PJSIP/104"));
        board.memberRemoved(at(27), "sales", "PJSIP/101");
        board.memberChanged(at(28), Members.idle("sales", "PJSIP/107"));
        assertThat(queue("sales").membersByState(at(28))).containsExactly(3, 1, 1, 0, 0, 1);
        assertThat(queue("sales").members()).extracting(QueueMember::location).hasSize(6);
    }

    @Test
    void wrapUpOfTheQueueCountsWhereTheMemberHasNone() {
        board.memberChanged(at(0), Members.afterCall("support", "PJSIP/101", at(0), Duration.ZERO));
        board.memberChanged(at(0), Members.afterCall("support", "PJSIP/102", at(0), Duration.ofSeconds(5)));
        board.memberChanged(at(0), Members.afterCall("sales", "PJSIP/103", at(0), Duration.ZERO));

        assertThat(queue("support").membersByState(at(4))[MemberState.WRAPUP.ordinal()])
                .isEqualTo(2);
        assertThat(queue("support").membersByState(at(10))[MemberState.WRAPUP.ordinal()])
                .isEqualTo(1);
        assertThat(queue("support").membersByState(at(20))[MemberState.WRAPUP.ordinal()])
                .isZero();
        assertThat(queue("sales").membersByState(at(4))[MemberState.WRAPUP.ordinal()])
                .isZero();
    }

    @Test
    void queuesAreFoundAndForgottenADayAfterTheyWentAway() {
        board.onSnapshot(snapshot(0, queues("sales", "support"), waits("support", "1.1", 1, 3)));
        board.onSnapshot(snapshot(600, queues("sales")));
        assertThat(waiting("support")).isEmpty();

        board.advance(at(600).plus(Duration.ofHours(23)));
        assertThat(told).containsExactly("+sales 15", "+support 15");
        board.advance(at(600).plus(Duration.ofHours(24)));

        assertThat(told).endsWith("-support");
        assertThat(board.queues()).extracting(QueueView::name).containsExactly("sales");
    }

    @Test
    void queueThatComesBackWithinTheDayStays() {
        board.onSnapshot(snapshot(0, queues("sales")));
        board.onSnapshot(snapshot(10, queues()));
        board.onSnapshot(snapshot(3600, queues("sales")));
        board.advance(at(0).plus(Duration.ofDays(3)));

        assertThat(told).containsExactly("+sales 15");
    }

    @Test
    void queueThatOnlyTheDialplanNamesIsForgottenAfterADay() {
        board.queueVisitEnded(
                new CallId("pbx", "1.1"),
                Direction.INBOUND,
                new QueueVisit("typo", at(0), Duration.ZERO, QueueExit.UNKNOWN));
        board.onSnapshot(snapshot(1, queues("sales")));
        board.advance(at(0).plus(Duration.ofDays(1)));

        assertThat(told).containsExactly("+typo 0", "+sales 15", "-typo");
    }

    @Test
    void newServiceLevelIsTold() {
        board.onSnapshot(snapshot(0, queues("sales")));
        board.onSnapshot(snapshot(10, List.of(new PbxSnapshot.Queue("sales", "ringall", 0, Duration.ofSeconds(40)))));

        assertThat(told).containsExactly("+sales 15", "+sales 40");
        assertThat(queue("sales").serviceLevel()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void nothingIsCertainFromTheLossOfTheLinkToTheNextSnapshot() {
        assertThat(board.current()).isFalse();
        board.onSnapshot(snapshot(0, queues("sales"), waits("sales", "1.1", 1, 3)));
        board.onLost();
        assertThat(board.current()).isFalse();
        assertThat(waiting("sales")).as("as last heard").hasSize(1);
        board.onSnapshot(new PbxSnapshot(at(5), null, List.of(), false, List.of(), List.of(), List.of()));
        assertThat(board.current()).as("no answer is no answer").isFalse();
        assertThat(waiting("sales")).hasSize(1);
        board.onSnapshot(snapshot(10, queues("sales")));
        assertThat(board.current()).isTrue();
        assertThat(waiting("sales")).isEmpty();
    }

    @Test
    void whatAFloodBringsIsBoundedAndCounted() {
        for (int i = 0; i < 6_000; i++) {
            board.callerJoined(at(i), "queue-" + Math.min(i, 2_000), "1." + i, 1);
            board.callerJoined(at(i), "queue-0", "2." + i, i);
            board.memberChanged(at(i), Members.idle("queue-0", "PJSIP/" + i));
        }
        board.advance(at(6_000));

        assertThat(board.queues()).hasSize(1_000);
        assertThat(waiting("queue-0")).hasSize(5_000);
        assertThat(queue("queue-0").members()).hasSize(5_000);
        assertThat(board.leftOut()).isEqualTo(5_000 + 1_001 + 1_000);
    }

    @Test
    void whatHasNoNameIsPassedOver() {
        board.callerJoined(at(0), "", "1.1", 1);
        board.callerJoined(at(0), "sales", "", 1);
        board.memberChanged(at(0), Members.idle("", "PJSIP/101"));
        board.memberChanged(at(0), Members.idle("sales", ""));
        board.callerLeft(at(0), "nowhere", "1.1");
        board.memberRemoved(at(0), "nowhere", "PJSIP/101");

        assertThat(queue("sales").waiting()).isEmpty();
        assertThat(queue("sales").members()).isEmpty();
        assertThat(board.queues()).hasSize(1);
    }

    private List<WaitingCaller> waiting(String queue) {
        return queue(queue).waiting();
    }

    private QueueView queue(String name) {
        board.advance(at(0));
        return board.queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(long seconds) {
        return TEN.plusSeconds(seconds);
    }

    private static List<PbxSnapshot.Queue> queues(String... names) {
        return List.of(names).stream()
                .map(name -> new PbxSnapshot.Queue(name, "ringall", 0, Duration.ofSeconds(15)))
                .toList();
    }

    private static PbxSnapshot.Waiting waits(String queue, String id, int position, int seconds) {
        return new PbxSnapshot.Waiting(queue, id, "PJSIP/trunk-" + id, position, Duration.ofSeconds(seconds));
    }

    private static PbxSnapshot snapshot(int seconds, List<PbxSnapshot.Queue> queues, PbxSnapshot.Waiting... waiting) {
        return new PbxSnapshot(at(seconds), null, List.of(), true, queues, List.of(waiting), List.of());
    }
}
