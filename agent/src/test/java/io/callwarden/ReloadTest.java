package io.callwarden;

import static io.callwarden.RereadAgent.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.Call;
import io.callwarden.call.Outcome;
import io.callwarden.config.ConfigException;
import io.callwarden.log.LogConfig;
import io.callwarden.log.LogFormat;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Truth;
import io.callwarden.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent reads its configuration anew while it works. */
class ReloadTest {
    private static final String SUCCESSFUL = "callwarden_config_last_reload_successful";
    private static final String SUCCESS_TIME = "callwarden_config_last_reload_success_timestamp_seconds";
    private static final String CONNECTS = "callwarden_ami_connects_total{pbx=\"hq\",result=\"ok\"}";
    private static final String MISSED =
            "callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"}";

    private static final String ALL_CALLS =
            "/api/calls?format=jsonl&limit=100000&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";

    @TempDir
    Path folder;

    @Test
    void badFileChangesNothingHoweverOftenItIsReadAndSaysEveryMistake() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            double readAt = agent.metric(SUCCESS_TIME);
            assertThat(agent.metric(SUCCESSFUL)).isOne();
            agent.set("pbxs.hq.port", "0").set("names.101", "Anna").set("calls.regoin", "RU");

            for (int i = 0; i < 100; i++) {
                assertThat(catchThrowableOfType(ConfigException.class, agent::reload))
                        .hasMessageContaining("2 problems in the configuration:")
                        .hasMessageContaining("pbxs.hq.port: must be a whole number from 1 to 65535, found \"0\"")
                        .hasMessageContaining("did you mean \"calls.region\"?");
            }

            assertThat(agent.metric(SUCCESSFUL)).isZero();
            assertThat(agent.metric(SUCCESS_TIME)).isEqualTo(readAt);
            assertThat(agent.metric(CONNECTS)).isOne();
            assertThat(agent.agent().missing()).isEmpty();

            agent.set("pbxs.hq.port", Integer.toString(asterisk.port())).unset("calls.regoin");
            assertThat(agent.reload()).containsExactly("The configuration was read anew; in effect now: names.101");
            assertThat(agent.metric(SUCCESSFUL)).isOne();
            assertThat(agent.metric(SUCCESS_TIME)).isGreaterThan(readAt);
        }
    }

    @Test
    void whatIsFoundToBeWrongOnlyWhenItIsUsedChangesNothingEither() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            Path noCertificate = Files.writeString(folder.resolve("ca.pem"), "no certificate");
            agent.set("pbxs.hq.tls.enabled", "true")
                    .set("pbxs.hq.tls.ca-file", noCertificate.toString())
                    .set("money.average-sale", "400")
                    .set("money.conversion", "0.5");

            assertThat(catchThrowableOfType(ConfigException.class, agent::reload))
                    .hasMessageContaining("CA file \"" + noCertificate + "\" cannot be used");

            assertThat(agent.metric(CONNECTS)).isOne();
            assertThat(agent.metrics()).doesNotContain("callwarden_revenue");
        }
    }

    @Test
    void whatCannotChangeWhileItRunsIsToldEachTimeUntilItIsAsItWas() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            agent.set("http.port", "9").set("metrics.max-queues", "7").set("store.retention-days", "10");

            assertThat(agent.reload())
                    .containsExactly(
                            "The configuration was read anew; in effect now: store.retention-days",
                            "http.port needs a restart to take effect",
                            "metrics.max-queues needs a restart to take effect");

            agent.unset("metrics.max-queues");
            assertThat(agent.reload())
                    .containsExactly(
                            "The configuration was read anew; nothing that could take effect is different",
                            "http.port needs a restart to take effect");
            agent.set("http.port", "0");
            assertThat(agent.reload()).containsExactly("The configuration was read anew; nothing is different");
        }
    }

    @Test
    void whatIsKeptHowLongAndHowTheLogIsWrittenTakeNoRestart() throws Exception {
        List<LogConfig> logs = new ArrayList<>();
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            agent.agent().onReload(toldOfLogs(logs));
            agent.set("backup.daily-at", "04:00")
                    .set("backup.keep", "3")
                    .set("log.format", "json")
                    .set("log.repeats-per-minute", "5")
                    .set("notify.outbox.keep-given-up-days", "3")
                    .set("privacy.blind-intervals-days", "40")
                    .set("privacy.employee-figures", "false")
                    .set("privacy.numbers-days", "30")
                    .set("store.spool-megabytes", "32");

            assertThat(agent.reload())
                    .containsExactly(
                            "The configuration was read anew; in effect now: backup.daily-at, backup.keep, log.format,"
                                    + " log.repeats-per-minute, notify.outbox.keep-given-up-days,"
                                    + " privacy.blind-intervals-days, privacy.numbers-days",
                            "privacy.employee-figures needs a restart to take effect",
                            "store.spool-megabytes needs a restart to take effect");
            assertThat(logs).containsExactly(new LogConfig("info", LogFormat.JSON, 5));

            agent.unset("privacy.employee-figures")
                    .unset("store.spool-megabytes")
                    .set("backup.daily-at", "never")
                    .set("backup.keep", "4");
            assertThat(agent.reload())
                    .containsExactly(
                            "The configuration was read anew; in effect now: backup.keep",
                            "backup.daily-at needs a restart to take effect");
            assertThat(logs).hasSize(1);
        }
    }

    private static ReloadListener toldOfLogs(List<LogConfig> logs) {
        return new ReloadListener() {
            @Override
            public void begins() {}

            @Override
            public void ends() {}

            @Override
            public void log(LogConfig config) {
                logs.add(config);
            }
        };
    }

    @Test
    void whoeverHasNoRoleSeesMaskedNumbersFromTheNextRequestOn() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            play(asterisk, "asterisk-22.10/queue_abandoned");
            await().atMost(SOON).until(() -> agent.page("/api/calls").contains("hq-"));
            assertThat(agent.page("/api/calls")).doesNotContain("####");

            agent.set("privacy.mask-numbers", "true").reload();
            assertThat(agent.page("/api/calls")).contains("####");

            agent.set("privacy.mask-numbers", "false").reload();
            assertThat(agent.page("/api/calls")).doesNotContain("####");
        }
    }

    @Test
    void namesThresholdsRolesAndPricesHoldFromThenOn() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port())
                        .set("pbxs.hq.employees.300", "Reception")
                        .start()) {
            assertThat(agent.metrics()).contains("agent=\"Reception\"").doesNotContain("callwarden_revenue");
            agent.set("pbxs.hq.employees.300", "Front desk")
                    .set("pbxs.hq.phones", "trunk-a")
                    .set("money.average-sale", "400")
                    .set("money.conversion", "0.5")
                    .set("calls.short-abandon-seconds", "60");

            agent.reload();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(agent.metrics())
                            .contains("agent=\"Front desk\"")
                            .doesNotContain("\"Reception\""));
            assertThat(agent.metric("callwarden_revenue_at_risk{currency=\"USD\",pbx=\"hq\"}"))
                    .isZero();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(agent.metrics())
                            .doesNotContain("callwarden_trunk_up{pbx=\"hq\",trunk=\"trunk-a\"}"));
            agent.unset("pbxs.hq.phones").reload();
            play(asterisk, "asterisk-22.10/queue_abandoned");
            await().atMost(SOON).until(() -> agent.metric("callwarden_calls_abandoned_short_total{pbx=\"hq\"}") == 1);
            assertThat(agent.metric(MISSED)).isZero();

            agent.unset("money.").reload();
            assertThat(agent.metrics()).doesNotContain("callwarden_revenue");
        }
    }

    @Test
    void otherConnectionSettingsConnectAnewAndACallInProgressIsRecordedOnce() throws Exception {
        Recording call = Recordings.read("asterisk-22.10/queue_answered");
        SimulatorSettings users = new SimulatorSettings()
                .user(ManagerUser.all("agent", "s3cret"))
                .user(ManagerUser.all("other", "s3cret2"));
        try (AmiSimulator asterisk = AmiSimulator.start(users);
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            asterisk.play(call, PlayOptions.realTime());
            await().atMost(SOON)
                    .until(() ->
                            agent.metric("callwarden_calls_active{direction=\"inbound\",pbx=\"hq\",state=\"talking\"}")
                                    == 1);

            agent.set("pbxs.hq.username", "other").set("pbxs.hq.secret", "s3cret2");
            assertThat(agent.reload())
                    .containsExactly(
                            "The configuration was read anew; in effect now: pbxs.hq.secret, pbxs.hq.username");

            await().atMost(SOON).until(() -> agent.metric(CONNECTS) == 2);
            assertThat(agent.metric("callwarden_ami_disconnects_total{pbx=\"hq\",reason=\"reconfigured\"}"))
                    .isOne();
            await().atMost(SOON)
                    .until(() -> agent.metric("callwarden_calls_total{answered_by=\"person\",direction=\"inbound\","
                                            + "outcome=\"answered\",pbx=\"hq\"}")
                                    == 1
                            || agent.metrics().contains("outcome=\"answered\",pbx=\"hq\"} 1.0"));
            List<Call> calls = agent.stopAndReadCalls();
            assertThat(calls).singleElement().extracting(Call::outcome).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void pbxsComeAndGoWithAllTheirSeriesAndTheOthersDoNotNotice() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                AmiSimulator second = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            play(asterisk, "asterisk-22.10/queue_abandoned");
            await().atMost(SOON).until(() -> agent.metric(MISSED) == 1);

            agent.pbx("branch", second.port());
            assertThat(agent.reload())
                    .containsExactly("The configuration was read anew; in effect now: pbxs.branch (new)");
            agent.awaitReady();
            play(second, "asterisk-22.10/queue_abandoned");
            await().atMost(SOON).until(() -> agent.metric(MISSED.replace("hq", "branch")) == 1);

            agent.unset("pbxs.branch.");
            assertThat(agent.reload())
                    .containsExactly("The configuration was read anew; in effect now: pbxs.branch (removed)");
            await().atMost(SOON).until(() -> second.clients() == 0);
            assertThat(agent.metrics()).doesNotContain("branch");
            assertThat(agent.metric(MISSED)).isOne();
            assertThat(agent.metric(CONNECTS)).isOne();
            assertThat(agent.agent().missing()).isEmpty();
            assertThat(agent.stopAndReadCalls()).hasSize(2);
        }
    }

    @Test
    void noCallAndNoNoticeOfABusyDayIsLostOrDoubledWhileAllChangesEverySecond() throws Exception {
        Map<String, Truth> truths = new ConcurrentHashMap<>();
        BusyDay day = BusyDay.ofASmallFirm(7).withCallsPerHour(3_000);
        try (AmiSimulator asterisk = asterisk();
                AmiSimulator second = asterisk();
                Receiver crm = new Receiver(Receiver.status(204));
                RereadAgent agent = new RereadAgent(folder, asterisk.port())
                        .set("notify.webhooks.crm.url", "http://127.0.0.1:" + crm.port() + "/")
                        .set("notify.webhooks.crm.allow-private", "true")
                        .set("notify.webhooks.crm.events", "call_ended")) {
            asterisk.learn(day.house());
            agent.start();
            Instant morning = Instant.now();
            CompletableFuture<Void> played = asterisk.playVerbatim(
                            day.withProfile(day.profile().beginningAt(morning, 10))
                                    .playCalls(morning, 150, truth -> truths.put(truth.uniqueId(), truth)),
                            PlayOptions.realTime().speed(20))
                    .done();
            Map<String, Double> before = new HashMap<>();
            int[] reloads = {0};
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        changeEverything(agent, ++reloads[0], second.port(), crm.port());
                        agent.reload();
                        assertThat(wentBack(before, RereadAgent.series(agent.metrics())))
                                .isEmpty();
                        return played.isDone();
                    });

            assertThat(reloads[0]).isGreaterThan(5);
            List<String> ids = truths.values().stream()
                    .filter(truth -> !truth.optional())
                    .map(Truth::uniqueId)
                    .toList();
            await().atMost(SOON).until(() -> toldIds(crm).containsAll(ids));
            // There are others: internal ones, and those that may be heard of or not.
            await().atMost(SOON)
                    .until(() -> inProgress(agent) == 0
                            && toldIds(crm).size()
                                    >= agent.page(ALL_CALLS).lines().count());
            List<Call> calls = agent.stopAndReadCalls();
            assertThat(differences(truths, calls)).isEmpty();
            assertThat(toldIds(crm)).doesNotHaveDuplicates().hasSameSizeAs(calls);
        }
    }

    private static double inProgress(RereadAgent agent) throws Exception {
        return RereadAgent.series(agent.metrics()).entrySet().stream()
                .filter(series -> series.getKey().startsWith("callwarden_calls_active{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Everything but what calls are judged by, and the connection over which they are heard. */
    private static void changeEverything(RereadAgent agent, int round, int secondPort, int crmPort) {
        boolean odd = round % 2 == 1;
        agent.set("names.101", "Anna " + round)
                .set("pbxs.hq.employees.102", "Boris " + round % 3)
                .set("pbxs.hq.queues.sales.service-level-seconds", Integer.toString(10 + round))
                .set("pbxs.hq.queues.sales.wrap-up-seconds", Integer.toString(round))
                .set("pbxs.hq.channel-limits.trunk-a", Integer.toString(round))
                .set("pbxs.hq.phones", odd ? "101" : "102")
                .set("voice.poor-mos", odd ? "3.1" : "3.6")
                .set("money.average-sale", Integer.toString(100 + round))
                .set("money.conversion", "0.5")
                .set("money.currency", odd ? "EUR" : "USD")
                .set("recovery.target-minutes", Integer.toString(30 + round))
                .set("store.retention-days", Integer.toString(100 + round))
                .set("notify.outbox.give-up-days", odd ? "3" : "2")
                .set("notify.webhooks.crm.timeout-seconds", Integer.toString(10 + round % 3))
                .set("http.port", Integer.toString(round));
        if (odd) {
            agent.pbx("branch", secondPort)
                    .set("notify.webhooks.second.url", "http://127.0.0.1:" + crmPort + "/second")
                    .set("notify.webhooks.second.allow-private", "true");
        } else {
            agent.unset("pbxs.branch.").unset("notify.webhooks.second.");
        }
    }

    /** Counters of what stayed; those of what is made anew in each round begin anew. */
    private static List<String> wentBack(Map<String, Double> before, Map<String, Double> now) {
        List<String> wentBack = new ArrayList<>();
        now.forEach((series, value) -> {
            boolean counter = series.contains("_total{") || series.contains("_count{") || series.contains("_bucket{");
            boolean anew = series.contains("branch")
                    || series.contains("second")
                    || series.contains("revenue")
                    || series.contains("agent=\"")
                    || series.contains("webhook");
            if (counter && !anew && value < before.getOrDefault(series, 0.0)) {
                wentBack.add(series);
            }
        });
        List<String> vanished = before.keySet().stream()
                .filter(series -> series.startsWith("callwarden_calls") || series.startsWith("callwarden_queue_calls"))
                .filter(series -> !series.contains("branch") && !now.containsKey(series))
                .toList();
        wentBack.addAll(vanished);
        before.clear();
        before.putAll(now);
        return wentBack;
    }

    private static List<String> toldIds(Receiver crm) {
        return crm.requests().stream()
                .filter(request -> request.path().equals("/"))
                .map(Receiver.Request::id)
                .filter(id -> id.contains("hq-"))
                .map(id -> id.substring(id.indexOf("hq-") + 3).replace('~', '.').replaceAll("[/:].*", ""))
                .toList();
    }

    private static List<String> differences(Map<String, Truth> truths, List<Call> calls) {
        List<String> differences = new ArrayList<>();
        Map<String, Truth> left = new HashMap<>(truths);
        for (Call call : calls) {
            Truth truth = left.remove(call.id().uniqueid());
            if (truth == null && !call.direction().label().equals("internal")) {
                differences.add("nobody made " + call.id());
            } else if (truth != null && !truth.outcome().equals(call.outcome().label())) {
                differences.add("%s was %s and is told as %s".formatted(call.id(), truth.outcome(), call.outcome()));
            }
        }
        left.values().stream().filter(truth -> !truth.optional()).forEach(truth -> differences.add("no " + truth));
        return differences;
    }

    @Test
    void manyWhoReloadAtOnceAreServedOneAfterTheOther() throws Exception {
        try (AmiSimulator asterisk = asterisk();
                RereadAgent agent = new RereadAgent(folder, asterisk.port()).start()) {
            agent.set("names.101", "Anna").reload();

            List<List<String>> told = IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(each -> agent.agent().reload())
                    .toList();

            assertThat(told).containsOnly(List.of("The configuration was read anew; nothing is different"));
        }
    }

    private static void play(AmiSimulator asterisk, String recording) throws IOException {
        asterisk.play(Recordings.read(recording), PlayOptions.realTime().speed(20));
    }

    private static AmiSimulator asterisk() throws IOException {
        AmiSimulator asterisk = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
        asterisk.learn(Recordings.read("asterisk-22.10/queue_abandoned"));
        return asterisk;
    }
}
