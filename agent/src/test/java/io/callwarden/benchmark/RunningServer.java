package io.callwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link StreamServer} in a process of its own. */
final class RunningServer implements AutoCloseable {
    private final Process process;
    private final String port;
    private final String controlPort;

    /** Sends as fast as the client reads. */
    RunningServer(Path stream, Path log) throws IOException {
        this(log, List.of(stream.toString()));
    }

    static RunningServer paced(Path stream, int eventsPerSecond, Path log) throws IOException {
        return new RunningServer(log, List.of(stream.toString(), Integer.toString(eventsPerSecond)));
    }

    static RunningServer probed(Path stream, int eventsPerSecond, Path log) throws IOException {
        return new RunningServer(log, List.of(stream.toString(), Integer.toString(eventsPerSecond), "probes"));
    }

    private RunningServer(Path log, List<String> args) throws IOException {
        process = Client.start(StreamServer.class, List.of("-Xmx64m", "-XX:+UseSerialGC"), log, args);
        String ports =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (ports == null) {
            throw new IOException("the stream server did not start; see " + log);
        }
        port = ports.split(" ")[0];
        controlPort = ports.split(" ")[1];
    }

    String port() {
        return port;
    }

    String controlPort() {
        return controlPort;
    }

    /** What the clients want to know, and more. */
    List<String> args(Path stream, String... more) {
        List<String> args = new ArrayList<>(List.of(stream.toString(), port, controlPort));
        args.addAll(List.of(more));
        return args;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
