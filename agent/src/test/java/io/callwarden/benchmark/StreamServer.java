package io.callwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Speaks as much AMI as a client needs to log in, and then sends a {@link StreamFile} as fast as the client reads:
 *
 * <pre>
 * StreamServer FILE [EVENTS-PER-SECOND [probes]]
 * </pre>
 *
 * Prints the port of AMI and that of its control, then serves one client after the other. A line {@code go} to the control starts the
 * stream for the client that is logged in; the answer {@code sent} says that the last byte left. With a pace it is sent no faster
 * than that, on request with {@link Probes} mixed in.
 */
final class StreamServer {
    private final AtomicReference<StreamSession> session = new AtomicReference<>();
    private final Path file;
    private final int pace;
    private final boolean probes;

    private StreamServer(Path file, int pace, boolean probes) {
        this.file = file;
        this.pace = pace;
        this.probes = probes;
    }

    public static void main(String[] args) throws IOException {
        StreamServer server =
                new StreamServer(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 0, args.length > 2);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocketChannel ami = ServerSocketChannel.open();
                ServerSocket control = new ServerSocket(0, 1, loopback)) {
            ami.bind(new InetSocketAddress(loopback, 0));
            System.out.println(ami.socket().getLocalPort() + " " + control.getLocalPort());
            daemon(() -> server.control(control));
            // Who started this process ends it by closing its input.
            daemon(() -> exitAtEndOfInput());
            while (true) {
                SocketChannel client = ami.accept();
                StreamSession next = new StreamSession(client, server.file, server.pace, server.probes);
                server.session.set(next);
                daemon(next::serve);
            }
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        } catch (IOException e) {
            System.err.println("StreamServer: cannot read its input any more: " + e);
        }
        System.exit(0);
    }

    private void control(ServerSocket control) {
        while (true) {
            try (Socket socket = control.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.equals("go")) {
                        session.get().send();
                        out.println("sent");
                    }
                }
            } catch (IOException e) {
                System.err.println("StreamServer: " + e);
            }
        }
    }

    static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stream-server");
        thread.setDaemon(true);
        thread.start();
    }
}
