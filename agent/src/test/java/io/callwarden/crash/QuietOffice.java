package io.callwarden.crash;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A PBX on which a caller comes through a queue and talks whenever he is wanted, and the agent that hears it. */
final class QuietOffice implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final AmiSimulator asterisk =
            AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
    private final Recording recording = Recordings.read("asterisk-22.10/queue_answered");
    private final Path folder;
    private final Path data;
    private int run;

    QuietOffice(Path folder, Path data) throws IOException {
        this.folder = folder;
        this.data = data;
        asterisk.learn(recording);
    }

    /**
     * Starts the agent and does not wait for it.
     *
     * @param prefix what starts the command; empty for nothing
     */
    AgentRun start(String... prefix) throws IOException {
        Path config = Files.writeString(folder.resolve("callwarden.yml"), """
                data-dir: %s
                http: {port: 0}
                pbxs: {office: {host: 127.0.0.1, port: %d, username: agent, secret: s3cret, time-zone: UTC}}
                """.formatted(data, asterisk.port()));
        return new AgentRun(List.of(prefix), config, data, folder.resolve("agent-%d.log".formatted(++run)));
    }

    /** One call, from beginning to end; {@code meanwhile} happens when it is about half over. */
    void call(double speed, Thrower meanwhile) throws IOException, InterruptedException {
        var playing = asterisk.play(recording, PlayOptions.realTime().speed(speed));
        TimeUnit.MILLISECONDS.sleep(Math.round(recording.length().toMillis() / speed / 2));
        meanwhile.run();
        try {
            playing.done().get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The call was not played", e);
        }
    }

    /** A call faster than life. */
    void call() throws IOException, InterruptedException {
        call(20, () -> {});
    }

    /** The calls on record as soon as there are so many, the oldest first. */
    List<JsonNode> calls(AgentRun agent, int count) throws IOException, InterruptedException {
        AgentRun.await(count + " calls on record", SOON, () -> calls(agent).size() >= count);
        return calls(agent);
    }

    private static List<JsonNode> calls(AgentRun agent) {
        try {
            return agent.get("/api/calls?format=jsonl&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What may fail. */
    interface Thrower {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        asterisk.close();
    }
}
