package io.callwarden.line;

import static io.callwarden.line.Reachability.REACHABLE;
import static io.callwarden.line.Reachability.UNKNOWN;
import static io.callwarden.line.Reachability.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import io.callwarden.call.LineRoles;
import io.callwarden.call.LineRoles.Role;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.LineSnapshot.Listed;
import io.callwarden.call.LineSnapshot.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineBoardTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final String HOME = "sip:101@10.0.0.1:5060";
    private static final String OFFICE = "sip:101@10.0.0.2:5060";

    private final List<String> told = new ArrayList<>();
    private final LineRoles roles = new LineRoles(LineRoles.Rules.NONE);
    private final LineBoard board = new LineBoard(roles, Map.of("trunk-a", 30), new Listener());

    @Test
    void phoneThatStopsAnsweringIsUnreachableSinceAsteriskSaidSo() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);

        contact(7, "PJSIP/101", HOME, Contact.UNREACHABLE);

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
        assertThat(line("PJSIP/101").since()).isEqualTo(at(7));
        assertThat(told).containsExactly("found PJSIP/101 PHONE", "PJSIP/101 unreachable");
    }

    @Test
    void phoneIsReachableWhileOneOfItsContactsIs() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);
        contact(1, "PJSIP/101", OFFICE, Contact.REACHABLE);

        contact(2, "PJSIP/101", HOME, Contact.UNREACHABLE);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(REACHABLE);

        contact(3, "PJSIP/101", OFFICE, Contact.REMOVED);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void wordAboutOneOfSeveralContactsSaysNothingAboutTheOthers() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);
        contact(1, "PJSIP/101", OFFICE, Contact.REACHABLE);

        board.peerChanged(at(2), "PJSIP/101", false);

        assertThat(line("PJSIP/101").reachability()).isEqualTo(REACHABLE);
    }

    @Test
    void contactWithoutQualifyYetLeavesItToTheDevice() {
        contact(0, "PJSIP/101", HOME, Contact.UNKNOWN);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNKNOWN);

        device(1, "PJSIP/101", DeviceState.UNAVAILABLE);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void deviceStateShowsWhatAContactEventWasLostFor() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);

        device(5, "PJSIP/101", DeviceState.UNAVAILABLE);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);

        device(9, "PJSIP/101", DeviceState.NOT_INUSE);
        assertThat(line("PJSIP/101").reachability()).isEqualTo(REACHABLE);
    }

    @Test
    void phoneThatVanishesInItsCallIsNotReachableBecauseItIsInUse() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);
        device(1, "PJSIP/101", DeviceState.INUSE);
        contact(2, "PJSIP/101", HOME, Contact.UNREACHABLE);

        device(3, "PJSIP/101", DeviceState.ONHOLD);

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void deviceOfWhichOnlyItsUseIsKnownIsReachable() {
        device(0, "SCCP/201", DeviceState.RINGING);

        assertThat(line("SCCP/201").reachability()).isEqualTo(REACHABLE);
    }

    @Test
    void chanSipPeerFollowsTheNewerOfPeerStatusAndDeviceState() {
        board.peerChanged(at(0), "SIP/102", true);
        device(1, "SIP/102", DeviceState.UNAVAILABLE);
        assertThat(line("SIP/102").reachability()).isEqualTo(UNREACHABLE);

        board.peerChanged(at(2), "SIP/102", true);
        assertThat(line("SIP/102").reachability()).isEqualTo(REACHABLE);
    }

    @Test
    void whatIsNoLineGetsNone() {
        for (String device : List.of(
                "Queue:sales",
                "Custom:DND101",
                "Local/101@from-queue/n",
                "confbridge:1",
                "park:701@parkedcalls",
                "x")) {
            device(0, device, DeviceState.UNAVAILABLE);
        }
        board.channelAppeared(at(0), "1.1", "Local/101@from-queue-00000001;1", false);
        board.channelAppeared(at(0), "1.2", "CBAnn/1-00000001;2", false);
        board.channelAppeared(at(0), "1.3", "", false);

        assertThat(board.lines()).isEmpty();
        assertThat(board.channels(Technology.LOCAL)).isEqualTo(1);
        assertThat(board.channels(Technology.OTHER)).isEqualTo(2);
    }

    @Test
    void numberThatWasDialledOrCallsWithoutAnAccountIsNoLine() {
        board.channelAppeared(at(0), "1.1", "DAHDI/i1/79260001001-3", true);
        board.channelAppeared(at(0), "1.2", "SIP/79260001002-00000007", true);
        device(0, "DAHDI/i1/79260001001", DeviceState.INUSE);
        device(0, "SIP/+79260001003", DeviceState.INUSE);

        assertThat(board.lines()).extracting(Line::device).containsExactly("DAHDI/i1");
        assertThat(line("DAHDI/i1").channels()).isEqualTo(1);
        assertThat(board.channels(Technology.SIP)).isEqualTo(1);
    }

    @Test
    void lineNamedByALongNumberIsOneWhenThePbxListsIt() {
        board.channelAppeared(at(0), "1.1", "PJSIP/74951234567-00000001", true);

        board.onLines(lines(1, phone("PJSIP/74951234567", DeviceState.NOT_INUSE)));
        board.onSnapshot(Snapshots.of(at(2), "1.1", "PJSIP/74951234567-00000001"));

        assertThat(line("PJSIP/74951234567").channels()).isEqualTo(1);
        board.channelUp(at(3), "1.1");
        board.channelGone(at(4), "1.1", "PJSIP/74951234567-00000001", 16);
        assertThat(line("PJSIP/74951234567").calls(true, TrunkOutcome.ANSWERED)).isEqualTo(1);
    }

    @Test
    void snapshotPutsRightWhatEventsWereLostFor() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);

        board.onLines(
                lines(9, new Listed("PJSIP/101", DeviceState.UNAVAILABLE, true, Map.of(HOME, Contact.UNREACHABLE))));

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
        assertThat(line("PJSIP/101").since()).isEqualTo(at(9));
    }

    @Test
    void eventNewerThanTheQuestionHoldsAgainstItsAnswer() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);
        contact(10, "PJSIP/101", HOME, Contact.UNREACHABLE);
        device(10, "PJSIP/101", DeviceState.UNAVAILABLE);

        board.onLines(lines(9, new Listed("PJSIP/101", DeviceState.NOT_INUSE, true, Map.of(HOME, Contact.REACHABLE))));

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void eventOlderThanTheQuestionIsNoNewsAfterItsAnswer() {
        board.onLines(
                lines(9, new Listed("PJSIP/101", DeviceState.UNAVAILABLE, true, Map.of(HOME, Contact.UNREACHABLE))));

        contact(8, "PJSIP/101", HOME, Contact.REACHABLE);
        contact(8, "PJSIP/101", OFFICE, Contact.REACHABLE);
        device(8, "PJSIP/101", DeviceState.NOT_INUSE);
        board.peerChanged(at(8), "PJSIP/101", true);

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void phoneWhoseRegistrationRanOutUnheardIsUnreachable() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);

        board.onLines(lines(9, new Listed("PJSIP/101", DeviceState.UNAVAILABLE, true, Map.of())));

        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNREACHABLE);
    }

    @Test
    void lineThatThePbxNoLongerHasIsUnknownForADayAndThenForgotten() {
        board.onLines(lines(0, phone("PJSIP/101", DeviceState.NOT_INUSE), phone("PJSIP/102", DeviceState.NOT_INUSE)));

        board.onLines(lines(60, phone("PJSIP/102", DeviceState.NOT_INUSE)));
        assertThat(line("PJSIP/101").reachability()).isEqualTo(UNKNOWN);

        board.onLines(lines(60 + 86_400, phone("PJSIP/102", DeviceState.NOT_INUSE)));
        assertThat(board.lines()).extracting(Line::device).containsExactly("PJSIP/102");
        assertThat(told).contains("forgotten PJSIP/101");
    }

    @Test
    void listThatMayNotBeSeenForgetsNobody() {
        contact(0, "PJSIP/101", HOME, Contact.REACHABLE);

        board.onLines(new LineSnapshot(at(86_400 * 2), Set.of(), List.of(), Map.of(), Set.of(), List.of()));

        assertThat(line("PJSIP/101").reachability()).isEqualTo(REACHABLE);
    }

    @Test
    void trunkIsUpWhenItIsRegisteredAndAnswers() {
        board.onLines(registered(0, true));
        contact(1, "PJSIP/trunk-a", "sip:carrier.example", Contact.REACHABLE);
        assertThat(line("PJSIP/trunk-a").up()).isEqualTo(REACHABLE);

        registration(2, false);
        assertThat(line("PJSIP/trunk-a").up()).isEqualTo(UNREACHABLE);

        registration(3, true);
        contact(4, "PJSIP/trunk-a", "sip:carrier.example", Contact.UNREACHABLE);
        assertThat(line("PJSIP/trunk-a").up()).isEqualTo(UNREACHABLE);
        assertThat(line("PJSIP/trunk-a").registrationChanges(true)).isEqualTo(1);
        assertThat(line("PJSIP/trunk-a").registrationChanges(false)).isEqualTo(1);
    }

    @Test
    void registrationThatIsRenewedIsNoChange() {
        board.onLines(registered(0, true));

        registration(1, true);
        board.onLines(registered(2, true));

        assertThat(line("PJSIP/trunk-a").registrationChanges(true)).isZero();
    }

    @Test
    void registrationThatFellUnheardIsSeenInTheSnapshot() {
        board.onLines(registered(0, true));

        board.onLines(registered(9, false));

        assertThat(line("PJSIP/trunk-a").registration()).isEqualTo(Line.Registration.UNREGISTERED);
        assertThat(line("PJSIP/trunk-a").registrationChanges(false)).isEqualTo(1);
    }

    @Test
    void registrationThatWasTakenOutOfTheConfigurationMattersNoMore() {
        board.onLines(registered(0, false));

        board.onLines(new LineSnapshot(
                at(9),
                Set.of("PJSIP"),
                List.of(phone("PJSIP/trunk-a", DeviceState.NOT_INUSE)),
                Map.of(),
                Set.of("PJSIP"),
                List.of()));

        assertThat(line("PJSIP/trunk-a").registration()).isEqualTo(Line.Registration.NONE);
        assertThat(line("PJSIP/trunk-a").up()).isEqualTo(REACHABLE);
    }

    @Test
    void callsBeforeALineIsKnownToBeATrunkAreNotLost() {
        board.channelAppeared(at(0), "1.1", "PJSIP/300-00000001", true);
        board.channelUp(at(1), "1.1");
        board.channelGone(at(2), "1.1", "PJSIP/300-00000001", 16);
        board.channelAppeared(at(3), "1.2", "PJSIP/300-00000002", false);
        assertThat(line("PJSIP/300").role()).isEqualTo(Role.PHONE);

        roles.learn(Set.of("300"), Set.of());
        board.rolesChanged();

        assertThat(line("PJSIP/300").role()).isEqualTo(Role.TRUNK);
        assertThat(line("PJSIP/300").calls(true, TrunkOutcome.ANSWERED)).isEqualTo(1);
        assertThat(line("PJSIP/300").channels()).isEqualTo(1);
        assertThat(told).containsExactly("found PJSIP/300 PHONE", "forgotten PJSIP/300", "found PJSIP/300 TRUNK");
    }

    @Test
    void channelWhoseHangupWasLostIsCountedOutByTheNextSnapshot() {
        board.channelAppeared(at(0), "1.1", "PJSIP/trunk-a-00000001", true);
        board.channelUp(at(1), "1.1");
        board.channelAppeared(at(0), "1.2", "PJSIP/trunk-a-00000002", false);
        board.channelAppeared(at(9), "1.3", "PJSIP/trunk-a-00000003", false);

        board.onSnapshot(Snapshots.of(at(9)));

        assertThat(line("PJSIP/trunk-a").channels())
                .as("the one since the question")
                .isEqualTo(1);
        assertThat(line("PJSIP/trunk-a").calls(true, TrunkOutcome.ANSWERED)).isEqualTo(1);
        assertThat(Stream.of(TrunkOutcome.values())
                        .mapToInt(o -> line("PJSIP/trunk-a").calls(false, o)))
                .as("an end that was not seen")
                .containsOnly(0);
        assertThat(board.channels(Technology.PJSIP)).isEqualTo(1);
    }

    @Test
    void channelThatEndedWhileTheListWasOnItsWayDoesNotComeBack() {
        board.channelAppeared(at(0), "1.1", "PJSIP/trunk-a-00000001", true);
        board.channelGone(at(9), "1.1", "PJSIP/trunk-a-00000001", 16);

        board.onSnapshot(Snapshots.of(at(8), "1.1", "PJSIP/trunk-a-00000001"));

        assertThat(line("PJSIP/trunk-a").channels()).isZero();
    }

    @Test
    void limitOfATrunkIsThatOfTheConfiguration() {
        board.channelAppeared(at(0), "1.1", "PJSIP/trunk-a-00000001", true);
        board.channelAppeared(at(0), "1.2", "PJSIP/trunk-b-00000002", true);

        assertThat(line("PJSIP/trunk-a").channelLimit()).isEqualTo(30);
        assertThat(line("PJSIP/trunk-b").channelLimit()).isZero();
    }

    @Test
    void moreLinesThanThereIsRoomForAreCounted() {
        for (int i = 0; i < 10_005; i++) {
            device(0, "PJSIP/endpoint" + i, DeviceState.NOT_INUSE);
        }

        assertThat(board.lines()).hasSize(10_000);
        assertThat(board.refused()).isEqualTo(5);
    }

    private LineSnapshot registered(int second, boolean registered) {
        return new LineSnapshot(
                at(second),
                Set.of("PJSIP"),
                List.of(new Listed("PJSIP/trunk-a", DeviceState.UNKNOWN, false, Map.of())),
                Map.of(),
                Set.of("PJSIP"),
                List.of(new Registration(
                        "PJSIP", "sip:me@carrier.example", "sip:carrier.example", "PJSIP/trunk-a", registered)));
    }

    private void registration(int second, boolean registered) {
        board.registrationChanged(at(second), "pjsip", "sip:me@carrier.example", "sip:carrier.example", registered, "");
    }

    private static LineSnapshot lines(int second, Listed... lines) {
        return new LineSnapshot(at(second), Set.of("PJSIP"), List.of(lines), Map.of(), Set.of(), List.of());
    }

    private static Listed phone(String device, DeviceState state) {
        return new Listed(device, state, false, Map.of());
    }

    private void contact(int second, String line, String address, Contact contact) {
        board.contactChanged(at(second), line, address, contact, Duration.ofMillis(3));
    }

    private void device(int second, String device, DeviceState state) {
        board.deviceStateChanged(at(second), device, state);
    }

    private Line line(String device) {
        return board.lines().stream()
                .filter(line -> line.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private final class Listener implements LineListener {
        @Override
        public void found(Line line) {
            told.add("found " + line.device() + " " + line.role());
        }

        @Override
        public void forgotten(Line line) {
            told.add("forgotten " + line.device());
        }

        @Override
        public void changed(Line line, Reachability to) {
            told.add(line.device() + " " + to.label());
        }
    }
}
