package io.callwarden.benchmark;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.Performance;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.PostgresServer;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four agents, each a process of its own with a simulated PBX, on one PostgreSQL: how many calls a second they keep up with, what it costs, how
 * soon a call of one site is seen at another, and how soon they catch up after the database was away.
 */
final class FleetFigures {
    private static final int AGENTS = 4;
    private static final String RECORDING = "asterisk-22.10/queue_abandoned";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LOOK_MILLIS = 20;
    private static final int LATEST = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final double rate;
    private final Duration length;
    private final Duration outage;
    private final List<AmiSimulator> pbxs = new ArrayList<>();
    private final List<RunProcess> agents = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Double> millis = new ArrayList<>();
    private boolean right;

    /**
     * What is to be measured.
     *
     * @param rate calls a second on each PBX
     * @param length how long before the outage, and as long after it
     * @param outage zero for none
     */
    FleetFigures(double rate, Duration length, Duration outage) {
        this.rate = rate;
        this.length = length;
        this.outage = outage;
        rows.add(List.of("four agents on one PostgreSQL", "measured"));
    }

    /** False if a call was lost. */
    boolean run(Report report, Path folder, Path log, List<String> command) throws Exception {
        System.err.printf("Playing %.0f calls a second on each of %d PBXs%n", rate, AGENTS);
        PostgresServer postgres = new PostgresServer();
        postgres.beforeAll(null);
        try {
            measure(postgres, folder, log, command);
        } finally {
            agents.forEach(RunProcess::close);
            pbxs.forEach(AmiSimulator::close);
            postgres.afterAll(null);
        }
        report.table(rows);
        return right;
    }

    private void measure(PostgresServer postgres, Path folder, Path log, List<String> command) throws Exception {
        StoreConfig config = postgres.newDatabase();
        for (int i = 0; i < AGENTS; i++) {
            AmiSimulator pbx =
                    AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all(Answers.USER, Answers.SECRET)));
            pbxs.add(pbx);
            agents.add(new RunProcess(
                    command,
                    "site" + i,
                    Integer.toString(pbx.port()),
                    Files.createTempDirectory(folder, "data"),
                    Map.of("store.url", config.jdbcUrl(), "store.user", config.user(), "store.password", "none"),
                    log));
        }
        for (RunProcess agent : agents) {
            agent.awaitReady();
        }
        try (CallStore store = CallStore.open(config)) {
            List<Performance> playing = new ArrayList<>();
            long calls = begin(playing);
            steady(store, postgres);
            if (!outage.isZero()) {
                goAway(store, postgres);
            }
            for (Performance each : playing) {
                each.done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            awaitCount(store, calls);
            long kept = store.count(CallFilter.all().build());
            right = kept == calls;
            row("calls played / on record", "%,d / %,d".formatted(calls, kept));
        }
    }

    /** Begins to play for the whole time; how many calls there will be. */
    private long begin(List<Performance> playing) throws IOException {
        Recording recording = Recordings.read(RECORDING);
        double turn = recording.length().plusSeconds(1).toMillis() / 1e3;
        int lanes = Math.max(1, (int) Math.round(rate * turn));
        Duration all = WARM_UP.plus(length.multipliedBy(2)).plus(outage);
        int repeat = Math.max(1, (int) Math.ceil(all.toSeconds() / turn));
        pbxs.forEach(pbx -> playing.add(
                pbx.play(recording, PlayOptions.realTime().parallel(lanes).repeat(repeat))));
        return (long) AGENTS * lanes * repeat;
    }

    private void steady(CallStore store, PostgresServer postgres) throws Exception {
        look(WARM_UP, false);
        long before = store.count(CallFilter.all().build());
        double agentsBefore = cpuOfAgents();
        double postgresBefore = postgres.cpuSeconds();
        long start = System.nanoTime();
        look(length, true);
        double seconds = (System.nanoTime() - start) / 1e9;
        row(
                "calls a second on record",
                Report.number((store.count(CallFilter.all().build()) - before) / seconds, 1));
        row("cores taken by PostgreSQL", Report.number((postgres.cpuSeconds() - postgresBefore) / seconds, 2));
        row("cores taken by the four agents", Report.number((cpuOfAgents() - agentsBefore) / seconds, 2));
        millis.sort(null);
        row(
                "end of a call to /api/calls of another agent, %,d calls".formatted(millis.size()),
                "p50 %s, p99 %s, longest %s ms"
                        .formatted(
                                Report.number(Medians.percentile(millis, 0.5), 0),
                                Report.number(Medians.percentile(millis, 0.99), 0),
                                Report.number(millis.get(millis.size() - 1), 0)));
    }

    /** Looks at the calls of the first site in the agent of the last. */
    private void look(Duration time, boolean counts) throws Exception {
        RunProcess other = agents.get(AGENTS - 1);
        Set<String> seen = new HashSet<>();
        long until = System.nanoTime() + time.toNanos();
        boolean first = true;
        while (System.nanoTime() < until) {
            String page = other.text("/api/calls?format=jsonl&pbx=site0&limit=" + LATEST);
            Instant now = Instant.now();
            for (String line : page.lines().toList()) {
                JsonNode call = JSON.readTree(line);
                if (seen.add(call.get("id").asString()) && !first && counts) {
                    Instant ended = Instant.parse(call.get("endedAt").asString());
                    millis.add(Duration.between(ended, now).toNanos() / 1e6);
                }
            }
            first = false;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void goAway(CallStore store, PostgresServer postgres) throws Exception {
        System.err.printf("PostgreSQL is away for %d s%n", outage.toSeconds());
        double before = ended();
        postgres.stop();
        TimeUnit.SECONDS.sleep(outage.toSeconds());
        double waiting = ended() - before;
        postgres.start();
        long start = System.nanoTime();
        while (store.count(CallFilter.all().build()) < ended() - AGENTS * rate) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        row(
                "PostgreSQL away for %d s, %s calls meanwhile: caught up after"
                        .formatted(outage.toSeconds(), Report.number(waiting, 0)),
                Report.number((System.nanoTime() - start) / 1e9, 1) + " s");
    }

    private double ended() throws Exception {
        double ended = 0;
        for (RunProcess agent : agents) {
            ended += agent.metric("callwarden_calls_total", "");
        }
        return ended;
    }

    private static void awaitCount(CallStore store, long calls) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (store.count(CallFilter.all().build()) < calls && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private double cpuOfAgents() {
        return agents.stream().mapToDouble(RunProcess::cpuSeconds).sum();
    }

    private void row(String figure, String measured) {
        rows.add(List.of(figure, measured));
    }
}
