package io.callwarden.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs all benchmarks and prints what they found; {@code bin/benchmark} starts it. */
@Command(
        name = "bin/benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures the agent beside a raw socket read and asterisk-java on the same stream, its start, its"
                + " memory and its latency. Takes about five minutes on an idle machine of two cores.",
        footer = {
            "",
            "Exit codes: 0 all was measured and every call was right; 1 a call was wrong or lost, or something failed."
        })
final class Benchmark implements Callable<Integer> {
    /** The parts that can be left out. */
    enum Part {
        throughput,
        start,
        memory,
        latency,
        webhook,
        flat,
        scrape,
        jmh,
        fleet
    }

    @Option(
            names = "--playings",
            paramLabel = "N",
            defaultValue = "240",
            description = "How often the recording of 200 calls is in the stream; 240 (the default) are 4.1 million"
                    + " events and 1.9 GB.")
    private int playings;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each client; the default is 3.")
    private int rounds;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Only these parts: ${COMPLETION-CANDIDATES}.")
    private List<Part> only = List.of(Part.values());

    @Option(
            names = "--long",
            paramLabel = "CALLS",
            defaultValue = "50000",
            description = "Calls for the look at the heap; the default is 50000, the full measure 5000000 (a quarter of"
                    + " an hour).")
    private int flatCalls;

    @Option(
            names = "--fleet-rate",
            paramLabel = "CALLS",
            defaultValue = "10",
            description = "Calls a second on each of the four PBXs of the fleet; the default is 10.")
    private double fleetRate;

    @Option(
            names = "--fleet-seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the fleet is measured before the outage, and goes on after it; the default is 60.")
    private int fleetSeconds;

    @Option(
            names = "--outage-seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long the fleet's PostgreSQL is away, 0 for not at all; the default is 60, the full measure 300.")
    private int outageSeconds;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the tables to this file, too.")
    private Path markdown;

    @Option(names = "--work-dir", paramLabel = "DIR", required = true, hidden = true, description = "For its files.")
    private Path folder;

    @Parameters(hidden = true, description = "The command that starts the agent.")
    private List<String> agentCommand = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        deleteAll(folder);
        Files.createDirectories(folder);
        Path log = folder.resolve("benchmark.log");
        List<String> flags = agentCommand.stream()
                .filter(word -> word.matches("-(X(ms|mx|mn|ss)\\w+|XX:(?!SharedArchiveFile).*)"))
                .toList();
        Report report = new Report();
        report.text(Machine.describe());
        report.text("The agent's JVM: `" + String.join(" ", flags) + "`");
        boolean right = run(report, log, flags);
        System.out.println(report);
        if (markdown != null) {
            Files.writeString(markdown, report.toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            // The logs stay; streams and databases are big.
            for (Path file :
                    files.filter(each -> !each.toString().endsWith(".log")).toList()) {
                deleteAll(file);
            }
        }
        return right ? 0 : 1;
    }

    private boolean run(Report report, Path log, List<String> flags) throws Exception {
        boolean right = only.equals(List.of(Part.fleet)) || runAlone(report, log, flags);
        if (only.contains(Part.fleet)) {
            right &= new FleetFigures(fleetRate, Duration.ofSeconds(fleetSeconds), Duration.ofSeconds(outageSeconds))
                    .run(report, folder, log, agentCommand);
        }
        return right;
    }

    /** All that is measured of one agent. */
    private boolean runAlone(Report report, Path log, List<String> flags) throws Exception {
        System.err.println("Making a stream of " + playings * 200 + " calls");
        StreamMaker maker = new StreamMaker();
        StreamFile stream = maker.storms(folder.resolve("storms.ami"), playings);
        boolean right = true;
        if (only.contains(Part.throughput)) {
            Throughput throughput = new Throughput(folder, log, flags);
            throughput.run(stream, rounds);
            throughput.report(report, stream);
            right = throughput.everyCallRight();
        }
        RunFigures figures = new RunFigures(folder, log, agentCommand, flags);
        if (only.contains(Part.start)) {
            figures.start(stream);
        }
        if (only.contains(Part.memory)) {
            figures.memory(maker);
        }
        if (only.contains(Part.latency)) {
            figures.latency(stream);
        }
        if (only.contains(Part.webhook)) {
            figures.webhook();
        }
        if (only.contains(Part.flat)) {
            figures.flatMemory(flatCalls);
        }
        figures.report(report);
        if (only.contains(Part.scrape)) {
            ScrapeFigures.run(report, folder, log, agentCommand);
        }
        if (only.contains(Part.jmh)) {
            MicroBenchmarks.run(report, log, flags);
        }
        return right;
    }

    private static void deleteAll(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
