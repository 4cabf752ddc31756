package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.callwarden.ami.AmiStats.Count;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.BlindInterval.Reason;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AmiLinkSimulatorTest {
    private static final String QUEUE_CALL = "asterisk-22.10/queue_answered";

    private final Heard heard = new Heard();
    private AmiSimulator asterisk;

    @AfterEach
    void stop() {
        heard.close();
        asterisk.close();
    }

    @Test
    void playedCallIsHeardWhole() throws Exception {
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        asterisk.faults().split(7);
        asterisk.play(Recordings.read(QUEUE_CALL), PlayOptions.asFastAsPossible())
                .done()
                .get();
        await().until(() -> heard.hungUp.size() == hangups());
        assertThat(heard.link.stats().damage()).isZero();
        assertThat(heard.blind).isEmpty();
        assertThat(heard.link.clock().lastEvent()).isNotNull();
    }

    @Test
    void endpointsAndMembersAreSeen() throws IOException {
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        assertThat(heard.link.facts().orElseThrow().endpoints())
                .extracting(EndpointFact::name)
                .contains("trunk-a", "101");
        assertThat(heard.link.facts().orElseThrow().deviceStates()).containsKey("PJSIP/101");
        assertThat(heard.snapshots.get(0).members()).isNotEmpty();
    }

    @Test
    void userWithoutPrivilegesListensAllTheSame() throws IOException {
        listen(new ManagerUser("callwarden", ScriptedAsterisk.SECRET, "call", ""));
        assertThat(heard.link.facts().orElseThrow().notSeen())
                .anySatisfy(words -> assertThat(words).startsWith("CoreShowChannels: permission denied"));
    }

    @Test
    void cutConnectionIsMadeAgain() throws IOException {
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        asterisk.faults().cut();
        await().until(() -> heard.blind.size() == 1);
        assertThat(heard.blind.get(0).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(heard.losses).containsExactly("connection reset");
        assertThat(heard.link.stats().disconnects(Disconnect.FAILED)).isEqualTo(1);
    }

    @Test
    void halfOpenConnectionIsGivenUp() throws IOException {
        heard.keepAlive = Duration.ofMillis(300);
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        asterisk.faults().halfOpen();
        await().until(() -> !heard.blind.isEmpty());
        heard.awaitState(LinkState.LISTENING);
        assertThat(heard.losses).contains("no sign of life for 1 s");
        assertThat(heard.link.stats().disconnects(Disconnect.TIMEOUT)).isPositive();
    }

    @Test
    void restartIsToldAsOne() throws IOException {
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        // CoreStatus tells the start in whole seconds.
        asterisk.faults().restart(Duration.ofMillis(1_100));
        await().until(() -> heard.blind.size() == 1);
        assertThat(heard.blind.get(0).reason()).isEqualTo(Reason.ASTERISK_RESTARTED);
        assertThat(heard.link.stats().disconnects(Disconnect.SHUTDOWN)).isEqualTo(1);
        assertThat(heard.link.reloadedAt())
                .isCloseTo(heard.link.facts().orElseThrow().bootedAt(), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void nonsenseInTheStreamIsCountedAndMadeGood() throws Exception {
        listen(ManagerUser.all("callwarden", ScriptedAsterisk.SECRET));
        asterisk.faults().garbage(10_000, 7);
        asterisk.faults().unknownEvents();
        asterisk.faults().manyHeaders(100_000);
        asterisk.faults().longLine(10_000_000);
        asterisk.play(Recordings.read(QUEUE_CALL), PlayOptions.asFastAsPossible())
                .done()
                .get();
        await().until(() -> heard.hungUp.size() == hangups());
        await().until(() -> !heard.blind.isEmpty() && heard.link.state() == LinkState.LISTENING);
        // One or more: a snapshot in between makes good what came so far.
        assertThat(heard.blind).extracting(BlindInterval::reason).containsOnly(Reason.STREAM_DAMAGED);
        assertThat(heard.link.stats().count(Count.UNKNOWN_EVENTS)).isEqualTo(2);
        assertThat(heard.link.stats().count(Count.LOSSES)).isZero();
    }

    private void listen(ManagerUser user) throws IOException {
        asterisk = AmiSimulator.start(new SimulatorSettings().user(user).writeTimeout(Duration.ofSeconds(5)));
        asterisk.learn(Recordings.read(QUEUE_CALL));
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
        heard.awaitState(LinkState.LISTENING);
    }

    private static long hangups() {
        return Recordings.read(QUEUE_CALL).messages().stream()
                .filter(message -> message.event().equals("Hangup"))
                .count();
    }
}
