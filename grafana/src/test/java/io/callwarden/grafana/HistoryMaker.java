package io.callwarden.grafana;

import static org.awaitility.Awaitility.await;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.PbxConfig;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Header;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.Performance;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.TimedMessage;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Habits;
import io.callwarden.simulator.script.Routine;
import io.callwarden.simulator.script.Sound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes the history that the boards are shown with: the whole agent, connected over AMI to the simulator, lives through two weeks and a
 * day of a small firm in about a minute. Both have one virtual clock. It is moved on, the simulator plays what happens until then, and
 * when the agent has read all of it, it is scraped; the sample's time is the virtual one.
 *
 * <p>The last day is scraped every minute and whole; the days before it, which serve for comparison, every five minutes and only what is
 * compared. On the last morning the link is cut for two minutes.
 */
final class HistoryMaker {
    /** A Tuesday morning, so that there is something to see. */
    static final Instant END = Instant.parse("2026-11-17T10:40:00Z");

    private static final Instant START = Instant.parse("2026-11-02T10:40:00Z");
    private static final Instant LAST_DAY = END.minus(Duration.ofHours(25));
    private static final Instant CUT = Instant.parse("2026-11-17T08:20:00Z");
    private static final Instant HEARD_AGAIN = CUT.plus(Duration.ofMinutes(2));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Predicate<String> COMPARED = Pattern.compile(
                    "callwarden_(ami_connected|calls_(started|missed)?_?total|calls_active|trunk_channels|queue_(calls|service_level_calls)_total"
                            + "|callbacks_(opened|closed)_total|(callback|recovery)_seconds_bucket|callers_(lost|recovered)_total"
                            + "|revenue_(lost|recovered)_total)")
            .asMatchPredicate();
    /** Ends what is played until the next scrape; one of a kind that the agent counts and has no use for here. */
    private static final String MARK = "VarSet";

    private static final Pattern UNWRITTEN = Pattern.compile("(?m)^callwarden_store_queue(\\{.*})? 0(\\.0)?$");

    private static final Pattern MARKS =
            Pattern.compile("(?m)^callwarden_ami_events_total\\{.*event=\"" + MARK + "\".*} (\\S+)$");

    /** Most of the missed are called back, once; a quarter call again. */
    private static final Habits PEOPLE = new Habits(
            Duration.ofSeconds(75), Duration.ofSeconds(150), Duration.ofSeconds(5), 0.8, 0.04, 0.1, 0.09, 0.65, 0.25);

    private final VirtualClock clock = new VirtualClock(START);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final BusyDay day = BusyDay.ofASmallFirm(7)
            .withCallsPerHour(90)
            .withHabits(PEOPLE)
            .withRoutine(new Routine(true, true, 12, 2))
            .withSound(Sound.of("106", "122"));
    private final Iterator<TimedMessage> stream = day.play(START, END.plus(Duration.ofHours(1)), truth -> {});
    private TimedMessage ahead;
    private AmiSimulator asterisk;
    private Agent agent;
    /** How many the agent is to have read of them. */
    private long marks;

    private HistoryMaker(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the history.
     *
     * @param folder where the files and the agent's data go
     * @return the samples, one file a day
     */
    static History make(Path folder) throws IOException, InterruptedException {
        return new HistoryMaker(folder).run();
    }

    private History run() throws IOException, InterruptedException {
        SimulatorSettings settings = new SimulatorSettings()
                .user(ManagerUser.all("callwarden", "secret"))
                .writeTimeout(PATIENCE)
                .clock(clock);
        try (AmiSimulator simulator = AmiSimulator.start(settings);
                Told told = new Told();
                History history = new History(folder)) {
            asterisk = simulator;
            asterisk.learn(day.house());
            try (Agent watching = agent(told)) {
                agent = watching;
                awaitLink();
                play(history);
            }
            return history;
        }
    }

    private Agent agent(Told told) {
        Map<String, String> options = new HashMap<>(told.settings());
        options.put("pbxs.office.host", "127.0.0.1");
        options.put("pbxs.office.port", Integer.toString(asterisk.port()));
        options.put("pbxs.office.username", "callwarden");
        options.put("pbxs.office.secret", "secret");
        options.put("pbxs.office.time-zone", "UTC");
        options.put("pbxs.office.channel-limits.trunk-a", "8");
        options.put("pbxs.office.channel-limits.trunk-b", "8");
        options.put("recovery.target-minutes", "15");
        options.put("recovery.expiry-days", "1");
        options.put("money.currency", "EUR");
        options.put("money.average-sale", "120");
        options.put("money.conversion", "0.37");
        options.put("data-dir", folder.resolve("agent").toString());
        options.put("http.port", "0");
        Settings settings = Settings.of(null, Map.of(), options);
        Configuration configuration = withoutPings(Configuration.from(settings));
        settings.check();
        return new Agent(configuration, new Build("history", "none"), clock, call -> {});
    }

    /** A ping that is on its way while the clock is moved on would take minutes; there are those after each login. */
    private static Configuration withoutPings(Configuration configuration) {
        PbxConfig pbx = configuration.pbxs().get(0);
        PbxConfig quiet = Records.with(pbx, "link", Records.with(pbx.link(), "keepAlive", Duration.ofHours(1)));
        return Records.with(configuration, "pbxs", List.of(quiet));
    }

    private void play(History history) throws IOException {
        boolean heard = true;
        for (Instant at = next(START); !at.isAfter(END); at = next(at)) {
            if (at.equals(CUT)) {
                cutOff();
                heard = false;
            }
            playUntil(at);
            if (heard) {
                awaitMarks();
            }
            clock.set(at);
            if (at.getEpochSecond() % (at.isBefore(LAST_DAY) ? 3_600 : 300) == 0) {
                awaitWritten();
            }
            if (at.equals(HEARD_AGAIN)) {
                asterisk.faults().acceptAgain();
                awaitLink();
                heard = true;
            }
            agent.letTimePass();
            long began = System.nanoTime();
            String page = scrape();
            history.add(at, page, (System.nanoTime() - began) / 1e9, at.isBefore(LAST_DAY) ? COMPARED : name -> true);
        }
    }

    private static Instant next(Instant at) {
        return at.plus(at.isBefore(LAST_DAY) ? Duration.ofMinutes(5) : Duration.ofMinutes(1));
    }

    /** The PBX lives on while nobody hears it. */
    private void cutOff() {
        asterisk.faults().refuseConnections();
        asterisk.faults().cut();
        await().atMost(PATIENCE).until(() -> !agent.missing().isEmpty());
    }

    private void playUntil(Instant until) {
        Duration end = Duration.between(START, until);
        Performance playing = asterisk.playVerbatim(
                new Before(end), PlayOptions.asFastAsPossible().startAt(START));
        playing.done().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void awaitLink() {
        await().atMost(PATIENCE).until(() -> agent.missing().isEmpty());
        marks = marks(scrape());
    }

    /** Waits until the agent has read everything that was played; the clock stands still meanwhile, so nothing seems to be late. */
    private void awaitMarks() {
        String page = scrape();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (marks(page) < marks) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the agent read " + marks(page) + " marks of " + marks);
            }
            Thread.onSpinWait();
            page = scrape();
        }
    }

    /** Call-backs follow from what is written. Writing waits a tenth of a second for more; so this is done now and then only. */
    private void awaitWritten() {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> UNWRITTEN.matcher(scrape()).find());
    }

    private static long marks(String page) {
        return MARKS.matcher(page)
                .results()
                .mapToLong(line -> Math.round(Double.parseDouble(line.group(1))))
                .sum();
    }

    private String scrape() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + "/metrics"))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("a scrape was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What of the day comes before a certain time, and a mark; the rest is left for the next one who asks. */
    private final class Before implements Iterator<TimedMessage> {
        private final Duration end;
        private boolean marked;

        Before(Duration end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return !marked;
        }

        @Override
        public TimedMessage next() {
            if (marked) {
                throw new NoSuchElementException("nothing more before " + end);
            }
            if (ahead == null && stream.hasNext()) {
                ahead = stream.next();
            }
            TimedMessage message = ahead;
            if (message == null || message.offset().compareTo(end) >= 0) {
                marked = true;
                message = new TimedMessage(end, List.of(new Header("Event", MARK), new Header("Channel", "none")));
            } else {
                ahead = null;
            }
            marks += message.event().equals(MARK) ? 1 : 0;
            return message;
        }
    }

    /** Makes the history alone, to look at it: the argument is the folder. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long began = System.nanoTime();
        make(Files.createDirectories(Path.of(args[0]))).files().forEach(System.out::println);
        System.out.println((System.nanoTime() - began) / 1_000_000_000 + " s");
    }
}
