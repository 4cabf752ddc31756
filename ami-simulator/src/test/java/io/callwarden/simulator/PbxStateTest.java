package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PbxStateTest {

    private final PbxState state = new PbxState();

    static List<String> bundled() {
        return Recordings.names();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void afterACallNothingOfItIsLeft(String name) {
        state.learn(PbxFacts.of(Recordings.read(name)));
        playUntil(name, "nothing", "");

        assertThat(state.channels()).isEmpty();
        assertThat(state.bridges()).isEmpty();
        assertThat(state.queues().values()).allMatch(queue -> queue.waiting().isEmpty());
        assertThat(state.endpoints()).isNotEmpty();
    }

    @Test
    void callerAndEmployeeAreInOneBridgeWhileTheyTalk() {
        playUntil("asterisk-22.10/queue_answered", "BridgeEnter", "BridgeNumChannels: 2");

        assertThat(state.bridges()).hasSize(1);
        BridgeState bridge = state.bridges().values().iterator().next();
        assertThat(bridge.members()).hasSize(2);
        assertThat(bridge.members())
                .allSatisfy(member -> assertThat(state.channels().get(member).get(EventField.CHANNEL_STATE_DESC))
                        .isEqualTo("Up"));
        assertThat(state.queues().get("sales").waiting()).isEmpty();
    }

    @Test
    void whoWaitsInAQueueIsAPlaceAndAChannel() {
        playUntil("asterisk-22.10/queue_abandoned", "QueueCallerJoin", "");

        QueueState sales = state.queues().get("sales");
        assertThat(sales.waiting()).hasSize(1);
        ChannelState caller = state.channels().get(sales.waiting().get(0).uniqueid());
        assertThat(caller.application()).isEqualTo("Queue");
        assertThat(caller.variables()).containsEntry("FROM_DID", "7001");
    }

    @Test
    void membersAreKnownBeforeTheFirstCall() {
        state.learn(PbxFacts.of(Recordings.read("asterisk-22.10/queue_answered")));

        assertThat(state.queues().get("sales").members()).isNotEmpty().allSatisfy((device, member) -> {
            assertThat(device).startsWith("PJSIP/10");
            assertThat(member.get(EventField.MEMBER_NAME, "")).isNotEmpty();
        });
    }

    @Test
    void anEmployeeWhoLogsInIsAMemberUntilHeLogsOut() {
        playUntil("asterisk-22.10/agent_login_pause", "QueueMemberPause", "Paused: 1");
        assertThat(state.queues().get("sales").members().get("PJSIP/137").get(EventField.PAUSED, ""))
                .isEqualTo("1");

        playUntil("asterisk-22.10/agent_login_pause", "QueueMemberRemoved", "");
        assertThat(state.queues().get("sales").members()).doesNotContainKey("PJSIP/137");
    }

    @Test
    void aQueueCountsWhomItServedAndWhoGaveUp() {
        playUntil("asterisk-22.10/queue_answered", "AgentConnect", "");
        QueueState sales = state.queues().get("sales");
        assertThat(sales.members().get("PJSIP/101").get(EventField.IN_CALL, "")).isEqualTo("1");
        assertThat(sales.totals().completed()).isZero();

        playUntil("asterisk-22.10/queue_answered", "AgentComplete", "");
        QueueState.Member anna = sales.members().get("PJSIP/101");
        assertThat(anna.get(EventField.IN_CALL, "")).isEqualTo("0");
        assertThat(anna.get(EventField.CALLS_TAKEN, "")).isEqualTo("1");
        assertThat(Long.parseLong(anna.get(EventField.LAST_CALL, "0"))).isPositive();
        assertThat(sales.totals().completed()).isOne();
        assertThat(sales.totals().performance()).isEqualTo(100);

        playUntil("asterisk-22.10/queue_abandoned", "nothing", "");
        assertThat(sales.totals().abandoned()).isOne();
        assertThat(sales.totals().performanceOfAll()).isEqualTo(100);

        state.restart();
        assertThat(sales.totals().completed() + sales.totals().abandoned()).isZero();
        assertThat(anna.get(EventField.CALLS_TAKEN, "")).isEqualTo("0");
    }

    @Test
    void aRestartLeavesTheConfigurationOnly() {
        state.learn(PbxFacts.of(Recordings.read("asterisk-22.10/queue_answered")));
        playUntil("asterisk-22.10/queue_answered", "AgentConnect", "");

        state.restart();

        assertThat(state.channels()).isEmpty();
        assertThat(state.bridges()).isEmpty();
        assertThat(state.processedCalls()).isZero();
        assertThat(state.queues().get("sales").members()).isNotEmpty();
        assertThat(state.devices()).containsEntry("PJSIP/101", "NOT_INUSE");
    }

    /** Plays up to and with the first event of that name; to the end if there is none. */
    private void playUntil(String name, String event, String header) {
        Template template = Template.of(Recordings.read(name));
        Substitution values = new Substitution(template, new Numbering(1), 0, ZoneOffset.UTC, false);
        int index = 0;
        for (TimedMessage message : Recordings.read(name).messages()) {
            state.apply(new PlayedEvent(template.events().get(index++), values));
            if (message.event().equals(event)
                    && (header.isEmpty()
                            || message.headers().stream()
                                    .anyMatch(each -> (each.name() + ": " + each.value()).equals(header)))) {
                return;
            }
        }
    }
}
