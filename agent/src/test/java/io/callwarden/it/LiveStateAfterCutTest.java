package io.callwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Routine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The link to a busy PBX is cut and mended. The same agent watches the same PBX over a second link that holds all the time, so that one
 * scrape shows what the figures should be.
 */
class LiveStateAfterCutTest {
    /** How long the link is cut; {@code -Dcallwarden.cut.seconds=60} for a longer look. */
    private static final Duration CUT = Duration.ofSeconds(Integer.getInteger("callwarden.cut.seconds", 8));

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern SERIES =
            Pattern.compile("(callwarden_\\w+)\\{(.*?),?pbx=\"(cut|whole)\",?(.*?)\\} (\\S+)");

    /** What stands now, whatever was missed. */
    private static final Pattern LIVE = Pattern.compile("callwarden_(queue_callers_waiting|queue_members|agent_state"
            + "|extensions|extension_up|trunk_up|trunk_channels|channels_active)");

    private final HttpClient client = HttpClient.newHttpClient();
    private Map<String, Double> countersBefore = Map.of();

    @TempDir
    private Path data;

    @Test
    void afterACutUnderLoadGaugesAreRightAtOnceAndCountersNeverGoBack() throws Exception {
        BusyDay day = BusyDay.ofASmallFirm(11).withCallsPerHour(12_000).withRoutine(Routine.ORDINARY);
        try (AmiSimulator asterisk = asteriskOf(day);
                CuttableLink link = new CuttableLink(asterisk.port());
                Agent agent = agent(link.port(), asterisk.port())) {
            await().atMost(SOON).until(() -> agent.missing().isEmpty());
            playAMorning(day, asterisk);
            await().atMost(SOON).until(() -> counters(agent).get("whole callwarden_calls_started_total") > 50);
            await().atMost(SOON).untilAsserted(() -> assertLiveStateAgrees(agent));

            double gapsBefore = counters(agent).get("cut callwarden_ami_gap_seconds_total");
            link.cut();
            Instant cutAt = Instant.now();
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(CUT.plus(SOON))
                    .until(() -> countersNeverGoBack(agent)
                            && Duration.between(cutAt, Instant.now()).compareTo(CUT) >= 0);
            link.mend();
            Instant mended = Instant.now();
            await().atMost(SOON).until(() -> agent.missing().isEmpty());
            double away = Duration.between(cutAt, Instant.now()).toMillis() / 1e3;

            // Both links are never at the very same event, so each series is waited for by itself first.
            Set<String> wrong = new TreeSet<>(liveNames(agent));
            await().pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> {
                wrong.retainAll(differences(agent).keySet());
                return wrong.isEmpty();
            });
            System.out.printf(
                    "Each of the live figures was right %d ms after the network was back; it had been cut for %d s%n",
                    Duration.between(mended, Instant.now()).toMillis(), CUT.toSeconds());
            await().atMost(SOON).untilAsserted(() -> assertLiveStateAgrees(agent));

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(counters(agent).get("cut callwarden_ami_gap_seconds_total") - gapsBefore)
                                    .isBetween(CUT.toSeconds() - 1.0, away + 2));
            assertThat(countersNeverGoBack(agent)).isTrue();
        }
    }

    private static AmiSimulator asteriskOf(BusyDay day) throws IOException {
        AmiSimulator asterisk = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
        asterisk.learn(day.house());
        return asterisk;
    }

    private static void playAMorning(BusyDay day, AmiSimulator asterisk) {
        Instant monday = Instant.parse("2026-11-23T09:00:00Z");
        asterisk.playVerbatim(day.play(monday, monday.plus(Duration.ofHours(2)), truth -> {}), PlayOptions.realTime());
    }

    private Agent agent(int cutPort, int wholePort) {
        Map<String, String> flags = new TreeMap<>();
        Map.of("cut", cutPort, "whole", wholePort).forEach((name, port) -> {
            flags.put("pbxs." + name + ".host", "127.0.0.1");
            flags.put("pbxs." + name + ".port", Integer.toString(port));
            flags.put("pbxs." + name + ".username", "agent");
            flags.put("pbxs." + name + ".secret", "s3cret");
        });
        flags.put("data-dir", data.toString());
        flags.put("http.port", "0");
        Settings settings = Settings.of(null, Map.of(), flags);
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {});
    }

    private void assertLiveStateAgrees(Agent agent) throws Exception {
        assertThat(liveNames(agent)).hasSizeGreaterThan(50);
        assertThat(differences(agent)).isEmpty();
    }

    private Set<String> liveNames(Agent agent) throws Exception {
        return of("whole", live(agent)).keySet();
    }

    /** What the cut link shows otherwise than the whole one. */
    private Map<String, String> differences(Agent agent) throws Exception {
        Map<String, Double> live = live(agent);
        Map<String, Double> cut = of("cut", live);
        Map<String, Double> whole = of("whole", live);
        Set<String> names = new TreeSet<>(cut.keySet());
        names.addAll(whole.keySet());
        Map<String, String> different = new TreeMap<>();
        for (String name : names) {
            // Of an employee who is in no queue only calls tell the name: one of the cut cannot be known yet.
            boolean unknown = name.contains("callwarden_agent_state") && !cut.containsKey(name);
            if (!unknown && !Objects.equals(cut.get(name), whole.get(name))) {
                different.put(name, cut.get(name) + " instead of " + whole.get(name));
            }
        }
        return different;
    }

    private Map<String, Double> live(Agent agent) throws Exception {
        return series(agent, name -> LIVE.matcher(name).matches());
    }

    private static Map<String, Double> of(String pbx, Map<String, Double> series) {
        Map<String, Double> own = new TreeMap<>();
        series.forEach((name, value) -> {
            if (name.startsWith(pbx + " ")) {
                own.put(name.substring(pbx.length()), value);
            }
        });
        return own;
    }

    private boolean countersNeverGoBack(Agent agent) throws Exception {
        Map<String, Double> now = counters(agent);
        countersBefore.forEach(
                (name, before) -> assertThat(now.get(name)).as(name).isGreaterThanOrEqualTo(before));
        countersBefore = now;
        return true;
    }

    /** Also by name alone, over all labels but the PBX. */
    private Map<String, Double> counters(Agent agent) throws Exception {
        Map<String, Double> counters =
                series(agent, name -> name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_bucket"));
        Map<String, Double> sums = new TreeMap<>();
        counters.forEach((name, value) -> sums.merge(name.substring(0, name.indexOf('{')), value, Double::sum));
        counters.putAll(sums);
        return counters;
    }

    private Map<String, Double> series(Agent agent, Predicate<String> names) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Map<String, Double> series = new TreeMap<>();
        client.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(line -> {
            Matcher matcher = SERIES.matcher(line);
            if (matcher.matches() && names.test(matcher.group(1))) {
                series.put(
                        matcher.group(3) + " " + matcher.group(1) + "{" + matcher.group(2) + matcher.group(4) + "}",
                        Double.valueOf(matcher.group(5)));
            }
        });
        return series;
    }
}
