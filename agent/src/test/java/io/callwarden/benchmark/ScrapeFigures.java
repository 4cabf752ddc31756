package io.callwarden.benchmark;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long a scrape takes and how big it is, of an agent that watches a big PBX. */
final class ScrapeFigures {
    private static final int EXTENSIONS = 500;
    private static final int TRUNKS = 20;
    private static final int QUEUES = 50;
    private static final int EMPLOYEES = 200;
    private static final int WARM_UP = 200;
    private static final int SCRAPES = 200;
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private ScrapeFigures() {}

    static void run(Report report, Path folder, Path log, List<String> command) throws Exception {
        System.err.println("Scraping an agent that watches a big PBX");
        try (AmiSimulator asterisk =
                AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all(Answers.USER, Answers.SECRET)))) {
            asterisk.learn(office());
            try (RunProcess run = new RunProcess(
                    command, Integer.toString(asterisk.port()), Files.createTempDirectory(folder, "data"), log)) {
                run.awaitReady();
                report.text(
                        "Scrapes of a PBX with %d extensions, %d trunks, %d queues and %d employees, %d of each kind:"
                                .formatted(EXTENSIONS, TRUNKS, QUEUES, EMPLOYEES, SCRAPES));
                report.table(List.of(
                        List.of("format", "series and buckets", "kB", "p50 ms", "p99 ms", "goal"),
                        row("text", "text/plain", run),
                        row("protobuf", PROTOBUF, run)));
            }
        }
    }

    private static List<String> row(String format, String accept, RunProcess run) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            run.page(accept);
        }
        double[] millis = new double[SCRAPES];
        byte[] page = {};
        for (int i = 0; i < SCRAPES; i++) {
            long start = System.nanoTime();
            page = run.page(accept);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        long lines = new String(run.page("text/plain"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
        return List.of(
                format,
                Report.number(lines, 0),
                Report.number(page.length / 1e3, 0),
                Report.number(millis[SCRAPES / 2], 1),
                Report.number(millis[SCRAPES * 99 / 100], 1),
                "p99 20 ms, 1,000 kB");
    }

    /** A recording that is never played: the simulated PBX takes its endpoints and members as its configuration. */
    private static Recording office() throws IOException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EXTENSIONS; i++) {
            events.add(channel("PJSIP/" + (1_000 + i), i));
        }
        for (int i = 0; i < TRUNKS; i++) {
            events.add(channel("PJSIP/trunk-" + i, EXTENSIONS + i));
        }
        for (int i = 0; i < EMPLOYEES; i++) {
            events.add(member(i, i % QUEUES));
        }
        return Recording.read("big office", String.join("", events).getBytes(StandardCharsets.UTF_8));
    }

    private static String channel(String endpoint, int number) {
        return """
                Event: Newchannel
                Timestamp: 1795424400.%06d
                Channel: %s-%08x
                Uniqueid: 1795424400.%d
                Linkedid: 1795424400.%d

                """.formatted(number, endpoint, number, number, number).replace("\n", "\r\n");
    }

    private static String member(int employee, int queue) {
        return """
                Event: QueueMemberStatus
                Timestamp: 1795424401.%06d
                Queue: queue-%d
                MemberName: Employee %d
                Interface: PJSIP/%d
                StateInterface: PJSIP/%d
                Membership: static
                Penalty: 0
                CallsTaken: 0
                Status: 1
                Paused: 0

                """.formatted(employee, queue, employee, 1_000 + employee, 1_000 + employee)
                .replace("\n", "\r\n");
    }
}
