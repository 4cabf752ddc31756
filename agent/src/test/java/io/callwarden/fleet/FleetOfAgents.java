package io.callwarden.fleet;

import static org.awaitility.Awaitility.await;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.PbxConfig;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Header;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.TimedMessage;
import io.callwarden.simulator.script.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whole agents, each connected over AMI to simulated PBXs of its own, on one virtual clock: it is moved on, the PBXs play what happens until
 * then, and the agents record it, all of them at the same time.
 */
final class FleetOfAgents implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Ends what is played at once; the agents count it and have no use for it. */
    private static final String MARK = "VarSet";

    private static final Pattern WRITTEN = Pattern.compile("(?m)^callwarden_store_queue(\\{.*})? 0(\\.0)?$");

    private final VirtualClock clock;
    private final Instant begin;
    private final Map<String, AmiSimulator> pbxs = new LinkedHashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final List<Agent> agents = new ArrayList<>();
    private final Map<Agent, List<String>> watching = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * PBXs that nobody watches yet.
     *
     * @param begin when the first call may come
     */
    FleetOfAgents(Fleet fleet, Instant begin) throws IOException {
        this.begin = begin;
        this.clock = new VirtualClock(begin);
        for (String site : fleet.houses().keySet()) {
            AmiSimulator pbx = AmiSimulator.start(new SimulatorSettings()
                    .user(ManagerUser.all("agent", "s3cret"))
                    .writeTimeout(PATIENCE)
                    .clock(clock));
            pbxs.put(site, pbx);
            marks.put(site, 0L);
            pbx.learn(fleet.houses().get(site).house());
            pbx.learn(phones());
        }
    }

    /** Those who call back, and numbers that are nobody's: no customer has the number of a phone. */
    private static Recording phones() {
        return new Recording(
                "phones",
                IntStream.range(101, 200)
                        .mapToObj(phone -> new TimedMessage(
                                Duration.ZERO,
                                List.of(
                                        new Header("Event", "Newchannel"),
                                        new Header("Channel", "PJSIP/" + phone + "-00000000"))))
                        .toList());
    }

    VirtualClock clock() {
        return clock;
    }

    AmiSimulator pbx(String site) {
        return pbxs.get(site);
    }

    /** Starts an agent; to be followed by {@link #awaitReady}. */
    Agent watch(Path data, Map<String, String> settings, String... sites) {
        Map<String, String> all = new HashMap<>(settings);
        for (String site : sites) {
            all.put("pbxs." + site + ".host", "127.0.0.1");
            all.put("pbxs." + site + ".port", Integer.toString(pbxs.get(site).port()));
            all.put("pbxs." + site + ".username", "agent");
            all.put("pbxs." + site + ".secret", "s3cret");
            all.put("pbxs." + site + ".time-zone", "UTC");
        }
        all.put("calls.region", "RU");
        all.put("money.average-sale", "400");
        all.put("money.conversion", "0.37");
        all.put("data-dir", data.toString());
        all.put("http.port", "0");
        Settings read = Settings.of(null, Map.of(), all);
        Configuration configuration = withoutPings(Configuration.from(read));
        read.check();
        Agent agent = new Agent(configuration, new Build("test", "none"), clock, call -> {});
        agents.add(agent);
        watching.put(agent, List.of(sites));
        return agent;
    }

    /** A ping that is on its way while the clock is moved on would take hours; there are those after each login. */
    private static Configuration withoutPings(Configuration configuration) {
        List<PbxConfig> quiet = configuration.pbxs().stream()
                .map(pbx -> Records.with(pbx, "link", Records.with(pbx.link(), "keepAlive", Duration.ofHours(1))))
                .toList();
        return Records.with(configuration, "pbxs", quiet);
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .until(() -> agents.stream().allMatch(agent -> agent.missing().isEmpty()));
    }

    /** Plays what comes before that moment, and comes back when all of it is on record. */
    void playUntil(Instant moment, List<Fleet.Sent> messages) {
        Duration end = Duration.between(begin, moment);
        List<CompletableFuture<Void>> playing = new ArrayList<>();
        pbxs.forEach((site, pbx) -> {
            List<TimedMessage> here = new ArrayList<>(messages.stream()
                    .filter(sent -> sent.site().equals(site))
                    .map(Fleet.Sent::message)
                    .toList());
            here.add(new TimedMessage(end, List.of(new Header("Event", MARK), new Header("Channel", "none"))));
            marks.merge(
                    site,
                    here.stream()
                            .filter(message -> message.event().equals(MARK))
                            .count(),
                    Long::sum);
            Iterator<TimedMessage> feed = here.iterator();
            playing.add(pbx.playVerbatim(feed, PlayOptions.asFastAsPossible().startAt(begin))
                    .done());
        });
        playing.forEach(
                each -> each.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        awaitHeard();
        // Who talks is known to all before time passes.
        letTimePass();
        clock.set(moment);
        letTimePass();
        awaitWritten();
    }

    private void awaitHeard() {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> watching.entrySet().stream().allMatch(each -> hasHeard(each.getKey(), each.getValue())));
    }

    private boolean hasHeard(Agent agent, List<String> sites) {
        String page = get(agent, "/metrics");
        return sites.stream()
                .allMatch(site -> sumOn(page, "callwarden_ami_events_total", "event=\"" + MARK + "\"", site(site))
                        >= marks.get(site));
    }

    void awaitWritten() {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> agents.stream()
                        .allMatch(
                                agent -> WRITTEN.matcher(get(agent, "/metrics")).find()));
    }

    void letTimePass() {
        CompletableFuture.allOf(agents.stream()
                        .map(agent -> CompletableFuture.runAsync(agent::letTimePass))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Of all agents together, as Prometheus would add it up. */
    double sum(String metric, String... labels) {
        return agents.stream()
                .mapToDouble(agent -> sumOn(get(agent, "/metrics"), metric, labels))
                .sum();
    }

    static String site(String site) {
        return "pbx=\"" + site + "\"";
    }

    private static double sumOn(String page, String metric, String... labels) {
        return page.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String get(Agent agent, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<Agent> agents() {
        return agents;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
        pbxs.values().forEach(AmiSimulator::close);
    }
}
