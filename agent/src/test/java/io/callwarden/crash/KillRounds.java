package io.callwarden.crash;

import io.callwarden.simulator.script.Truth;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills a working agent again and again, at random moments, and looks each time at what the next one finds. What counts as safe is what the
 * agent said to others before it died: its counter of written calls, and the calls it told a webhook of.
 */
final class KillRounds implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WRITTEN = "callwarden_store_writes_total{result=\"ok\"}";
    private static final String ALL =
            "/api/calls?format=jsonl&limit=100000&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
    /** Of five rounds one kills before the agent is ready. */
    private static final int EARLY_ONE_IN = 5;

    private static final Duration AFTER_START = Duration.ofSeconds(3);
    private static final Duration AFTER_READY = Duration.ofSeconds(4);
    /** Around a kill, of the clock: what happened then may have been seen in part. */
    private static final Duration UNSURE = Duration.ofMillis(1_500);

    private final Path folder;
    private final Path data;
    private final Path config;
    private final BusyOffice office;
    private final Random random;
    private final List<String> faults = new ArrayList<>();
    private final List<Instant[]> blind = new ArrayList<>();
    private Instant deafSince = Instant.now();
    private long leastCalls;
    private long writtenWhenListed;
    private Set<String> known = Set.of();
    private boolean killedOnce;

    KillRounds(Path folder, long seed) throws IOException {
        this.folder = folder;
        data = folder.resolve("data");
        office = new BusyOffice(folder, seed);
        config = office.configuration(data);
        random = new Random(seed);
    }

    /** What was not as it should be; empty when all is well. */
    List<String> faults() {
        return faults;
    }

    /** Runs, prints a line a round, and stops the last agent as an operator would. */
    void run(int rounds, PrintStream out) throws IOException, InterruptedException {
        out.println(
                "round  killed                 ready after  on record  told others  call-backs other than told anew");
        for (int round = 1; round <= rounds; round++) {
            out.println(round(round));
        }
        finish(out);
    }

    private String round(int round) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (AgentRun agent = start(round)) {
            if (random.nextInt(EARLY_ONE_IN) == 0) {
                long millis = sleepUpTo(AFTER_START);
                agent.kill();
                killedOnce = true;
                return "%5d  %,6d ms after start".formatted(round, millis);
            }
            agent.awaitReady();
            long readyMillis = (System.nanoTime() - began) / 1_000_000;
            blind.add(new Instant[] {
                office.played(deafSince), office.played(Instant.now().plus(UNSURE))
            });
            Map<String, JsonNode> calls = calls(round, agent);
            int differed = look(round, agent, calls);
            long millis = sleepUpTo(AFTER_READY);
            long written = Math.round(agent.metric(WRITTEN));
            Set<String> told = office.told();
            agent.kill();
            killedOnce = true;
            deafSince = Instant.now().minus(UNSURE);
            leastCalls = calls.size() + written - writtenWhenListed;
            known = new HashSet<>(calls.keySet());
            known.addAll(told);
            return "%5d  %,6d ms after ready  %8d ms  %9d  %11d  %d"
                    .formatted(round, millis, readyMillis, calls.size(), told.size(), differed);
        }
    }

    private AgentRun start(int round) throws IOException {
        return new AgentRun(List.of(), config, data, folder.resolve("agent-%d.log".formatted(round)));
    }

    private long sleepUpTo(Duration most) throws InterruptedException {
        long millis = random.nextLong(most.toMillis());
        TimeUnit.MILLISECONDS.sleep(millis);
        return millis;
    }

    /** Every call on record, by its id. */
    private Map<String, JsonNode> calls(int round, AgentRun agent) throws IOException {
        Map<String, JsonNode> calls = new LinkedHashMap<>();
        for (String line : agent.get(ALL).body().split("\n")) {
            if (!line.isEmpty()) {
                JsonNode call = JSON.readTree(line);
                if (calls.put(call.get("id").stringValue(), call) != null) {
                    faults.add("round %d: %s is there twice".formatted(round, call.get("id")));
                }
            }
        }
        // After the listing, so that none is counted twice.
        writtenWhenListed = Math.round(agent.metric(WRITTEN));
        return calls;
    }

    private int look(int round, AgentRun agent, Map<String, JsonNode> calls) throws IOException {
        if (calls.size() < leastCalls) {
            faults.add("round %d: %d calls on record, %d were said to be written"
                    .formatted(round, calls.size(), leastCalls));
        }
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(calls.keySet());
        if (!missing.isEmpty()) {
            faults.add("round %d: others were told of calls that are not on record: %s".formatted(round, missing));
        }
        String log = agent.log();
        if (killedOnce && !calls.isEmpty() && !log.contains("The agent was killed or the machine went down")) {
            faults.add("round %d: the log does not say that the agent was killed".formatted(round));
        }
        log.lines()
                .filter(line -> line.contains(" ERROR ") || line.contains("please report"))
                .forEach(line -> faults.add("round %d: %s".formatted(round, line)));
        int differed = agent.rebuild();
        // The catch-up after the start tells those anew whose talk was lost with the agent; it may not have come to
        // them yet.
        if (differed != 0 && agent.rebuild() != 0) {
            faults.add(
                    "round %d: call-backs of %d customers were other than their calls say".formatted(round, differed));
        }
        return differed;
    }

    private void finish(PrintStream out) throws IOException, InterruptedException {
        try (AgentRun agent = start(0)) {
            agent.awaitReady();
            blind.add(new Instant[] {
                office.played(deafSince), office.played(Instant.now().plus(UNSURE))
            });
            TimeUnit.SECONDS.sleep(3);
            Map<String, JsonNode> calls = calls(0, agent);
            look(0, agent, calls);
            compare(calls, out);
            int exit = agent.stop();
            if (exit != 143 && exit != 0) {
                faults.add("stopped, the agent ended with " + exit);
            }
        }
        try (AgentRun agent = start(0)) {
            agent.awaitReady();
            if (!agent.log().contains("The agent was stopped at")) {
                faults.add("after a proper stop the log does not say so: " + agent.log());
            }
        }
    }

    /** Calls that were heard from their beginning to their end are as they were. */
    private void compare(Map<String, JsonNode> calls, PrintStream out) {
        int whole = 0;
        int right = 0;
        for (JsonNode call : calls.values()) {
            Truth truth = office.truth(call.get("id").stringValue());
            if (truth == null || sawInPart(call)) {
                continue;
            }
            whole++;
            String outcome = call.get("outcome").stringValue();
            if (outcome.equals(truth.outcome()) && call.get("missed").booleanValue() == truth.missed()) {
                right++;
            } else {
                faults.add("%s was %s, recorded is %s".formatted(call.get("id"), truth.outcome(), outcome));
            }
        }
        out.printf(
                "%d calls on record; of %d heard from beginning to end %d are as they were%n",
                calls.size(), whole, right);
    }

    private boolean sawInPart(JsonNode call) {
        JsonNode started = call.get("startedAt");
        JsonNode ended = call.get("endedAt");
        if (started.isNull() || ended.isNull()) {
            return true;
        }
        Instant from = Instant.parse(started.stringValue());
        Instant to = Instant.parse(ended.stringValue());
        return blind.stream().anyMatch(gap -> !to.isBefore(gap[0]) && !from.isAfter(gap[1]));
    }

    @Override
    public void close() throws IOException {
        office.close();
    }

    /** {@code ROUNDS SEED}: prints a table, and ends with 1 where anything was not as it should be. */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        Path folder = Files.createTempDirectory("callwarden-kills");
        try (KillRounds kills = new KillRounds(folder, seed)) {
            kills.run(rounds, System.out);
            kills.faults().forEach(fault -> System.out.println("FAULT " + fault));
            System.out.printf(
                    "%d rounds, seed %d: %d faults; logs and data are in %s%n",
                    rounds, seed, kills.faults().size(), folder);
            System.exit(kills.faults().isEmpty() ? 0 : 1);
        }
    }
}
