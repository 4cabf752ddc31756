package io.callwarden.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.BlindInterval.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tracker makes of a PBX that it could not hear for a while, or has never heard before. */
class ReconnectTest implements CallListener {
    private static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");

    private final List<Call> calls = new ArrayList<>();
    private final List<BlindInterval> blind = new ArrayList<>();
    private final CallTracker tracker =
            new CallTracker("pbx1", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), this, CallStory.NONE);

    @Override
    public void callEnded(Call call) {
        calls.add(call);
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        blind.add(interval);
    }

    @Test
    void callThatEndedWhileNobodyListenedIsUnknown() {
        callerRings120();

        tracker.onSnapshotAfter(gap(Reason.CONNECTION_LOST), snapshot(60));
        tracker.advance(at(62));

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(call.missed()).isFalse();
            assertThat(call.times().endedAt()).isNull();
            assertThat(call.times().waited()).isNull();
            assertThat(call.endedBy()).isNull();
            assertThat(call.hangupCause()).isNull();
        });
        assertThat(blind).containsExactly(new BlindInterval("pbx1", at(10), at(60), Reason.CONNECTION_LOST, 1));
        assertThat(tracker.liveChannels()).isZero();
    }

    @Test
    void callThatWasAnsweredBeforeTheGapStaysAnswered() {
        callerRings120();
        tracker.channelStateChanged(at(4), "1.2", "PJSIP/120-2", 6);
        tracker.bridgeEntered(at(4), "1.2", "PJSIP/120-2", "b", "basic", "simple_bridge");
        tracker.bridgeEntered(at(4), "1.1", "PJSIP/trunk-a-1", "b", "basic", "simple_bridge");

        tracker.onSnapshotAfter(gap(Reason.ASTERISK_RESTARTED), snapshot(60));

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(call.times().waited()).isEqualTo(Duration.ofMillis(3999));
            assertThat(call.times().talked()).isNull();
            assertThat(call.times().total()).isNull();
        });
        assertThat(blind).extracting(BlindInterval::callsLost).containsExactly(1);
    }

    @Test
    void callThatOutlivedTheGapGoesOnAsTheSameCall() {
        callerRings120();

        tracker.onSnapshotAfter(
                gap(Reason.CONNECTION_LOST),
                snapshot(
                        30,
                        channel("1.1", "PJSIP/trunk-a-1", 4, "Dial", "", 30),
                        channel("1.2", "PJSIP/120-2", 5, "AppDial", "", 30)));
        tracker.advance(at(40));
        tracker.hangupRequested(at(41), "1.1", 0);
        tracker.dialEnded(at(41), "1.2", "CANCEL", "");
        tracker.hungUp(at(41), "1.2", 0);
        tracker.hungUp(at(41), "1.1", 0);

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(call.rang()).extracting(Ring::result).containsExactly(RingResult.CALLER_GAVE_UP);
            assertThat(call.times().total()).isEqualTo(Duration.ofSeconds(41));
        });
        assertThat(blind).extracting(BlindInterval::callsLost).containsExactly(0);
    }

    @Test
    void callThatWasAnsweredInTheGapIsAnsweredAtATimeNobodyKnows() {
        callerRings120();

        tracker.onSnapshotAfter(
                gap(Reason.CONNECTION_LOST),
                snapshot(
                        30,
                        channel("1.1", "PJSIP/trunk-a-1", 6, "Dial", "b", 30),
                        channel("1.2", "PJSIP/120-2", 6, "AppDial", "b", 30)));
        tracker.hangupRequested(at(41), "1.1", 0);
        tracker.hungUp(at(41), "1.2", 16);
        tracker.hungUp(at(41), "1.1", 16);

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(call.answer()).isEqualTo(new Answer("120", null, null));
            assertThat(call.times().waited()).isNull();
            assertThat(call.times().talked()).isNull();
            assertThat(call.times().total()).isEqualTo(Duration.ofSeconds(41));
        });
    }

    @Test
    void hangupOnItsWayWhileTheSnapshotWasTakenIsStillSeen() {
        callerRings120();

        tracker.onSnapshot(snapshot(20));
        tracker.hangupRequested(at(20).minusMillis(5), "1.1", 0);
        tracker.dialEnded(at(20).minusMillis(4), "1.2", "CANCEL", "");
        tracker.hungUp(at(20).minusMillis(3), "1.2", 0);
        tracker.hungUp(at(20).minusMillis(2), "1.1", 0);
        tracker.advance(at(30));

        assertThat(calls).extracting(Call::outcome).containsExactly(Outcome.ABANDONED);
    }

    @Test
    void callThatBeganAfterTheQuestionIsLeftAlone() {
        tracker.onSnapshot(snapshot(0));
        callerRings120();
        tracker.advance(at(5));

        assertThat(calls).isEmpty();
        assertThat(tracker.inProgress().count(Direction.INBOUND, LiveState.RINGING))
                .isOne();
    }

    @Test
    void channelThatHungUpAfterTheQuestionIsNotBroughtBack() {
        callerRings120();
        tracker.hungUp(at(20).plusMillis(1), "1.2", 0);
        tracker.hungUp(at(20).plusMillis(1), "1.1", 0);
        tracker.hungUp(at(20).plusMillis(2), "9.9", 0);

        tracker.onSnapshot(snapshot(
                20,
                channel("1.1", "PJSIP/trunk-a-1", 4, "Dial", "", 20),
                channel("9.9", "PJSIP/trunk-a-9", 4, "Queue", "", 20)));

        assertThat(tracker.liveChannels()).isZero();
    }

    @Test
    void callsInProgressAtTheFirstConnectAreFollowedToTheirEnd() {
        PbxSnapshot found = new PbxSnapshot(
                at(100),
                null,
                List.of(
                        channel("5.1", "PJSIP/trunk-a-1", 6, "Queue", "", 40),
                        channel("5.2", "PJSIP/101-2", 5, "AppQueue", "", 3, "5.1"),
                        channel("5.5", "PJSIP/trunk-b-5", 6, "Dial", "b1", 90),
                        channel("5.6", "PJSIP/120-6", 6, "AppDial", "b1", 80, "5.5")),
                true,
                List.of(),
                List.of(new PbxSnapshot.Waiting("sales", "5.1", "PJSIP/trunk-a-1", 1, Duration.ofSeconds(35))),
                List.of());
        tracker.onSnapshot(found);

        assertThat(tracker.inProgress().count(Direction.INBOUND, LiveState.QUEUED))
                .isOne();
        assertThat(tracker.inProgress().count(Direction.INBOUND, LiveState.TALKING))
                .isOne();

        tracker.hangupRequested(at(105), "5.1", 0);
        tracker.queueUnserved(at(105), "5.1", "sales");
        tracker.queueLeft(at(105), "5.1", "sales");
        tracker.hungUp(at(105), "5.2", 0);
        tracker.hungUp(at(105), "5.1", 0);
        tracker.hangupRequested(at(110), "5.6", 16);
        tracker.hungUp(at(110), "5.6", 16);
        tracker.hungUp(at(110), "5.5", 16);

        assertThat(calls).hasSize(2);
        Call waited = calls.get(0);
        assertThat(waited.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(waited.missed()).isTrue();
        assertThat(waited.queue()).isEqualTo("sales");
        assertThat(waited.times().waited()).isEqualTo(Duration.ofSeconds(40));
        assertThat(waited.rang()).extracting(Ring::extension).containsExactly("101");
        Call talked = calls.get(1);
        assertThat(talked.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(talked.answer().extension()).isEqualTo("120");
        assertThat(talked.times().talked()).isNull();
        assertThat(talked.times().total()).isEqualTo(Duration.ofSeconds(100));
    }

    private void callerRings120() {
        tracker.channelAppeared(at(0), "1.1", "PJSIP/trunk-a-1", 4, "from-trunk", "7004", "79260001001", "");
        tracker.channelAppeared(at(0), "1.2", "PJSIP/120-2", 0, "from-internal", "s", "120", "");
        tracker.dialStarted(at(0).plusMillis(1), "1.1", "PJSIP/trunk-a-1", "1.2", "PJSIP/120-2", "120");
        tracker.channelStateChanged(at(1), "1.2", "PJSIP/120-2", 5);
    }

    private static BlindInterval gap(Reason reason) {
        return new BlindInterval("pbx1", at(10), at(60), reason, 0);
    }

    private static PbxSnapshot snapshot(int seconds, PbxSnapshot.Channel... channels) {
        return new PbxSnapshot(at(seconds), null, List.of(channels), true, List.of(), List.of(), List.of());
    }

    private static PbxSnapshot.Channel channel(
            String id, String name, int state, String application, String bridge, int age, String... linkedid) {
        return new PbxSnapshot.Channel(
                id,
                linkedid.length == 0 ? id : linkedid[0],
                name,
                state,
                "79260001001",
                "",
                "",
                "7004",
                application,
                "",
                bridge,
                Duration.ofSeconds(age));
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
