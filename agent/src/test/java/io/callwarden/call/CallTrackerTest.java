package io.callwarden.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes of calls that the recordings do not have: FreePBX and Issabel, old drivers, programs that dial by themselves. */
class CallTrackerTest {
    private final Pbx pbx = new Pbx();

    @Test
    void queueMemberBehindAnUnoptimisedLocalChannelIsTheRealPhone() {
        pbx.trunkCalls("1", "79260001001", "7009")
                .runs("1", "7009", "Queue", "400,t")
                .joinsQueue("1", "400");
        pbx.born("2", "Local/101@from-queue-1;1").born("3", "Local/101@from-queue-1;2");
        pbx.member("2", "Anna").redials("1", "2");
        pbx.runs("3", "101", "Set", "x=1")
                .dials("3", "4", "PJSIP/101-4")
                .after(1)
                .rings("4")
                .after(4);
        pbx.up("4")
                .dialEnds("4", "ANSWER")
                .up("3")
                .up("2")
                .dialEnds("2", "ANSWER")
                .leavesQueue("1", "400", false);
        pbx.meet("b1", "4", "3").meet("b2", "2", "1").after(10);
        pbx.hangsUp("1", 16).gone(16, "2", "3", "4", "1");

        Call call = pbx.onlyCall();
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.stage()).isEqualTo(Stage.QUEUE);
        assertThat(call.answer()).isEqualTo(new Answer("101", "Anna", pbx.at(5)));
        assertThat(call.rang()).extracting(Ring::extension).containsExactly("101");
        assertThat(call.times().waited()).isEqualTo(Duration.ofSeconds(5));
        assertThat(call.queueVisits())
                .containsExactly(new QueueVisit("400", pbx.at(0), Duration.ofSeconds(5), QueueExit.ANSWERED));
    }

    @Test
    void phoneOnDoNotDisturbIsBusyThoughItWasNeverDialled() {
        pbx.trunkCalls("1", "79260001001", "7004").sets("1", "EXTTOCALL", "101").sets("1", "DIALSTATUS", "BUSY");
        pbx.runs("1", "s-BUSY", "Busy", "20").after(1).hangsUp("1", 17).gone(17, "1");

        Call call = pbx.onlyCall();
        assertThat(call.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(call.missed()).isTrue();
        assertThat(call.endedBy()).isEqualTo(EndedBy.PBX);
        assertThat(call.rang()).containsExactly(new Ring("101", pbx.at(0), Duration.ZERO, RingResult.BUSY));
    }

    @Test
    void phoneWithoutRegistrationIsUnreachable() {
        pbx.trunkCalls("1", "79260001001", "7004").runs("1", "7004", "Dial", "PJSIP/199&PJSIP/198,20,tT");
        pbx.sets("1", "DIALSTATUS", "CHANUNAVAIL").gone(20, "1");

        Call call = pbx.onlyCall();
        assertThat(call.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(call.stage()).isEqualTo(Stage.RING);
        assertThat(call.rang()).extracting(Ring::result).containsOnly(RingResult.UNREACHABLE);
        assertThat(call.rang()).extracting(Ring::extension).containsExactly("199", "198");
    }

    @Test
    void mobileVoicemailThatDoesNotConfirmIsNoPerson() {
        pbx.trunkCalls("1", "79260001001", "7004")
                .runs("1", "7004", "Dial", "Local/FMGL-89261112233#-101@from-internal");
        pbx.born("2", "Local/FMGL-89261112233#-101@from-internal-1;1")
                .born("3", "Local/FMGL-89261112233#-101@from-internal-1;2");
        pbx.redials("1", "2")
                .after(1)
                .dialsThrough("3", "4", "trunk-b", "89261112233")
                .after(5);
        pbx.up("4")
                .after(8)
                .dialEnds("4", "NOANSWER")
                .gone(16, "4")
                .dialEnds("2", "NOANSWER")
                .gone(0, "3", "2")
                .gone(19, "1");

        Call call = pbx.onlyCall();
        assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(call.answer()).isNull();
        assertThat(call.missed()).isTrue();
    }

    @Test
    void losersOfARingGroupDidNotMissItEvenWithCause19() {
        pbx.trunkCalls("1", "79260001001", "600").runs("1", "600", "Dial", "PJSIP/101&PJSIP/102,20");
        pbx.dials("1", "2", "PJSIP/101-2")
                .dials("1", "3", "PJSIP/102-3")
                .rings("2")
                .rings("3")
                .after(3);
        pbx.up("3")
                .dialEnds("2", "CANCEL")
                .gone(19, "2")
                .after(1)
                .dialEnds("3", "ANSWER")
                .meet("b", "3", "1")
                .after(5);
        pbx.hangsUp("3", 16).leave("b", "3", "1").gone(16, "3", "1");

        Call call = pbx.onlyCall();
        assertThat(call.rang())
                .extracting(Ring::result)
                .containsExactly(RingResult.ANSWERED_ELSEWHERE, RingResult.ANSWERED);
        assertThat(call.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(call.times().waited()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void forwardedPhoneDidNotMissTheCall() {
        pbx.trunkCalls("1", "79260001001", "7004")
                .dials("1", "2", "PJSIP/101-2")
                .after(1)
                .forwards("2", "102");
        pbx.born("3", "Local/102@from-internal-1;1")
                .born("4", "Local/102@from-internal-1;2")
                .redials("1", "3");
        pbx.gone(16, "2")
                .dials("4", "5", "PJSIP/102-5")
                .rings("5")
                .after(9)
                .dialEnds("5", "NOANSWER")
                .gone(0, "5");
        pbx.dialEnds("3", "NOANSWER").gone(0, "4", "3").gone(0, "1");

        Call call = pbx.onlyCall();
        assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(call.rang())
                .extracting(Ring::extension, Ring::result)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("101", RingResult.ANSWERED_ELSEWHERE),
                        org.assertj.core.groups.Tuple.tuple("102", RingResult.NO_ANSWER));
    }

    @Test
    void oldDriversSayThatALegCallsOnlyAfterItAppeared() {
        pbx.tracker.channelAppeared(Pbx.T0, "1", "SIP/provider-1", 0, "from-trunk", "4930123", "4917012345", "");
        pbx.tracker.channelStateChanged(Pbx.T0, "1", "SIP/provider-1", 4);
        pbx.dials("1", "2", "SIP/101-2")
                .rings("2")
                .after(7)
                .hangsUp("1", 0)
                .dialEnds("2", "CANCEL")
                .gone(0, "2", "1");

        Call call = pbx.onlyCall();
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.did()).isEqualTo("4930123");
        assertThat(call.trunk()).isEqualTo("provider");
        assertThat(call.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(call.missed()).isTrue();
    }

    @Test
    void didRewrittenToSComesFromTheVariable() {
        pbx.trunkCalls("1", "79260001001", "s")
                .sets("1", "FROM_DID", "74951234567")
                .gone(16, "1");

        assertThat(pbx.onlyCall().did()).isEqualTo("74951234567");
    }

    @Test
    void clickToCallIsAnsweredWhenTheCustomerIs() {
        pbx.dials("", "1", "PJSIP/131-1").rings("1").after(2).up("1").dialEnds("1", "ANSWER");
        pbx.runs("1", "989261112233", "Dial", "PJSIP/89261112233@trunk-a").after(1);
        pbx.dialsThrough("1", "2", "trunk-a", "89261112233")
                .rings("2")
                .after(6)
                .up("2")
                .dialEnds("2", "ANSWER");
        pbx.meet("b", "2", "1").after(20).hangsUp("2", 16).leave("b", "2", "1").gone(16, "2", "1");

        Call call = pbx.onlyCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.caller().number()).isEqualTo("131");
        assertThat(call.did()).isEqualTo("89261112233");
        assertThat(call.trunk()).isEqualTo("trunk-a");
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.times().waited()).isEqualTo(Duration.ofSeconds(6));
        assertThat(call.times().talked()).isEqualTo(Duration.ofSeconds(20));
        assertThat(call.endedBy()).isEqualTo(EndedBy.CALLEE);
    }

    @Test
    void callThatAsteriskStartsWithoutSayingSoIsOneByItsOwnMaking() {
        pbx.born("1", "PJSIP/131-1").after(3).up("1").runs("1", "89261112233", "Dial", "PJSIP/89261112233@trunk-a");
        pbx.dialsThrough("1", "2", "trunk-a", "89261112233")
                .after(4)
                .up("2")
                .meet("b", "2", "1")
                .after(9);
        pbx.hangsUp("2", 16).gone(16, "2", "1");

        Call call = pbx.onlyCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.caller().number()).isEqualTo("131");
        assertThat(call.did()).isEqualTo("89261112233");
    }

    @Test
    void callWhoseBeginningWasLostIsStillOneThatCameIn() {
        pbx.tracker.applicationStarted(Pbx.T0, "1", "PJSIP/trunk-a-1", "from-trunk", "7004", "Dial", "PJSIP/101");
        pbx.dials("1", "2", "PJSIP/101-2").rings("2").after(8).hangsUp("1", 16).gone(0, "2", "1");

        Call call = pbx.onlyCall();
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.did()).isEqualTo("7004");
        assertThat(call.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(call.missed()).isTrue();
    }

    @Test
    void clickToCallWhosePhoneIsNotLiftedIsNoMissedCall() {
        pbx.dials("", "1", "PJSIP/131-1")
                .rings("1")
                .after(20)
                .dialEnds("1", "NOANSWER")
                .gone(0, "1");

        Call call = pbx.onlyCall();
        assertThat(call.missed()).isFalse();
        assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void phoneThatAProgramDialsForACallerIsOneThatRang() {
        pbx.trunkCalls("1", "79260001001", "7004")
                .runs("1", "7004", "Stasis", "app")
                .after(1);
        pbx.dials("", "2", "PJSIP/101-2").rings("2").after(3).up("1").up("2");
        pbx.enters("1", "s", "stasis")
                .enters("2", "s", "stasis")
                .after(5)
                .hangsUp("1", 16)
                .gone(16, "2", "1");

        Call call = pbx.onlyCall();
        assertThat(call.answer().extension()).isEqualTo("101");
        assertThat(call.rang())
                .extracting(Ring::extension, Ring::result)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("101", RingResult.ANSWERED));
    }

    @Test
    void agentWhoWaitsInThePoolKeepsNoCallOpen() {
        pbx.phoneCalls("9", "101", "*90")
                .up("9")
                .enters("9", "pool", "agent_hold")
                .after(60);
        pbx.trunkCalls("1", "79260001001", "7001")
                .runs("1", "7001", "AgentRequest", "1001")
                .up("1")
                .after(2);
        pbx.leave("pool", "9")
                .meet("b", "1", "9")
                .after(30)
                .hangsUp("1", 16)
                .leave("b", "1", "9")
                .gone(16, "1");
        pbx.enters("9", "pool", "agent_hold").after(3);

        assertThat(pbx.calls).singleElement().satisfies(call -> {
            assertThat(call.direction()).isEqualTo(Direction.INBOUND);
            assertThat(call.answer().extension()).isEqualTo("101");
            assertThat(call.times().talked()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void callEndsWithTheCustomerThoughEmployeesTalkOn() {
        pbx.trunkCalls("1", "79260001001", "7004")
                .dials("1", "2", "PJSIP/101-2")
                .after(2)
                .up("2")
                .meet("b", "2", "1")
                .after(5);
        pbx.phoneCalls("3", "101", "102")
                .dials("3", "4", "PJSIP/102-4")
                .after(1)
                .up("4")
                .meet("c", "4", "3")
                .after(2);
        pbx.meet("b", "4")
                .gone(16, "3")
                .after(3)
                .hangsUp("1", 16)
                .leave("b", "1")
                .gone(16, "1")
                .after(60);

        assertThat(pbx.calls).singleElement().satisfies(call -> {
            assertThat(call.direction()).isEqualTo(Direction.INBOUND);
            assertThat(call.times().total()).isEqualTo(Duration.ofSeconds(13));
        });
    }

    @Test
    void listenerInIsNoParty() {
        pbx.trunkCalls("1", "79260001001", "7016")
                .up("1")
                .runs("1", "7016", "ConfBridge", "1")
                .enters("1", "c", "base");
        pbx.phoneCalls("2", "150", "*88").up("2");
        pbx.tracker.spyStarted(pbx.at(0), "2");
        pbx.enters("2", "c", "base").after(9).hangsUp("1", 16).gone(16, "1").gone(16, "2");

        assertThat(pbx.calls.stream().filter(call -> call.direction() == Direction.INBOUND))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.outcome()).isEqualTo(Outcome.ABANDONED);
                    assertThat(call.stage()).isEqualTo(Stage.CONFERENCE);
                });
    }

    @Test
    void refusedQueueIsNoWaitButAMissedCall() {
        pbx.trunkCalls("1", "79260001001", "7012")
                .up("1")
                .runs("1", "7012", "Queue", "vip,t")
                .sets("1", "QUEUESTATUS", "JOINEMPTY");
        pbx.runs("1", "7012", "Playback", "sorry").after(4).gone(16, "1");

        Call call = pbx.onlyCall();
        assertThat(call.queue()).isEqualTo("vip");
        assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(call.stage()).isEqualTo(Stage.QUEUE);
        assertThat(call.times().waited()).isZero();
        assertThat(call.missed()).isTrue();
        assertThat(call.queueVisits()).extracting(QueueVisit::exit).containsExactly(QueueExit.REFUSED_EMPTY);
    }

    @Test
    void shortAbandonIsNotMissed() {
        pbx.trunkCalls("1", "79260001001", "7001").joinsQueue("1", "sales").after(4.9);
        pbx.hangsUp("1", 16).leavesQueue("1", "sales", true).gone(16, "1");

        Call call = pbx.onlyCall();
        assertThat(call.shortAbandon()).isTrue();
        assertThat(call.missed()).isFalse();
        assertThat(call.outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void recordIsMadeWithinTwoSecondsThoughALegLingers() {
        pbx.trunkCalls("1", "79260001001", "7004")
                .dials("1", "2", "PJSIP/101-2")
                .rings("2")
                .after(9);
        pbx.hangsUp("1", 16).gone(16, "1").after(0.9);
        assertThat(pbx.calls).isEmpty();

        pbx.after(0.2);

        assertThat(pbx.calls).hasSize(1);
        assertThat(pbx.calls.get(0).rang()).extracting(Ring::result).isEqualTo(List.of(RingResult.CALLER_GAVE_UP));
    }
}
