package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagerProtocolTest {

    private AmiSimulator simulator;

    @AfterEach
    void close() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void wrongSecretIsRefusedAfterASecondAndTheConnectionCloses() throws IOException {
        start(new SimulatorSettings());
        TestClient client = new TestClient(simulator.address());
        long before = System.nanoTime();

        assertThat(client.banner()).isEqualTo("Asterisk Call Manager/11.0.0");
        assertThat(client.ask("Action: Login\nActionID: 7\nUsername: agent\nSecret: wrong"))
                .isEqualTo("Response: Error\nActionID: 7\nMessage: Authentication failed");
        assertThat(System.nanoTime() - before)
                .isGreaterThan(Duration.ofMillis(900).toNanos());
        assertThat(client.read()).isNull();
    }

    @Test
    void nothingButLoginIsPermittedBeforeLogin() throws IOException {
        start(new SimulatorSettings());
        TestClient client = new TestClient(simulator.address());

        assertThat(client.ask("Action: Ping")).isEqualTo("Response: Error\nMessage: Permission denied");
        assertThat(client.ask("Action: Nonsense")).isEqualTo("Response: Error\nMessage: Permission denied");
        assertThat(client.ask("Action: Challenge\nAuthType: SHA")).contains("Must specify AuthType");
    }

    @Test
    void aClientWithoutLoginIsClosed() throws IOException {
        start(new SimulatorSettings().authTimeout(Duration.ofMillis(50)));

        assertThat(new TestClient(simulator.address()).read()).isNull();
    }

    @Test
    void fullyBootedComesOnlyToWhoSeesSystemEvents() throws IOException {
        start(new SimulatorSettings());

        assertThat(TestClient.loggedIn(simulator, "").read())
                .matches(
                        "Event: FullyBooted\nPrivilege: system,all\nUptime: \\d+\nLastReload: \\d+\nStatus: Fully Booted");
        assertThat(TestClient.loggedIn(simulator, "Events: off").ask("Action: Ping"))
                .startsWith("Response: Success\nPing: Pong");
        assertThat(TestClient.loggedIn(simulator, "Events: call").ask("Action: Ping"))
                .startsWith("Response: Success\nPing: Pong");
    }

    @Test
    void aSecondLoginOfOneUserIsRefusedWhereMultipleLoginIsOff() throws IOException {
        start(new SimulatorSettings().allowMultipleLogin(false).failedLoginDelay(Duration.ZERO));
        TestClient first = TestClient.loggedIn(simulator, "Events: off");
        TestClient second = new TestClient(simulator.address());

        assertThat(second.ask("Action: Login\nUsername: agent\nSecret: s3cret")).contains("Authentication failed");
        assertThat(first.ask("Action: Ping")).contains("Pong");
    }

    @Test
    void answersHaveAsterisksWords() throws IOException {
        start(new SimulatorSettings());
        TestClient client = TestClient.loggedIn(simulator, "Events: off");

        assertThat(client.ask("Action: Foo\nActionID: a b"))
                .isEqualTo(
                        "Response: Error\nActionID: a b\nMessage: Invalid/unknown command: Foo. Use Action: ListCommands to"
                                + " show available commands.");
        assertThat(client.ask("ActionID: 1"))
                .isEqualTo("Response: Error\nActionID: 1\nMessage: Missing action in request");
        assertThat(client.ask("action: ping\nactionid: x"))
                .matches("Response: Success\nActionID: x\nPing: Pong\nTimestamp: \\d+\\.\\d{6}");
        assertThat(client.ask("Action: Events\nEventMask: call,agent")).isEqualTo("Response: Success\nEvents: On");
        assertThat(client.ask("Action: Events\nEventMask: off")).isEqualTo("Response: Success\nEvents: Off");
        assertThat(client.ask("Action: Events")).contains("Invalid event mask");
        assertThat(client.ask("Action: Ping\nActionID: long\nX: " + "x".repeat(3_000)))
                .isEqualTo("Response: Error\nActionID: long\nMessage: Failed to parse message: line too long");
        assertThat(client.ask("Action: CoreSettings")).contains("AMIversion: 11.0.0", "AsteriskVersion: 22.10.1");
        assertThat(client.ask("Action: ListCommands"))
                .contains("Status: List channel status.  (Priv: system,call,reporting,all)");
        assertThat(client.ask("Action: Command\nCommand: core show version"))
                .contains("Output: Asterisk 22.10.1 built by");
        assertThat(client.ask("Action: Logoff\nActionID: 9"))
                .isEqualTo("Response: Goodbye\nActionID: 9\nMessage: Thanks for all the fish.");
        assertThat(client.read()).isNull();
    }

    @Test
    void anActionNeedsOneOfItsClasses() throws IOException {
        start(new SimulatorSettings().user(new ManagerUser("low", "x", "call", "call")));
        TestClient client = new TestClient(simulator.address());
        client.ask("Action: Login\nUsername: low\nSecret: x");

        assertThat(client.ask("Action: CoreShowChannels")).contains("Permission denied");
        assertThat(client.ask("Action: Filter\nOperation: Add\nFilter: x")).contains("Permission denied");
        assertThat(client.ask("Action: Status")).contains("EventList: start");
        assertThat(client.readUntil("StatusComplete")).hasSize(1);
        assertThat(client.ask("Action: QueueStatus")).contains("EventList: start");
        assertThat(client.readUntil("QueueStatusComplete")).hasSize(1);
        assertThat(client.ask("Action: ListCommands")).contains("Status:").doesNotContain("CoreStatus:");
    }

    @Test
    void aUserSeesOnlyTheEventsOfHisClasses() throws IOException {
        start(new SimulatorSettings().user(new ManagerUser("queues", "x", "agent,call", "")));
        TestClient all = TestClient.loggedIn(simulator, "Events: agent,dialplan");
        TestClient queues = new TestClient(simulator.address());
        queues.ask("Action: Login\nUsername: queues\nSecret: x");
        play("asterisk-22.10/queue_answered");

        assertThat(privileges(all.readUntil("AgentComplete"))).containsOnly("agent,all", "dialplan,all");
        assertThat(privileges(queues.readUntil("AgentComplete"))).containsOnly("agent,all", "call,all");
    }

    private static List<String> privileges(List<String> messages) {
        return messages.stream()
                .map(message -> message.lines()
                        .filter(line -> line.startsWith("Privilege: "))
                        .findFirst()
                        .orElseThrow())
                .map(line -> line.substring(11))
                .distinct()
                .toList();
    }

    @Test
    void filtersKeepEventsAway() throws IOException {
        start(new SimulatorSettings());
        TestClient client = TestClient.loggedIn(simulator, "Events: call");
        assertThat(client.ask("Action: Filter\nOperation: Add\nFilter: Event: (Newchannel|Hangup|HangupRequest)"))
                .isEqualTo("Response: Success\nMessage: Success");
        client.ask("Action: Filter\nOperation: Add\nFilter: !Channel: PJSIP/trunk");
        client.ask("Action: Filter\nOperation: Add\nMatchCriteria: action(exclude),name(HangupRequest)");
        play("asterisk-22.10/phone_answered");

        List<String> messages = client.readUntil("Event: Hangup\n");
        assertThat(messages)
                .allMatch(message -> message.startsWith("Event: Newchannel") || message.startsWith("Event: Hangup\n"));
        assertThat(messages).noneMatch(message -> message.contains("Channel: PJSIP/trunk"));
    }

    @Test
    void aFilterByHeaderComparesItsValue() throws IOException {
        start(new SimulatorSettings());
        TestClient client = TestClient.loggedIn(simulator, "Events: off");
        client.ask(
                "Action: Filter\nOperation: Add\nMatchCriteria: name(VarSet),header(Variable),method(exact)\nFilter: FROM_DID");
        client.ask("Action: Filter\nOperation: Add\nMatchCriteria: name(Hangup),method(none)");
        client.ask("Action: Events\nEventMask: on");
        play("asterisk-22.10/phone_answered");

        List<String> messages = client.readUntil("Event: Hangup\n");
        assertThat(messages)
                .filteredOn(message -> message.startsWith("Event: VarSet"))
                .allMatch(message -> message.contains("\nVariable: FROM_DID\n"));
        assertThat(messages).allMatch(message -> message.matches("(?s)Event: (VarSet|Hangup)\n.*"));
    }

    @Test
    void aFilterThatIsNoneIsRefused() throws IOException {
        start(new SimulatorSettings());
        TestClient client = TestClient.loggedIn(simulator, "Events: off");

        assertThat(client.ask("Action: Filter\nOperation: Add\nFilter: ((")).contains("Filter did not compile.");
        assertThat(client.ask("Action: Filter\nOperation: Add\nMatchCriteria: nam(x)"))
                .contains("formatted incorrectly");
        assertThat(client.ask("Action: Filter\nOperation: Add\nMatchCriteria: method(guess)\nFilter: x"))
                .contains("formatted incorrectly");
        assertThat(client.ask("Action: Filter\nOperation: Foo")).contains("Unknown operation");
        assertThatThrownBy(() -> EventFilter.byCriteria("name(a),,", "")).isInstanceOf(EventFilter.BadFilter.class);
    }

    @Test
    void aReaderThatStallsIsDroppedAndTheOthersAreNot() throws IOException {
        start(new SimulatorSettings());
        TestClient reads = TestClient.loggedIn(simulator, "Events: off");
        TestClient stalls = TestClient.loggedIn(simulator, "");
        simulator.play(
                Recordings.read("asterisk-22.10/queue_answered"),
                PlayOptions.asFastAsPossible().repeat(1_000_000));

        await().atMost(Duration.ofSeconds(20)).until(() -> simulator.clients() == 1);
        assertThat(reads.ask("Action: Ping")).contains("Pong");
        stalls.close();
    }

    @Test
    void manyClientsSeeTheSame() throws IOException {
        start(new SimulatorSettings().writeTimeout(Duration.ofSeconds(5)));
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(TestClient.loggedIn(simulator, "Events: call,agent,dialplan"));
        }
        await().until(() -> simulator.clients() == 40);
        play("asterisk-22.10/queue_answered");

        List<String> seen = clients.get(0).readUntil("AgentComplete");
        for (TestClient client : clients.subList(1, 40)) {
            assertThat(client.readUntil("AgentComplete")).isEqualTo(seen);
            client.close();
        }
    }

    private void start(SimulatorSettings settings) throws IOException {
        simulator = AmiSimulator.start(settings.user(ManagerUser.all("agent", "s3cret")));
    }

    private void play(String name) {
        simulator.play(Recordings.read(name), PlayOptions.asFastAsPossible());
    }
}
