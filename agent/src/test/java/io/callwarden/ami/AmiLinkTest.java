package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callwarden.ami.AmiStats.Count;
import io.callwarden.call.BlindInterval.Reason;
import io.callwarden.call.DeviceState;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmiLinkTest {
    private static final String HANGUP = "Event: Hangup\r\nPrivilege: call,all\r\nUniqueid: %s\r\n\r\n";

    private ScriptedAsterisk asterisk;
    private Heard heard;

    @BeforeEach
    void start() throws IOException {
        asterisk = ScriptedAsterisk.plain();
        heard = new Heard();
    }

    @AfterEach
    void stop() throws IOException {
        heard.close();
        asterisk.close();
    }

    @Test
    void logsInByChallengeAndTakesASnapshotAfterEventsAreOn() {
        listen();
        assertThat(heard.states)
                .containsExactly(
                        LinkState.CONNECTING, LinkState.LOGGING_IN, LinkState.SYNCHRONISING, LinkState.LISTENING);
        assertThat(asterisk.actionNames())
                .containsSubsequence(
                        "Challenge",
                        "Login",
                        "CoreSettings",
                        "CoreStatus",
                        "PJSIPShowEndpoints",
                        "Events",
                        "Ping",
                        "CoreShowChannels",
                        "QueueStatus");
        assertThat(asterisk.actions.get(1)).containsEntry("events", "system").doesNotContainKey("secret");
        assertThat(ScriptedAsterisk.secretsIn(asterisk.actions)).isEmpty();
    }

    @Test
    void snapshotSaysWhatAsteriskSaid() {
        listen();
        PbxSnapshot snapshot = heard.snapshots.get(0);
        assertThat(snapshot.askedAt()).isEqualTo(Instant.parse("2026-11-23T06:39:13Z"));
        assertThat(snapshot.bootedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(snapshot.channels())
                .containsExactly(new PbxSnapshot.Channel(
                        "1795415950.1",
                        "1795415950.1",
                        "PJSIP/101-00000001",
                        6,
                        "101",
                        "O'Brien",
                        "from-internal",
                        "7001",
                        "Queue",
                        "sales",
                        "",
                        Duration.ofSeconds(3)));
        assertThat(snapshot.waiting())
                .containsExactly(new PbxSnapshot.Waiting(
                        "sales", "1795415950.1", "PJSIP/101-00000001", 1, Duration.ofSeconds(2)));
        assertThat(snapshot.queuesTold()).isTrue();
        assertThat(snapshot.queues())
                .containsExactly(new PbxSnapshot.Queue("sales", "ringall", 7, Duration.ofSeconds(20)));
        assertThat(snapshot.members())
                .containsExactly(
                        new QueueMember(
                                "sales",
                                "Ann",
                                "Local/102@from-queue/n",
                                "PJSIP/102",
                                DeviceState.INUSE,
                                true,
                                true,
                                "lunch",
                                Instant.ofEpochSecond(1_795_415_940),
                                Duration.ofSeconds(30)),
                        new QueueMember(
                                "sales",
                                "Bob",
                                "PJSIP/103",
                                "PJSIP/103",
                                DeviceState.NOT_INUSE,
                                false,
                                false,
                                "",
                                null,
                                null));
    }

    @Test
    void endpointsAreKnownBeforeTheFirstEvent() {
        listen();
        PbxFacts facts = heard.link.facts().orElseThrow();
        assertThat(facts.asteriskVersion()).isEqualTo("22.10.0");
        assertThat(facts.amiVersion()).isEqualTo("11.0.0");
        assertThat(facts.endpoints())
                .containsExactly(
                        new EndpointFact("PJSIP", "provider", "from-internal", "Not in use", true, false, false, false),
                        new EndpointFact("PJSIP", "101", "from-internal", "In use", false, false, false, false));
        assertThat(asterisk.actionNames().indexOf("PJSIPShowEndpoints"))
                .isLessThan(asterisk.actionNames().indexOf("Events"));
    }

    @Test
    void endpointThatAsteriskDoesNotAskWhetherItIsThereIsKnownToBeSuch() {
        asterisk.answers.put(
                "PJSIPShowEndpoint",
                "Response: Success\r\nACTION_IDEventList: start\r\n\r\nEvent: AorDetail\r\nACTION_IDQualifyFrequency: 0\r\n\r\n"
                        + "Event: EndpointDetailComplete\r\nACTION_IDEventList: Complete\r\n\r\n");
        listen();
        assertThat(heard.link.facts().orElseThrow().endpoints())
                .extracting(EndpointFact::unqualified)
                .containsExactly(true, true);
    }

    @Test
    void secretIsSentOnlyWhereTheConfigurationSaysSo() {
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, true, AmiConfig.Tls.OFF));
        heard.awaitState(LinkState.LISTENING);
        assertThat(ScriptedAsterisk.secretsIn(asterisk.actions)).containsExactly(ScriptedAsterisk.SECRET);
        assertThat(asterisk.actionNames()).doesNotContain("Challenge");
    }

    @Test
    void refusedLoginIsNotHammered() {
        heard.open(heard.config(asterisk.port(), "wrong", false, AmiConfig.Tls.OFF));
        heard.awaitState(LinkState.WAITING);
        await().during(Duration.ofMillis(700)).until(() -> asterisk.connections.size() == 1);
        assertThat(heard.link.stats().count(Count.REFUSED_LOGINS)).isEqualTo(1);
        assertThat(heard.link.stats().count(Count.FAILED_CONNECTS)).isZero();
    }

    @Test
    void lostConnectionIsMadeAgainAndTheTimeBetweenIsTold() throws IOException {
        listen();
        asterisk.cut();
        await().until(() -> heard.blind.size() == 1);
        heard.awaitState(LinkState.LISTENING);
        assertThat(heard.blind.get(0).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(heard.link.stats().count(Count.LOSSES)).isEqualTo(1);
        assertThat(heard.losses).containsExactly("Asterisk closed the connection");
    }

    @Test
    void restartOfAsteriskIsToldFromACut() throws IOException {
        listen();
        asterisk.startup = "10:30:00";
        asterisk.cut();
        await().until(() -> heard.blind.size() == 1);
        assertThat(heard.blind.get(0).reason()).isEqualTo(Reason.ASTERISK_RESTARTED);
        assertThat(heard.snapshots.get(1).bootedAt()).isEqualTo(Instant.parse("2026-11-23T10:30:00Z"));
    }

    @Test
    void peerThatFallsSilentIsGivenUp() {
        heard.keepAlive = Duration.ofMillis(300);
        listen();
        asterisk.silent = true;
        await().until(() -> heard.losses.contains("no sign of life for 1 s"));
        asterisk.silent = false;
        heard.awaitState(LinkState.LISTENING);
        assertThat(asterisk.actionNames()).contains("Ping");
    }

    @Test
    void damageInTheStreamIsMadeGoodByASnapshot() throws IOException {
        listen();
        asterisk.send(
                "Event: Hangup\r\nPrivilege: call,all\r\nEvent: Hangup\r\nPrivilege: call,all\r\nUniqueid: 7\r\n\r\n");
        await().until(() -> heard.blind.size() == 1);
        heard.awaitState(LinkState.LISTENING);
        assertThat(heard.blind.get(0).reason()).isEqualTo(Reason.STREAM_DAMAGED);
        assertThat(heard.hungUp).containsExactly("7");
        assertThat(heard.states).endsWith(LinkState.SYNCHRONISING, LinkState.LISTENING);
        assertThat(heard.link.stats().count(Count.SNAPSHOTS)).isEqualTo(2);
        assertThat(asterisk.connections).hasSize(1);
    }

    @Test
    void reloadIsFollowedByASnapshotWithoutAGap() throws IOException {
        listen();
        asterisk.send("Event: Reload\r\nPrivilege: system,all\r\nModule: app_queue.so\r\nStatus: 0\r\n\r\n");
        await().until(() -> heard.snapshots.size() == 2);
        assertThat(heard.blind).isEmpty();
        assertThat(heard.states).endsWith(LinkState.LISTENING).containsOnlyOnce(LinkState.SYNCHRONISING);
    }

    @Test
    void uptimeTellsWhenAsteriskWasStarted() {
        asterisk.answers.put("CoreStatus", ScriptedAsterisk.denied());
        asterisk.answers.put(
                "Login",
                "Response: Success\r\nACTION_ID\r\nEvent: FullyBooted\r\nPrivilege: system,all\r\nUptime: 100\r\n\r\n");
        listen();
        // The PBX of this test always has the same time, 100 seconds later.
        assertThat(heard.snapshots.get(0).bootedAt())
                .isBetween(Instant.parse("2026-11-23T06:37:32Z"), Instant.parse("2026-11-23T06:37:34Z"));
        assertThat(heard.snapshots).hasSize(1);
    }

    @Test
    void asteriskThatFinishesStartingLaterIsAskedAgain() throws IOException {
        listen();
        asterisk.send("Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 3\r\n\r\n");
        await().until(() -> heard.snapshots.size() == 2);
        await().until(() -> asterisk.actionNames().stream()
                        .filter(name -> name.equals("PJSIPShowEndpoints"))
                        .count()
                == 2);
    }

    @Test
    void whatTheUserMayNotSeeIsSaidAndIsNoError() {
        asterisk.answers.put("PJSIPShowEndpoints", ScriptedAsterisk.denied());
        asterisk.answers.put("CoreStatus", ScriptedAsterisk.denied());
        asterisk.answers.put("CoreShowChannels", ScriptedAsterisk.denied());
        listen();
        assertThat(heard.link.facts().orElseThrow().notSeen())
                .containsExactly(
                        "CoreStatus: permission denied; add system or reporting to the write line of the user in manager.conf",
                        "PJSIPShowEndpoints: permission denied; add system to the write line of the user in manager.conf",
                        "CoreShowChannels: permission denied; add system or reporting to the write line of the user in manager.conf");
        assertThat(heard.snapshots).isEmpty();
    }

    @Test
    void faultInTheHandlingOfAnEventDoesNotEndTheLink() throws IOException {
        listen();
        asterisk.send(HANGUP.formatted("fault") + HANGUP.formatted("8"));
        await().until(() -> heard.hungUp.equals(List.of("8")));
        assertThat(heard.link.stats().count(Count.FAILED_MESSAGES)).isEqualTo(1);
        assertThat(heard.link.state()).isEqualTo(LinkState.LISTENING);
    }

    @Test
    void questionsAreAnsweredWhileListening() throws Exception {
        listen();
        assertThat(heard.link.ask("CoreSettings").get().response().text("asteriskversion"))
                .isEqualTo("22.10.0");
        assertThat(heard.link.ask("QueueStatus").get().rows())
                .extracting(AmiRow::name)
                .containsExactly("QueueParams", "QueueMember", "QueueMember", "QueueEntry");
        assertThat(heard.link.ask("Nonsense").get().unknownAction()).isTrue();
        PJSipShowEndpointAction evil = new PJSipShowEndpointAction();
        evil.setEndpoint("101\r\nAction: Originate");
        assertThatThrownBy(() -> heard.link.ask(evil).get()).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(asterisk.actionNames()).doesNotContain("Originate");
    }

    @Test
    void questionWithoutAConnectionFails() throws IOException {
        try (Socket bound = new Socket()) {
            // Bound and not listening: refused for sure, while a port that nobody has may be anybody's by then.
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            heard.open(heard.config(bound.getLocalPort(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
            await().until(() -> heard.link.stats().count(Count.FAILED_CONNECTS) > 0);
            assertThatThrownBy(() -> heard.link.ask("Ping").get())
                    .hasMessageContaining("not logged in to Asterisk at 127.0.0.1:");
        }
    }

    @Test
    void connectionLostAmongTheQuestionsGivesNoFacts() throws IOException {
        asterisk.answers.put("PJSIPShowRegistrationsOutbound", "");
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
        await().until(() -> asterisk.actionNames().contains("PJSIPShowRegistrationsOutbound"));
        asterisk.cut();
        await().until(() -> heard.losses.size() == 1);
        assertThat(heard.link.facts()).isEmpty();
        asterisk.answers.clear();
        heard.awaitState(LinkState.LISTENING);
        assertThat(heard.link.facts()).isPresent();
        assertThat(heard.blind).isEmpty();
    }

    @Test
    void closedLinkLogsOffAndEndsItsThread() {
        listen();
        heard.link.close();
        assertThat(heard.link.state()).isEqualTo(LinkState.CLOSED);
        assertThat(heard.link.executor().isTerminated()).isTrue();
        await().until(() -> asterisk.actionNames().contains("Logoff"));
    }

    private void listen() {
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
        heard.awaitState(LinkState.LISTENING);
    }
}
