package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayerTest {

    private static final Recording CALL = Recordings.read("asterisk-22.10/phone_answered");

    private AmiSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void playsAtTheSpeedAskedFor() throws Exception {
        long before = System.nanoTime();

        simulator.play(CALL, PlayOptions.realTime().speed(10)).done().get(30, TimeUnit.SECONDS);

        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(took).isGreaterThan(CALL.length().dividedBy(10).minusMillis(50));
        assertThat(simulator.eventsPlayed()).isEqualTo(CALL.messages().size());
    }

    @Test
    void severalPerformancesRunBesideEachOther() throws Exception {
        Performance slow = simulator.play(CALL, PlayOptions.realTime().speed(0.01));
        Performance fast =
                simulator.play(CALL, PlayOptions.asFastAsPossible().repeat(20).parallel(5));

        fast.done().get(30, TimeUnit.SECONDS);
        assertThat(slow.done()).isNotDone();
        assertThat(simulator.eventsPlayed())
                .isGreaterThanOrEqualTo(100L * CALL.messages().size());
        slow.stop();
        assertThat(slow.done()).isDone();
    }

    @Test
    void aCutRecordingLeavesNoChannelBehind() throws Exception {
        Recording cut =
                new Recording("cut", CALL.messages().subList(0, CALL.messages().size() / 2));
        simulator.play(cut, PlayOptions.asFastAsPossible().repeat(50)).done().get(30, TimeUnit.SECONDS);

        try (TestClient client = TestClient.loggedIn(simulator, "Events: off")) {
            client.ask("Action: CoreShowChannels");
            assertThat(client.readUntil("CoreShowChannelsComplete")).hasSize(1);
            client.ask("Action: BridgeList");
            assertThat(client.readUntil("BridgeListComplete")).hasSize(1);
            client.ask("Action: DeviceStateList");
            assertThat(client.readUntil("DeviceStateListComplete")).noneMatch(row -> row.contains("State: INUSE"));
        }
    }

    @Test
    void aScheduleIsAskedForAsTimeGoesOn() throws Exception {
        Stream<Scheduled> endless = Stream.iterate(0, i -> i + 1).map(i -> new Scheduled(Duration.ofMinutes(i), CALL));

        Performance performance = simulator.play(endless.iterator(), PlayOptions.asFastAsPossible());

        await().until(() -> simulator.eventsPlayed() > 10L * CALL.messages().size());
        performance.stop();
        assertThat(performance.done()).isCompleted();
    }

    @Test
    void aScheduleThatGoesBackInTimeFailsItsPerformanceOnly() throws Exception {
        List<Scheduled> wrong =
                List.of(new Scheduled(Duration.ofSeconds(2), CALL), new Scheduled(Duration.ofSeconds(1), CALL));

        Performance performance = simulator.play(wrong.iterator(), PlayOptions.asFastAsPossible());

        assertThatThrownBy(() -> performance.done().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("before the one ahead of it");
        simulator.play(CALL, PlayOptions.asFastAsPossible()).done().get(10, TimeUnit.SECONDS);
    }
}
