package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.CoreStatusAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.LoginAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.response.CoreStatusResponse;
import org.asteriskjava.manager.response.PingResponse;
import org.asteriskjava.util.ReflectionUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that knows nothing of the simulator is the judge of it. */
class AsteriskJavaTest {

    private static final long TIMEOUT = 10_000;

    private final List<ManagerEvent> events = new CopyOnWriteArrayList<>();
    private AmiSimulator simulator;
    private DefaultManagerConnection client;

    @BeforeEach
    void start() throws IOException {
        simulator = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
        client = client("s3cret");
    }

    @AfterEach
    void close() {
        if (client.getState() == ManagerConnectionState.CONNECTED) {
            client.logoff();
        }
        simulator.close();
    }

    private DefaultManagerConnection client(String secret) {
        DefaultManagerConnection connection =
                new DefaultManagerConnection("127.0.0.1", simulator.port(), "agent", secret);
        connection.setDefaultResponseTimeout(TIMEOUT);
        connection.addEventListener(events::add);
        return connection;
    }

    @Test
    void logsInByChallengePingsAndLogsOff() throws Exception {
        client.login();

        assertThat(client.getState()).isEqualTo(ManagerConnectionState.CONNECTED);
        assertThat(client.getVersion()).isNotNull();
        assertThat(client.sendAction(new PingAction())).isInstanceOf(PingResponse.class);
        CoreStatusResponse status = (CoreStatusResponse) client.sendAction(new CoreStatusAction());
        assertThat(status.getCoreStartupDateTimeAsDate()).isNotNull();
        client.logoff();
        await().until(() -> simulator.clients() == 0);
    }

    /** The library's own connection always takes the challenge, so its plain action goes over a bare socket. */
    @Test
    void logsInWithThePlainSecretToo() throws Exception {
        LoginAction login = new LoginAction("agent", "s3cret");
        login.setEvents("off");
        StringBuilder action = new StringBuilder();
        for (Map.Entry<String, Method> getter :
                ReflectionUtil.getGetters(LoginAction.class).entrySet()) {
            Object value = getter.getValue().invoke(login);
            if (value != null && !getter.getKey().equals("class")) {
                action.append(getter.getKey()).append(": ").append(value).append('\n');
            }
        }
        try (TestClient plain = new TestClient(simulator.address())) {
            assertThat(plain.ask(action.toString())).contains("Message: Authentication accepted");
        }
    }

    @Test
    void isToldOfAWrongSecret() {
        assertThatThrownBy(() -> client("wrong").login()).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void understandsTheEventsOfACall() throws Exception {
        client.login();
        simulator.play(
                Recordings.read("asterisk-22.10/queue_answered"),
                PlayOptions.realTime().speed(20));

        await().atMost(Duration.ofSeconds(10)).until(() -> count(HangupEvent.class) == 2);
        assertThat(events).filteredOn(AgentConnectEvent.class::isInstance).hasSize(1);
    }

    @Test
    void readsQueuesAndChannelsInMidCall() throws Exception {
        client.login();
        Performance call = simulator.play(
                Recordings.read("asterisk-22.10/queue_abandoned"),
                PlayOptions.realTime().speed(0.1));

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !rows(new QueueStatusAction(), QueueEntryEvent.class).isEmpty());
        assertThat(rows(new QueueStatusAction(), QueueMemberEvent.class))
                .extracting(QueueMemberEvent::getQueue)
                .contains("sales");
        CoreShowChannelEvent caller = rows(new CoreShowChannelsAction(), CoreShowChannelEvent.class).stream()
                .filter(row -> row.getChannel().startsWith("PJSIP/trunk-a-"))
                .findFirst()
                .orElseThrow();
        assertThat(caller.getApplication()).isEqualTo("Queue");
        assertThat(caller.getUniqueid()).isEqualTo(caller.getLinkedid());
        assertThat(rows(new StatusAction(), StatusEvent.class))
                .extracting(StatusEvent::getUniqueId)
                .contains(caller.getUniqueid());

        call.stop();
        assertThat(rows(new CoreShowChannelsAction(), CoreShowChannelEvent.class))
                .isEmpty();
        assertThat(rows(new QueueStatusAction(), QueueEntryEvent.class)).isEmpty();
    }

    private <T extends ResponseEvent> List<T> rows(EventGeneratingAction action, Class<T> type) throws Exception {
        ResponseEvents answer = client.sendEventGeneratingAction(action, TIMEOUT);
        Collection<ResponseEvent> rows = answer.getEvents();
        return rows.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long count(Class<? extends ManagerEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }
}
