package io.callwarden.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What else a user of {@code callwarden run} notices: its start, its memory, how fresh its figures are. */
final class RunFigures {
    private static final int STARTS = 5;
    private static final int CALLS_TOGETHER = 1_000;
    /** About as fast as the calls happened: each lasts 4.4 s. */
    private static final int CALLS_PACE = 25_000;

    private static final int PACE = 5_000;
    private static final int LATENCY_SECONDS = 10;
    private static final int LONGEST_LOAD_SECONDS = 60;
    private static final String WEBHOOK_CALLS = "320";
    private static final String WEBHOOK_CALLS_AT_ONCE = "10";
    private static final String WEBHOOK_SPEED = "10";

    private final Path folder;
    private final Path log;
    private final List<String> command;
    private final List<String> agentFlags;
    private final List<List<String>> rows = new ArrayList<>();

    RunFigures(Path folder, Path log, List<String> command, List<String> agentFlags) {
        this.folder = folder;
        this.log = log;
        this.command = command;
        this.agentFlags = agentFlags;
        rows.add(List.of("figure", "goal", "measured"));
    }

    /** @param idle any stream; none of it is asked for */
    void start(StreamFile idle) throws IOException, InterruptedException {
        System.err.println("Starting callwarden run " + (STARTS + 1) + " times");
        Path data = Files.createTempDirectory(folder, "data");
        List<Double> again = new ArrayList<>();
        double first = 0;
        for (int i = 0; i <= STARTS; i++) {
            try (RunningServer server = new RunningServer(idle.file(), log);
                    RunProcess run = new RunProcess(command, server.port(), data, log)) {
                double seconds = run.awaitReady();
                if (i == 0) {
                    first = seconds;
                } else {
                    again.add(seconds);
                }
            }
        }
        row("start to first ready, new database", "1.5 s", Report.number(first, 2) + " s");
        row("start to ready, median of " + STARTS + " more", "1.5 s", Report.number(Medians.median(again), 2) + " s");
    }

    void memory(StreamMaker maker) throws IOException, InterruptedException {
        System.err.println("Holding " + CALLS_TOGETHER + " calls in progress");
        StreamFile stream = maker.inProgress(folder.resolve("in-progress.ami"), CALLS_TOGETHER);
        try (RunningServer server = RunningServer.paced(stream.file(), CALLS_PACE, log);
                RunProcess run =
                        new RunProcess(command, server.port(), Files.createTempDirectory(folder, "data"), log)) {
            run.awaitReady();
            row("peak RSS when ready", "", Report.number(run.peakRssMiB(), 0) + " MiB");
            try (StreamControl control = new StreamControl(Integer.parseInt(server.controlPort()))) {
                control.go();
                double read = 0;
                for (int i = 0; i < LONGEST_LOAD_SECONDS && read < stream.bytes(); i++) {
                    TimeUnit.SECONDS.sleep(1);
                    read = run.metric("callwarden_ami_read_bytes_total", "");
                }
            }
            double active = run.metric("callwarden_calls_active", "");
            row(
                    "peak RSS with %s calls in progress, after %s others"
                            .formatted(
                                    Report.number(active, 0),
                                    Report.number(run.metric("callwarden_calls_total", ""), 0)),
                    "128 MiB",
                    Report.number(run.peakRssMiB(), 0) + " MiB");
        }
    }

    void latency(StreamFile stream) throws IOException, InterruptedException {
        System.err.println("Timing events at " + PACE + " a second");
        try (RunningServer server = RunningServer.probed(stream.file(), PACE, log)) {
            Map<String, Double> found = Client.run(
                    LatencyClient.class,
                    agentFlags,
                    log,
                    server.args(
                            stream.file(),
                            Files.createTempDirectory(folder, "data").toString(),
                            Integer.toString(LATENCY_SECONDS)));
            row(
                    "event to metric at %s events/s, %s probes"
                            .formatted(Report.number(found.get("rate"), 0), Report.number(found.get("probes"), 0)),
                    "p99 5 ms",
                    "p50 %s ms, p99 %s ms, longest %s ms"
                            .formatted(
                                    Report.number(found.get("p50"), 2),
                                    Report.number(found.get("p99"), 2),
                                    Report.number(found.get("max"), 2)));
        }
    }

    void webhook() throws IOException, InterruptedException {
        System.err.println("Telling a webhook of missed calls");
        Map<String, Double> found = Client.run(
                WebhookLatency.class,
                agentFlags,
                log,
                List.of(folder.resolve("webhook").toString(), WEBHOOK_CALLS, WEBHOOK_CALLS_AT_ONCE, WEBHOOK_SPEED));
        row(
                "end of a missed call to its webhook, %s calls at %s a second"
                        .formatted(Report.number(found.get("calls"), 0), Report.number(found.get("rate"), 1)),
                "p99 300 ms",
                "p50 %s, p99 %s, longest %s ms; of it writing to disk %s, HTTP %s ms in the mean"
                        .formatted(
                                Report.number(found.get("p50"), 0),
                                Report.number(found.get("p99"), 0),
                                Report.number(found.get("max"), 0),
                                Report.number(found.get("callwarden_store_write_seconds_mean_ms"), 1),
                                Report.number(found.get("callwarden_webhook_delivery_seconds_mean_ms"), 1)));
    }

    void flatMemory(int calls) throws IOException, InterruptedException {
        System.err.printf("Feeding decoder and tracker with %,d calls%n", calls);
        Map<String, Double> found = Client.run(FlatMemory.class, agentFlags, log, List.of(Integer.toString(calls)));
        row(
                "heap after GC in %s calls (%s events)"
                        .formatted(Report.number(found.get("calls"), 0), Report.number(found.get("events"), 0)),
                "flat",
                "first %s, median %s, most %s, last %s MiB; %s calls or channels left over"
                        .formatted(
                                Report.number(found.get("first"), 1),
                                Report.number(found.get("median"), 1),
                                Report.number(found.get("most"), 1),
                                Report.number(found.get("last"), 1),
                                Report.number(found.get("left"), 0)));
    }

    private void row(String figure, String goal, String measured) {
        rows.add(List.of(figure, goal, measured));
    }

    void report(Report report) {
        report.table(rows);
    }
}
