package io.callwarden.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "NOT_INUSE,   AVAILABLE,   PAUSED,      IN_CALL",
        "UNKNOWN,     AVAILABLE,   PAUSED,      IN_CALL",
        "RINGING,     RINGING,     RINGING,     RINGING",
        "INUSE,       IN_CALL,     IN_CALL,     IN_CALL",
        "BUSY,        IN_CALL,     IN_CALL,     IN_CALL",
        "RINGINUSE,   IN_CALL,     IN_CALL,     IN_CALL",
        "ONHOLD,      IN_CALL,     IN_CALL,     IN_CALL",
        "UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, IN_CALL",
        "INVALID,     UNAVAILABLE, UNAVAILABLE, IN_CALL",
    })
    void stateFollowsFromDevicePauseAndCall(
            DeviceState device, MemberState state, MemberState whenPaused, MemberState whenServing) {
        assertThat(MemberState.of(Members.in("q", "PJSIP/1", device), NOW)).isEqualTo(state);
        assertThat(MemberState.of(Members.paused("q", "PJSIP/1", device, "lunch"), NOW))
                .isEqualTo(whenPaused);
        assertThat(MemberState.of(Members.serving("q", "PJSIP/1", device), NOW)).isEqualTo(whenServing);
    }

    @Test
    void wrapUpEndsByItself() {
        QueueMember member = Members.afterCall("q", "PJSIP/1", NOW, Duration.ofSeconds(30));

        assertThat(MemberState.of(member, NOW)).isEqualTo(MemberState.WRAPUP);
        assertThat(MemberState.of(member, NOW.plusMillis(29_999))).isEqualTo(MemberState.WRAPUP);
        assertThat(MemberState.of(member, NOW.plusSeconds(30))).isEqualTo(MemberState.AVAILABLE);
    }

    @Test
    void withoutWrapUpTimeOrCallThereIsNoWrapUp() {
        assertThat(MemberState.of(Members.afterCall("q", "PJSIP/1", NOW, Duration.ZERO), NOW))
                .isEqualTo(MemberState.AVAILABLE);
        assertThat(MemberState.of(Members.afterCall("q", "PJSIP/1", NOW, null), NOW))
                .isEqualTo(MemberState.AVAILABLE);
        assertThat(MemberState.of(Members.afterCall("q", "PJSIP/1", null, Duration.ofSeconds(30)), NOW))
                .isEqualTo(MemberState.AVAILABLE);
    }
}
