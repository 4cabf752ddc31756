package io.callwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.PostgresServer;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two agents that give the same name to two PBXs in one database. */
class TwoPbxsOfOneNameTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String RECORDING = "asterisk-22.10/queue_abandoned";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    Path data;

    @Test
    void theOneThatCameLaterSaysSoAndRecordsNothingUntilTheOtherIsGone() throws Exception {
        StoreConfig database = POSTGRES.newDatabase();
        try (AmiSimulator here = pbx(Duration.ZERO);
                AmiSimulator there = pbx(Duration.ofHours(1));
                CallStore store = CallStore.open(database)) {
            Agent first = agent("first", here, database);
            first.letTimePass();
            try (Agent second = agent("second", there, database)) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(second.missing())
                                .singleElement()
                                .asString()
                                .contains(
                                        "Calls of \"hq\" are not recorded", "another PBX", "another name under pbxs"));
                assertThat(first.missing()).isEmpty();

                miss(there);
                miss(here);
                await().atMost(SOON).until(() -> store.count(CallFilter.all().build()), count -> count == 1);

                first.close();
                await().atMost(SOON).until(() -> second.missing().isEmpty());
                miss(there);
                await().atMost(SOON).until(() -> store.count(CallFilter.all().build()), count -> count == 2);
            } finally {
                first.close();
            }
        }
    }

    private static void miss(AmiSimulator pbx) throws IOException {
        pbx.play(Recordings.read(RECORDING), PlayOptions.realTime().speed(50))
                .done()
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Started so long ago. */
    private static AmiSimulator pbx(Duration ago) throws IOException {
        AtomicReference<Duration> behind = new AtomicReference<>(ago);
        InstantSource time = () -> Instant.now().minus(behind.get());
        AmiSimulator pbx = AmiSimulator.start(
                new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")).clock(time.withZone(ZoneOffset.UTC)));
        behind.set(Duration.ZERO);
        return pbx;
    }

    private Agent agent(String name, AmiSimulator pbx, StoreConfig database) {
        Settings settings = Settings.of(
                null,
                Map.of(),
                Map.of(
                        "pbxs.hq.host", "127.0.0.1",
                        "pbxs.hq.port", Integer.toString(pbx.port()),
                        "pbxs.hq.username", "agent",
                        "pbxs.hq.secret", "s3cret",
                        "pbxs.hq.time-zone", "UTC",
                        "store.url", database.jdbcUrl(),
                        "store.user", database.user(),
                        "data-dir", data.resolve(name).toString(),
                        "http.port", "0"));
        Configuration configuration = Configuration.from(settings);
        settings.check();
        Agent agent = new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {});
        await().atMost(SOON).until(() -> agent.missing().isEmpty());
        return agent;
    }
}
