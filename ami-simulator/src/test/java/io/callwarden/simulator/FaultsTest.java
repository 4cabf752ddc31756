package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    /** So that a call is still going on after everything a test does meanwhile, however busy the machine is. */
    private static final PlayOptions SLOWLY = PlayOptions.realTime().speed(0.1);

    private AmiSimulator simulator;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = AmiSimulator.start(
                new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")).writeTimeout(Duration.ofSeconds(5)));
        client = TestClient.loggedIn(simulator, "");
        client.readUntil("SuccessfulAuth");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        simulator.close();
    }

    @Test
    void aCutEndsConnectionsAndLetsCallsGoOn() throws IOException {
        simulator.play(Recordings.read("asterisk-22.10/queue_abandoned"), SLOWLY);
        client.readUntil("QueueCallerJoin");

        simulator.faults().cut();

        assertThatThrownBy(() -> client.readUntil("never")).isInstanceOf(SocketException.class);
        TestClient again = TestClient.loggedIn(simulator, "Events: off");
        again.ask("Action: QueueStatus\nQueue: sales");
        assertThat(again.readUntil("QueueStatusComplete")).anyMatch(row -> row.startsWith("Event: QueueEntry"));
    }

    @Test
    void aHalfOpenConnectionStaysAndSaysNothing() throws IOException {
        simulator.faults().halfOpen();
        simulator.play(Recordings.read("asterisk-22.10/queue_answered"), PlayOptions.asFastAsPossible());
        client.socket().setSoTimeout(200);

        assertThatThrownBy(() -> client.ask("Action: Ping")).isInstanceOf(SocketTimeoutException.class);
        assertThat(TestClient.loggedIn(simulator, "Events: off").ask("Action: Ping"))
                .contains("Pong");
    }

    @Test
    void aStalledServerGoesOnWhereItStopped() throws IOException {
        simulator.faults().stall();
        client.send("Action: Ping\nActionID: late");
        simulator.play(Recordings.read("asterisk-22.10/queue_answered"), PlayOptions.asFastAsPossible());
        client.socket().setSoTimeout(200);
        assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
        await().until(() -> simulator.eventsPlayed() > 100);

        client.socket().setSoTimeout(10_000);
        simulator.faults().goOn();
        simulator.play(Recordings.read("asterisk-22.10/ivr_hangup"), PlayOptions.asFastAsPossible());

        List<String> messages = client.readUntil("Context: ivr");
        client.send("Action: Ping\nActionID: end");
        messages.addAll(client.readUntil("ActionID: end"));
        assertThat(messages)
                .filteredOn(message -> message.contains("ActionID: late"))
                .hasSize(1);
        assertThat(messages.stream().filter(message -> message.startsWith("Event: AgentConnect")))
                .hasSize(1);
        assertThat(messages).allMatch(message -> message.startsWith("Event: ") || message.startsWith("Response: "));
    }

    @Test
    void theSameMessagesComeInPiecesOfAnySize() throws IOException {
        simulator.faults().split(1);
        simulator.play(Recordings.read("asterisk-22.10/ivr_hangup"), PlayOptions.asFastAsPossible());

        List<String> messages = client.readUntil("Event: Hangup\n");
        assertThat(messages).allMatch(message -> message.startsWith("Event: ") && message.contains("\nPrivilege: "));
        assertThat(messages).hasSizeGreaterThan(20);
    }

    @Test
    void garbageStandsBetweenEvents() throws IOException {
        simulator.faults().garbage(1_000, 7);

        assertThat(client.ask("Action: Ping\nActionID: after")).doesNotContain("Pong");
        assertThat(client.readUntil("ActionID: after")).last().asString().contains("Pong");
    }

    @Test
    void aLostHangupIsNotHeardButTheChannelIsGone() throws IOException {
        simulator.faults().loseHangups(1);
        simulator.play(Recordings.read("asterisk-22.10/phone_answered"), PlayOptions.asFastAsPossible());

        List<String> messages = client.readUntil("Event: Hangup\n");
        assertThat(messages)
                .filteredOn(message -> message.startsWith("Event: Newchannel"))
                .hasSize(2);
        client.ask("Action: Events\nEventMask: off");
        await().untilAsserted(() -> {
            client.send("Action: CoreShowChannels");
            assertThat(client.readUntil("CoreShowChannelsComplete"))
                    .last()
                    .asString()
                    .contains("ListItems: 0");
        });
    }

    @Test
    void monstrousEventsArriveWhole() throws IOException {
        simulator.faults().manyHeaders(100_000);
        simulator.faults().longLine(10_000_000);
        simulator.faults().unknownEvents();

        assertThat(client.read().lines()).hasSize(100_004);
        assertThat(client.read()).hasSizeGreaterThan(10_000_000);
        assertThat(client.read()).startsWith("Event: ChannelTeleported");
    }

    @Test
    void aRestartEndsEverythingAndBootsAnew() throws IOException {
        simulator.play(Recordings.read("asterisk-22.10/queue_abandoned"), SLOWLY);
        client.readUntil("QueueCallerJoin");
        String before = TestClient.loggedIn(simulator, "Events: off").ask("Action: CoreStatus");

        simulator.faults().restart(Duration.ZERO);

        assertThat(client.readUntil("Event: Shutdown")).last().asString().contains("Restart: True");
        assertThat(client.read()).isNull();
        TestClient again = TestClient.loggedIn(simulator, "Events: off");
        assertThat(again.ask("Action: CoreStatus")).isNotEqualTo(before).contains("CoreCurrentCalls: 0");
        again.ask("Action: QueueStatus\nQueue: sales");
        assertThat(again.readUntil("QueueStatusComplete"))
                .anyMatch(row -> row.startsWith("Event: QueueMember"))
                .noneMatch(row -> row.startsWith("Event: QueueEntry"));
    }

    @Test
    void refusedConnectionsAreRefusedUntilTheyAreNot() throws IOException {
        simulator.faults().refuseConnections();
        assertThatThrownBy(() -> new TestClient(simulator.address())).isInstanceOf(ConnectException.class);

        simulator.faults().acceptAgain();
        assertThat(new TestClient(simulator.address()).banner()).startsWith("Asterisk Call Manager/");
        assertThat(client.ask("Action: Ping")).contains("Pong");
    }
}
