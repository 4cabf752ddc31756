package io.callwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client's line to the {@link StreamServer}, beside AMI. */
final class StreamControl implements AutoCloseable {
    private final Socket socket;
    private volatile boolean sent;

    StreamControl(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
    }

    /** Lets the stream begin. */
    void go() throws IOException {
        socket.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
        StreamServer.daemon(() -> {
            try {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                sent = "sent".equals(in.readLine());
            } catch (IOException e) {
                System.err.println("StreamControl: " + e);
            }
        });
    }

    /** Whether the last byte of the stream has left the server. */
    boolean sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
