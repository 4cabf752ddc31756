package io.callwarden.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several clients on the same stream, one after the other, several times in turn. */
final class Throughput {
    private static final String RAW = "raw socket read";
    private static final String ASTERISK_JAVA = "asterisk-java 3.42.2";
    private static final String AGENT = "the whole agent";
    /** What suits it best of what was tried; it holds up to 20,000 events in memory. */
    private static final List<String> ASTERISK_JAVA_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private final Path folder;
    private final Path log;
    private final List<String> agentFlags;
    private final Map<String, Medians> found = new LinkedHashMap<>();

    Throughput(Path folder, Path log, List<String> agentFlags) {
        this.folder = folder;
        this.log = log;
        this.agentFlags = agentFlags;
    }

    void run(StreamFile stream, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            measure(RAW, RawClient.class, agentFlags, stream);
            measure(ASTERISK_JAVA, AsteriskJavaClient.class, ASTERISK_JAVA_FLAGS, stream);
            measure(AGENT, AgentClient.class, agentFlags, stream);
        }
    }

    private void measure(String name, Class<?> client, List<String> flags, StreamFile stream)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(folder, "data");
        try (RunningServer server = new RunningServer(stream.file(), log)) {
            Map<String, Double> run = Client.run(client, flags, log, server.args(stream.file(), data.toString()));
            System.err.printf("  %s: %,.0f events/s%n", name, run.get("rate"));
            found.computeIfAbsent(name, key -> new Medians()).add(run);
        }
    }

    void report(Report report, StreamFile stream) throws IOException {
        report.text("One stream of %,d events (%,d MB, %,d calls), medians:"
                .formatted(stream.events(), stream.bytes() / 1_000_000, stream.calls()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "client",
                "events/s",
                "CPU s per million events",
                "B allocated per event",
                "2nd half: events/s",
                "CPU s per million",
                "B per event",
                "start-up CPU s",
                "peak RSS MiB",
                "events lost"));
        found.forEach((name, medians) -> rows.add(row(name, medians)));
        report.table(rows);
        Medians agent = found.get(AGENT);
        Medians other = found.get(ASTERISK_JAVA);
        report.text(
                "Agent to asterisk-java: %s times the events per second (2nd half: %s), 1/%s of the CPU per event (2nd half: 1/%s)."
                        .formatted(
                                Report.number(agent.get("rate") / other.get("rate"), 1),
                                Report.number(agent.get("warm.rate") / other.get("warm.rate"), 1),
                                Report.number(other.get("cpu") / agent.get("cpu"), 1),
                                Report.number(other.get("warm.cpu") / agent.get("warm.cpu"), 1)));
        report.text("Calls in the agent's database, all runs together: %,.0f; missing or wrong: %,.0f; too many: %,.0f."
                .formatted(agent.sum("calls"), agent.sum("wrong"), agent.sum("extra")));
    }

    boolean everyCallRight() {
        Medians agent = found.get(AGENT);
        return agent.sum("wrong") == 0 && agent.sum("extra") == 0 && agent.sum("lost") == 0;
    }

    private static List<String> row(String name, Medians medians) {
        return List.of(
                name,
                Report.number(medians.get("rate"), 0),
                Report.number(medians.get("cpu"), 2),
                Report.number(medians.get("allocated"), 0),
                Report.number(medians.get("warm.rate"), 0),
                Report.number(medians.get("warm.cpu"), 2),
                Report.number(medians.get("warm.allocated"), 0),
                Report.number(medians.get("startup.cpu"), 2),
                Report.number(medians.get("rss"), 0),
                Report.number(medians.get("lost"), 0));
    }
}
