package io.callwarden.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client that sees the wire as it is: one message, one string. Reads give up after 10 s. */
final class TestClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final String banner;

    TestClient(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(10_000);
        socket.connect(address);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        banner = in.readLine();
    }

    static TestClient loggedIn(AmiSimulator simulator, String more) throws IOException {
        TestClient client = new TestClient(simulator.address());
        client.send("Action: Login\nUsername: agent\nSecret: s3cret\n" + more);
        client.read();
        return client;
    }

    /** Connects to a simulator that says in a file where it listens, as soon as it does. */
    static TestClient atPortIn(Path file) throws IOException {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(file));
        int port = Integer.parseInt(Files.readString(file).strip());
        return new TestClient(new InetSocketAddress("127.0.0.1", port));
    }

    String banner() {
        return banner;
    }

    Socket socket() {
        return socket;
    }

    /** @param action lines without the closing empty one */
    TestClient send(String action) throws IOException {
        socket.getOutputStream()
                .write((action.strip() + "\n\n").replace("\n", "\r\n").getBytes(UTF_8));
        return this;
    }

    /** The next message, lines joined by line feeds; null at the end of the stream. */
    String read() throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                return message.toString();
            }
            message.append(message.length() == 0 ? "" : "\n").append(line);
        }
        return null;
    }

    String ask(String action) throws IOException {
        return send(action).read();
    }

    /** All messages up to and with the first that contains the text. */
    List<String> readUntil(String text) throws IOException {
        List<String> messages = new ArrayList<>();
        for (String message = read(); message != null; message = read()) {
            messages.add(message);
            if (message.contains(text)) {
                break;
            }
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
