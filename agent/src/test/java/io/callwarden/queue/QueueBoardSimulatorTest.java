package io.callwarden.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.QueueMember;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.Performance;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.script.BusyDay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A board that listens through a busy day always comes to show what a newcomer is told. */
class QueueBoardSimulatorTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");
    private static final int LOOKS = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listenerAndNewcomerSeeTheSame(long seed) throws Exception {
        BusyDay day = BusyDay.ofASmallFirm(seed).withCallsPerHour(900);
        try (AmiSimulator asterisk =
                AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")))) {
            asterisk.learn(day.house());
            try (ListeningBoard listener = new ListeningBoard(asterisk.port(), "agent", "s3cret")) {
                Performance playing = asterisk.playVerbatim(
                        day.playCalls(MORNING, 100_000, truth -> {}),
                        PlayOptions.realTime().speed(8));
                for (int i = 0; i < LOOKS; i++) {
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(20))
                            .untilAsserted(() -> assertThat(compare(asterisk, listener))
                                    .as("callers who wait")
                                    .isPositive());
                }
                playing.stop();
            }
        }
    }

    /** Returns how many wait. */
    private static int compare(AmiSimulator asterisk, ListeningBoard listener) throws InterruptedException {
        try (ListeningBoard newcomer = new ListeningBoard(asterisk.port(), "agent", "s3cret")) {
            List<QueueView> told = newcomer.queues();
            List<QueueView> heard = listener.queues();
            assertThat(heard)
                    .extracting(QueueView::name)
                    .containsAll(told.stream().map(QueueView::name).toList());
            int waiting = 0;
            for (QueueView queue : told) {
                QueueView same = heard.stream()
                        .filter(other -> other.name().equals(queue.name()))
                        .findFirst()
                        .orElseThrow();
                assertThat(ids(same)).as(queue.name()).isEqualTo(ids(queue));
                assertThat(members(same)).as(queue.name()).isEqualTo(members(queue));
                waiting += queue.waiting().size();
            }
            return waiting;
        }
    }

    private static List<String> ids(QueueView queue) {
        return queue.waiting().stream().map(WaitingCaller::callerId).toList();
    }

    private static List<String> members(QueueView queue) {
        return queue.members().stream()
                .map(QueueBoardSimulatorTest::words)
                .sorted()
                .collect(Collectors.toList());
    }

    private static String words(QueueMember member) {
        return member.location() + " " + member.state() + " " + member.paused() + " " + member.pauseReason();
    }
}
