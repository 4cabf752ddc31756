package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.asteriskjava.manager.action.LoginAction;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.junit.jupiter.api.Test;

class ActionsTest {
    @Test
    void actionIsWrittenWithItsValuesOnly() {
        LoginAction login = new LoginAction();
        login.setUsername("callwarden");
        login.setAuthType("MD5");
        login.setKey("abc");
        login.setEvents("off");
        assertThat(Actions.text(login, "cw-1"))
                .isEqualTo("Action: Login\r\nActionID: cw-1\r\nauthtype: MD5\r\nevents: off\r\nkey: abc\r\n"
                        + "username: callwarden\r\n\r\n");
        assertThat(Actions.text(new QueueStatusAction(), "cw-2"))
                .isEqualTo("Action: QueueStatus\r\nActionID: cw-2\r\n\r\n");
        assertThat(Actions.text(Actions.named("DeviceStateList"), "cw-3"))
                .isEqualTo("Action: DeviceStateList\r\nActionID: cw-3\r\n\r\n");
    }

    @Test
    void lineBreakInAValueIsRefused() {
        for (String evil : new String[] {"101\r\nAction: Originate", "101\nX: y", "101\rX: y", "101\0"}) {
            PJSipShowEndpointAction action = new PJSipShowEndpointAction();
            action.setEndpoint(evil);
            assertThatThrownBy(() -> Actions.text(action, "cw-1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("AMI value of \"endpoint\" must not contain a line break");
        }
        assertThatThrownBy(() -> Actions.text(Actions.named("Ping\r\nAction: Command"), "cw-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyOfTheLoginIsTheDigestOfChallengeAndSecret() {
        // echo -n 128465432s3cret | md5sum
        assertThat(Login.key("128465432", "s3cret")).isEqualTo("0befae4eba939b34bd162750234c1849");
    }

    @Test
    void timesOfAsteriskAreRead() {
        assertThat(PbxClock.parse("1795415953.140791")).isEqualTo(Instant.parse("2026-11-23T06:39:13.140791Z"));
        assertThat(PbxClock.parse("1795415953")).isEqualTo(Instant.parse("2026-11-23T06:39:13Z"));
        assertThat(PbxClock.parse("")).isNull();
        assertThat(PbxClock.parse("1e9")).isNull();
        assertThat(SnapshotQuestions.age("00:01:05")).hasSeconds(65);
        assertThat(SnapshotQuestions.age("101:00:00")).hasHours(101);
        assertThat(SnapshotQuestions.age("")).isZero();
        assertThat(SnapshotQuestions.age("-1:00")).isZero();
    }
}
