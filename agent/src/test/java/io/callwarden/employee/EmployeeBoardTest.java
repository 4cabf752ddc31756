package io.callwarden.employee;

import static io.callwarden.employee.EmployeeState.AVAILABLE;
import static io.callwarden.employee.EmployeeState.IN_CALL;
import static io.callwarden.employee.EmployeeState.LOGGED_OUT;
import static io.callwarden.employee.EmployeeState.PAUSED;
import static io.callwarden.employee.EmployeeState.RINGING;
import static io.callwarden.employee.EmployeeState.UNAVAILABLE;
import static io.callwarden.employee.EmployeeState.WRAPUP;
import static io.callwarden.employee.Office.afterCall;
import static io.callwarden.employee.Office.anna;
import static io.callwarden.employee.Office.at;
import static io.callwarden.employee.Office.member;
import static io.callwarden.employee.Office.paused;
import static io.callwarden.employee.Office.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Caller;
import io.callwarden.call.DeviceState;
import io.callwarden.call.Direction;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import io.callwarden.call.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmployeeBoardTest {
    private final Office office = new Office();

    @Test
    void memberOfSeveralQueuesIsOneEmployee() {
        office.snapshot(0, anna("sales"), anna("support"));

        assertThat(office.labels()).containsExactly("Anna");
        assertThat(office.state("Anna", 1)).isEqualTo(AVAILABLE);

        office.removed(10, anna("sales"));
        assertThat(office.employee("Anna").isLoggedIn()).isTrue();
        office.removed(20, anna("support"));
        assertThat(office.state("Anna", 21)).isEqualTo(LOGGED_OUT);
        assertThat(office.employee("Anna").loggedInSeconds(at(30))).isEqualTo(20);
    }

    @Test
    void memberThroughALocalChannelIsThePhoneWhoseStateCounts() {
        QueueMember direct = anna("sales");
        QueueMember local = member("support", "Anna", "Local/101@from-queue/n", DeviceState.NOT_INUSE);
        office.snapshot(
                0,
                direct,
                through(local, "PJSIP/101"),
                member("other", "Boris", "Local/102@from-queue/n", DeviceState.INUSE));
        office.member(
                1,
                through(member("third", "Chen", "Local/103@from-queue/n", DeviceState.RINGING), "hint:103@ext-local"));

        assertThat(office.labels()).containsExactly("Anna", "Boris", "Chen");
        assertThat(office.state("Boris", 2)).isEqualTo(IN_CALL);
        assertThat(office.state("Chen", 2)).isEqualTo(RINGING);
    }

    @Test
    void phoneInUseIsACallWhoeverMadeIt() {
        office.snapshot(0, anna("sales"));
        office.device(5, "PJSIP/101", DeviceState.INUSE);
        assertThat(office.state("Anna", 6)).isEqualTo(IN_CALL);
        assertThat(office.employee("Anna").since(at(6))).isEqualTo(at(5));

        office.device(9, "PJSIP/101", DeviceState.ONHOLD);
        assertThat(office.employee("Anna").since(at(10)))
                .as("hold is the same call")
                .isEqualTo(at(5));
        office.device(12, "PJSIP/101", DeviceState.UNAVAILABLE);
        assertThat(office.state("Anna", 13)).isEqualTo(UNAVAILABLE);
    }

    @Test
    void whoeverOnlyACallNamesStandsAsHisPhoneDoes() {
        office.snapshot(0);
        office.device(5, "PJSIP/120", DeviceState.INUSE);
        office.board.callEnded(
                office.call(Direction.OUTBOUND, new Caller("120", "Olga", null), null, 9, List.of(), new Ring[0]));

        assertThat(office.employee("Olga").heard()).isTrue();
        assertThat(office.state("Olga", 10)).isEqualTo(IN_CALL);
        assertThat(office.employee("Olga").since(at(10))).isEqualTo(at(5));
    }

    @Test
    void phoneThatTheBoardHeardOfBeforeItsOwnerIsKnown() {
        office.device(1, "PJSIP/101", DeviceState.INUSE);
        office.member(2, member("sales", "Anna", "Local/101@agents/n", DeviceState.NOT_INUSE));

        assertThat(office.state("Anna", 3)).isEqualTo(IN_CALL);
    }

    @Test
    void phoneThatIsBusyOnlyBecauseItRingsRings() {
        office.snapshot(0, anna("sales"));
        office.board.channelAppeared(at(5), "1.1", "PJSIP/101-00000001", false);
        office.device(5, "PJSIP/101", DeviceState.BUSY);
        assertThat(office.state("Anna", 6)).isEqualTo(RINGING);
        office.board.channelUp(at(9), "1.1");
        assertThat(office.state("Anna", 10)).isEqualTo(IN_CALL);
        assertThat(office.employee("Anna").since(at(10))).isEqualTo(at(9));
        office.board.channelAppeared(at(12), "1.2", "PJSIP/101-00000002", false);
        office.board.channelGone(at(20), "1.1", "PJSIP/101-00000001", 16);
        assertThat(office.state("Anna", 21)).isEqualTo(RINGING);
        office.board.channelGone(at(25), "1.2", "PJSIP/101-00000002", 16);
        office.device(25, "PJSIP/101", DeviceState.NOT_INUSE);
        assertThat(office.state("Anna", 26)).isEqualTo(AVAILABLE);
    }

    @Test
    void phoneThatCallsIsInACallFromTheStart() {
        office.snapshot(0, anna("sales"));
        office.board.channelAppeared(at(5), "1.1", "PJSIP/101-00000001", true);
        office.device(5, "PJSIP/101", DeviceState.BUSY);
        assertThat(office.state("Anna", 6)).isEqualTo(IN_CALL);
    }

    @Test
    void channelsAreTakenFromTheSnapshot() {
        office.device(0, "PJSIP/101", DeviceState.BUSY);
        office.board.channelAppeared(at(0), "1.0", "PJSIP/101-00000000", true);
        PbxSnapshot.Channel ringing = new PbxSnapshot.Channel(
                "1.1", "1.1", "PJSIP/101-00000001", 5, "", "", "", "", "", "", "", Duration.ZERO);
        office.board.onSnapshot(new PbxSnapshot(
                at(1),
                null,
                List.of(ringing),
                true,
                List.of(),
                List.of(),
                List.of(member("sales", "Anna", "Local/101@agents", DeviceState.INUSE))));

        assertThat(office.state("Anna", 2)).isEqualTo(RINGING);
    }

    @Test
    void pausedIsWhoIsPausedInEveryQueue() {
        office.snapshot(0, anna("sales"), anna("support"));
        office.member(10, paused(anna("sales"), "lunch"));
        assertThat(office.state("Anna", 11)).isEqualTo(AVAILABLE);
        office.member(20, paused(anna("support"), ""));
        assertThat(office.state("Anna", 21)).isEqualTo(PAUSED);
        assertThat(office.employee("Anna").pauseReason()).isEqualTo("lunch");

        office.device(30, "PJSIP/101", DeviceState.INUSE);
        office.device(40, "PJSIP/101", DeviceState.NOT_INUSE);
        office.member(50, anna("sales"));
        assertThat(office.state("Anna", 51)).isEqualTo(AVAILABLE);
        assertThat(office.employee("Anna").pausedSeconds("lunch", at(60)))
                .as("the call in between does not end the pause")
                .isEqualTo(30);
    }

    @Test
    void pauseForAnotherReasonCountsThere() {
        office.snapshot(0, paused(anna("sales"), "lunch"));
        office.member(10, paused(anna("sales"), "training"));
        office.member(25, paused(anna("sales"), ""));

        Employee anna = office.employee("Anna");
        assertThat(anna.pausedSeconds("lunch", at(100))).isEqualTo(10);
        assertThat(anna.pausedSeconds("training", at(100))).isEqualTo(15);
        assertThat(anna.pausedSeconds("none", at(100))).isEqualTo(75);
        assertThat(anna.pauseReasons()).containsExactlyInAnyOrder("lunch", "training", "none");
    }

    @Test
    void reasonsBeyondTwentyAreOne() {
        office.snapshot(0, anna("sales"));
        for (int i = 0; i < 50; i++) {
            office.member(i, paused(anna("sales"), "reason " + i));
        }

        assertThat(office.employee("Anna").pauseReasons()).hasSize(22).contains("none", "other", "reason 0");
        assertThat(office.board.pauseReasonsClamped()).isEqualTo(30);
    }

    @Test
    void wrapUpEndsByItself() {
        office.snapshot(0, anna("sales"));
        office.device(10, "PJSIP/101", DeviceState.INUSE);
        office.device(30, "PJSIP/101", DeviceState.NOT_INUSE);
        office.member(30.1, afterCall(anna("sales"), 30, 15));

        Employee anna = office.employee("Anna");
        assertThat(anna.state(at(40))).isEqualTo(WRAPUP);
        assertThat(anna.since(at(40))).isEqualTo(at(30.1));
        assertThat(anna.state(at(45))).isEqualTo(AVAILABLE);
        assertThat(anna.since(at(50))).isEqualTo(at(45));
        office.member(50, anna("support"));
        assertThat(anna.since(at(51))).as("another queue is no other state").isEqualTo(at(45));
    }

    @Test
    void agentOfThePoolIsLoggedInByLoggingIn() {
        QueueMember place =
                through(member("sales", "Anna", "Local/1001@agents", DeviceState.UNAVAILABLE), "Agent:1001");
        office.snapshot(0, place);
        assertThat(office.state("Anna", 1)).isEqualTo(LOGGED_OUT);
        office.board.agentLoggedIn(at(10), "1001");
        assertThat(office.state("Anna", 11)).isEqualTo(AVAILABLE);
        office.device(20, "Agent:1001", DeviceState.INUSE);
        assertThat(office.state("Anna", 21)).isEqualTo(IN_CALL);
        office.board.agentLoggedOff(at(30), "1001");
        assertThat(office.state("Anna", 31)).isEqualTo(LOGGED_OUT);
        assertThat(office.employee("Anna").loggedInSeconds(at(40))).isEqualTo(20);
    }

    @Test
    void severalPhonesThatTheConfigurationGivesOneNameAreOneEmployee() {
        Office two = new Office(Map.of("101", "Anna", "201", "Anna", "300", "Reception"));
        two.snapshot(0, member("sales", "A. Ivanova", "PJSIP/101", DeviceState.UNAVAILABLE));
        assertThat(two.labels()).containsExactly("Anna", "Reception");
        assertThat(two.state("Anna", 1)).isEqualTo(UNAVAILABLE);

        two.device(2, "PJSIP/201", DeviceState.NOT_INUSE);
        assertThat(two.state("Anna", 3)).as("one of the phones can be reached").isEqualTo(AVAILABLE);
        two.device(4, "PJSIP/201", DeviceState.INUSE);
        assertThat(two.state("Anna", 5)).isEqualTo(IN_CALL);
        assertThat(two.state("Reception", 5)).isEqualTo(LOGGED_OUT);
    }

    @Test
    void namesThatTwoBearGetTheirExtensions() {
        office.snapshot(0, anna("sales"), member("sales", "Anna", "PJSIP/102", DeviceState.NOT_INUSE));
        assertThat(office.labels()).containsExactly("Anna (101)", "Anna (102)");

        office.member(5, member("sales", "Anna B.", "PJSIP/102", DeviceState.NOT_INUSE));
        assertThat(office.labels()).containsExactly("Anna", "Anna B.");
    }

    @Test
    void memberWithoutANameIsCalledByTheExtension() {
        office.snapshot(0, member("sales", "PJSIP/103", "PJSIP/103", DeviceState.NOT_INUSE));
        assertThat(office.labels()).containsExactly("103");
        office.snapshot(1, member("sales", "other", "PJSIP/103", DeviceState.NOT_INUSE));
        assertThat(office.labels()).containsExactly("other (103)");
    }

    @Test
    void numberOutsideIsNeverShown() {
        office.snapshot(
                0,
                member("sales", "PJSIP/79260000001@trunk", "PJSIP/79260000001@trunk", DeviceState.NOT_INUSE),
                member("sales", "+7 926 000 00 02", "Local/79260000002@out/n", DeviceState.NOT_INUSE),
                member("sales", "Dana", "Local/79260000003@out/n", DeviceState.NOT_INUSE),
                member("sales", "Dana", "Local/79260000004@out/n", DeviceState.NOT_INUSE));

        assertThat(office.labels()).containsExactly("Dana (outside)", "Dana (outside) 2");
    }

    @Test
    void timeInWhichThePbxWasNotHeardIsNotCounted() {
        office.snapshot(
                0, anna("sales"), paused(member("sales", "Boris", "PJSIP/102", DeviceState.NOT_INUSE), "lunch"));
        office.board.onLost(at(100));
        assertThat(office.employee("Anna").heard()).isFalse();
        office.board.onBlind(office.blind(100, 160));
        office.snapshot(160, anna("sales"));

        assertThat(office.employee("Anna").loggedInSeconds(at(200))).isEqualTo(140);
        assertThat(office.employee("Anna").since(at(200)))
                .as("nothing says that it was not so all the time")
                .isEqualTo(at(0));
        assertThat(office.employee("Boris").loggedInSeconds(at(200))).isEqualTo(100);
        assertThat(office.employee("Boris").pausedSeconds("lunch", at(200))).isEqualTo(100);
        assertThat(office.employee("Boris").since(at(200))).isEqualTo(at(160));
    }

    @Test
    void partOfTheStreamThatWasLostIsNotCounted() {
        office.snapshot(0, anna("sales"));
        office.board.onBlind(office.blind(50, 60));
        office.snapshot(60, anna("sales"));

        assertThat(office.employee("Anna").loggedInSeconds(at(100))).isEqualTo(90);
    }

    @Test
    void whatIsShownNeverGoesBack() {
        office.snapshot(0, anna("sales"));
        Employee anna = office.employee("Anna");
        assertThat(anna.loggedInSeconds(at(110))).isEqualTo(110);

        office.board.onLost(at(100));
        assertThat(anna.loggedInSeconds(at(120)))
                .as("ten seconds too many were shown")
                .isEqualTo(110);
        office.snapshot(120, anna("sales"));
        assertThat(anna.loggedInSeconds(at(125))).isEqualTo(110);
        assertThat(anna.loggedInSeconds(at(140))).isEqualTo(120);
        assertThat(anna.loggedInSeconds(at(90))).as("the clock was set back").isEqualTo(120);
    }

    @Test
    void snapshotDoesNotUndoWhatHappenedWhileItWasTaken() {
        office.snapshot(0, anna("sales"));
        office.removed(10.2, anna("sales"));
        office.member(10.3, member("sales", "Boris", "PJSIP/102", DeviceState.NOT_INUSE));
        office.device(10.4, "PJSIP/102", DeviceState.INUSE);
        office.snapshot(10, anna("sales"));

        assertThat(office.employee("Anna").isLoggedIn()).isFalse();
        assertThat(office.state("Boris", 11)).isEqualTo(IN_CALL);
    }

    @Test
    void lateAndDoubledNewsChangesNothing() {
        office.snapshot(0, anna("sales"));
        office.removed(20, anna("sales"));
        office.member(10, anna("sales"));
        office.removed(20, anna("sales"));
        office.device(20, "PJSIP/101", DeviceState.INUSE);
        office.device(15, "PJSIP/101", DeviceState.NOT_INUSE);

        assertThat(office.state("Anna", 21)).isEqualTo(IN_CALL);
        assertThat(office.employee("Anna").loggedInSeconds(at(30))).isEqualTo(20);
    }

    @Test
    void clockThatIsSetBackDoesNotHoldTheBoardUp() {
        office.snapshot(10_000, anna("sales"));
        office.device(10_010, "PJSIP/101", DeviceState.INUSE);
        office.device(20, "PJSIP/101", DeviceState.NOT_INUSE);

        assertThat(office.state("Anna", 21)).isEqualTo(AVAILABLE);
    }

    @Test
    void queuesThatThePbxDoesNotTellOfAreNotEmpty() {
        office.snapshot(0, anna("sales"));
        office.board.onSnapshot(new PbxSnapshot(at(10), null, List.of(), false, List.of(), List.of(), List.of()));

        assertThat(office.employee("Anna").isLoggedIn()).isTrue();
    }

    @Test
    void statesOfDevicesThatWereAskedForAreTaken() {
        office.snapshot(0, member("sales", "Anna", "Local/101@agents/n", DeviceState.NOT_INUSE));
        office.board.onDevices(Map.of("PJSIP/101", DeviceState.UNAVAILABLE, "Queue:sales", DeviceState.INUSE));
        assertThat(office.state("Anna", 1)).isEqualTo(UNAVAILABLE);
    }

    @Test
    void nothingFromOutsideMakesItGrowForEver() {
        for (int i = 0; i < 30_000; i++) {
            office.device(1, "PJSIP/x" + i, DeviceState.INUSE);
        }
        office.snapshot(
                2,
                IntStream.range(0, 30_000)
                        .mapToObj(i -> member("sales", "", "PJSIP/y" + i, DeviceState.NOT_INUSE))
                        .toArray(QueueMember[]::new));

        assertThat(office.board.employees()).hasSize(Roster.MAX);
    }

    @Test
    void whoWasInNoQueueForAWeekIsForgotten() {
        office.snapshot(0, anna("sales"), member("sales", "Boris", "PJSIP/102", DeviceState.NOT_INUSE));
        office.snapshot(10, anna("sales"));
        assertThat(office.labels()).containsExactly("Anna", "Boris");
        office.snapshot(8 * 86_400, anna("sales"));
        assertThat(office.labels()).containsExactly("Anna");
    }

    @Test
    void listenerIsToldOfEveryoneAndOnlyWhenTheyChange() {
        List<List<Employee>> told = new ArrayList<>();
        office.board.tell(told::add);
        office.snapshot(0, anna("sales"));
        office.device(1, "PJSIP/101", DeviceState.INUSE);
        office.device(2, "PJSIP/101", DeviceState.NOT_INUSE);
        office.member(3, anna("sales"));
        office.member(4, paused(anna("sales"), "lunch"));
        office.member(5, anna("sales"));
        office.member(6, paused(anna("sales"), "lunch"));

        assertThat(told).extracting(List::size).containsExactly(0, 1, 1);
    }
}
