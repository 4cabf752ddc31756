package io.callwarden.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Asterisk does, in as many words as a link needs, and can be told to misbehave. */
final class ScriptedAsterisk implements AutoCloseable {
    static final String SECRET = "s3cret";
    private static final String CHALLENGE = "128465432";

    final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    /** Answers that differ from the usual; {@code null} text in place of none. */
    final Map<String, String> answers = new ConcurrentHashMap<>();
    /** Accepts connections and reads, but says nothing. */
    volatile boolean silent;

    volatile String startup = "10:00:00";
    private final ServerSocket server;

    ScriptedAsterisk(ServerSocket server) {
        this.server = server;
        daemon(this::accept);
    }

    static ScriptedAsterisk plain() throws IOException {
        return new ScriptedAsterisk(new ServerSocket(0));
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> actionNames() {
        return actions.stream().map(action -> action.get("Action")).toList();
    }

    /** To all that are connected. */
    void send(String text) throws IOException {
        for (Socket connection : connections) {
            if (!connection.isClosed()) {
                write(connection, text);
            }
        }
    }

    void cut() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                daemon(() -> talk(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (!silent) {
                write(socket, "Asterisk Call Manager/11.0.0\r\n");
            }
            Map<String, String> action = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    action.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
                } else {
                    actions.add(Map.copyOf(action));
                    if (!silent) {
                        write(socket, answer(action));
                    }
                    action.clear();
                }
            }
        } catch (IOException gone) {
            // Cut by the test or by the link.
        }
    }

    private String answer(Map<String, String> action) {
        String id = "ActionID: " + action.get("ActionID") + "\r\n";
        String own = answers.get(action.get("Action"));
        if (own != null) {
            return own.replace("ACTION_ID", id);
        }
        return switch (action.get("Action")) {
            case "Challenge" -> "Response: Success\r\n" + id + "Challenge: " + CHALLENGE + "\r\n\r\n";
            case "Login" -> login(action, id);
            case "Ping" -> "Response: Success\r\n" + id + "Ping: Pong\r\nTimestamp: 1795415953.000000\r\n\r\n";
            case "CoreSettings" -> "Response: Success\r\n" + id + "AsteriskVersion: 22.10.0\r\n\r\n";
            case "CoreStatus" ->
                "Response: Success\r\n" + id + "CoreStartupDate: 2026-11-23\r\nCoreStartupTime: " + startup
                        + "\r\n\r\n";
            case "CoreShowChannels" ->
                list(
                        id,
                        "CoreShowChannelsComplete",
                        "Event: CoreShowChannel\r\n" + id + "Channel: PJSIP/101-00000001\r\nChannelState: 6\r\n"
                                + "CallerIDNum: 101\r\nCallerIDName: O\\'Brien\r\nContext: from-internal\r\nExten: 7001\r\n"
                                + "Uniqueid: 1795415950.1\r\nLinkedid: 1795415950.1\r\nApplication: Queue\r\n"
                                + "ApplicationData: sales\r\nDuration: 00:00:03\r\nBridgeId: \r\n\r\n");
            case "QueueStatus" ->
                list(
                        id,
                        "QueueStatusComplete",
                        "Event: QueueParams\r\n" + id + "Queue: sales\r\nMax: 7\r\nStrategy: ringall\r\n"
                                + "ServiceLevel: 20\r\n\r\nEvent: QueueMember\r\n" + id
                                + "Queue: sales\r\nName: Ann\r\nLocation: Local/102@from-queue/n\r\nStateInterface: PJSIP/102\r\n"
                                + "LastCall: 1795415940\r\nInCall: 1\r\nStatus: 2\r\nPaused: 1\r\n"
                                + "PausedReason: lunch\r\nWrapuptime: 30\r\n\r\nEvent: QueueMember\r\n" + id
                                + "Queue: sales\r\nName: Bob\r\nLocation: PJSIP/103\r\nLastCall: 0\r\nStatus: 1\r\n"
                                + "Paused: 0\r\n\r\n"
                                + "Event: QueueEntry\r\n" + id
                                + "Queue: sales\r\nPosition: 1\r\nChannel: PJSIP/101-00000001\r\n"
                                + "Uniqueid: 1795415950.1\r\nWait: 2\r\n\r\n");
            case "PJSIPShowEndpoints" ->
                list(
                        id,
                        "EndpointListComplete",
                        "Event: EndpointList\r\n" + id
                                + "ObjectType: endpoint\r\nObjectName: provider\r\nDeviceState: Not in use\r\n\r\n"
                                + "Event: EndpointList\r\n" + id
                                + "ObjectType: endpoint\r\nObjectName: 101\r\nDeviceState: In use\r\n\r\n");
            case "PJSIPShowEndpoint" ->
                list(id, "EndpointDetailComplete", "Event: EndpointDetail\r\n" + id + "Context: from-internal\r\n\r\n");
            case "PJSIPShowRegistrationsOutbound" ->
                list(
                        id,
                        "OutboundRegistrationDetailComplete",
                        "Event: OutboundRegistrationDetail\r\n" + id + "ObjectName: provider-reg-0\r\n\r\n");
            case "Events", "Logoff" -> "Response: Success\r\n" + id + "\r\n";
            default -> "Response: Error\r\n" + id + "Message: Invalid/unknown command: X.\r\n\r\n";
        };
    }

    private static String login(Map<String, String> action, String id) {
        return SECRET.equals(action.get("Secret"))
                        || Login.key(CHALLENGE, SECRET).equals(action.get("Key"))
                ? "Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n"
                : "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n";
    }

    private static String list(String id, String end, String rows) {
        return "Response: Success\r\n" + id + "EventList: start\r\nMessage: follows\r\n\r\n" + rows + "Event: " + end
                + "\r\n" + id + "EventList: Complete\r\nListItems: 1\r\n\r\n";
    }

    static String denied() {
        return "Response: Error\r\nACTION_IDMessage: Permission denied\r\n\r\n";
    }

    private static synchronized void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-asterisk");
        thread.setDaemon(true);
        thread.start();
    }

    static Set<String> secretsIn(List<Map<String, String>> actions) {
        return Set.copyOf(actions.stream()
                .flatMap(action -> action.values().stream())
                .filter(value -> value.contains(SECRET))
                .toList());
    }
}
