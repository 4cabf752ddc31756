package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import io.callwarden.employee.EmployeeBoard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmployeeMetricsTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    private final Metrics metrics = new Metrics("test", "none");
    private final EmployeeBoard board = new EmployeeBoard(Map.of("300", "Reception"), Map.of());
    private Instant now = MORNING;

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyoneHasOneStateAndCountersFromTheStart() {
        register(200);
        snapshot(member("Anna", 101, ""));
        now = MORNING.plusSeconds(30);

        assertThat(page())
                .contains("callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"available\"} 1.0")
                .contains("callwarden_agent_state{agent=\"Anna\",pbx=\"hq\",state=\"in_call\"} 0.0")
                .contains("callwarden_agent_state{agent=\"Reception\",pbx=\"hq\",state=\"logged_out\"} 1.0")
                .contains("callwarden_agent_calls_total{agent=\"Anna\",outcome=\"answered\",pbx=\"hq\"} 0.0")
                .contains("callwarden_agent_calls_total{agent=\"Anna\",outcome=\"no_answer\",pbx=\"hq\"} 0.0")
                .contains("callwarden_agent_calls_total{agent=\"Anna\",outcome=\"declined\",pbx=\"hq\"} 0.0")
                .contains("callwarden_agent_talk_seconds_total{agent=\"Anna\",pbx=\"hq\"} 0.0")
                .contains("callwarden_agent_paused_seconds_total{agent=\"Anna\",pbx=\"hq\",reason=\"none\"} 0.0")
                .contains("callwarden_agent_logged_in_seconds_total{agent=\"Anna\",pbx=\"hq\"} 30.0")
                .contains("callwarden_agent_state_since_timestamp_seconds{agent=\"Anna\",pbx=\"hq\"} 1.7954244E9");
        assertThat(count("callwarden_agent_state\\{agent=\"Anna\".*} 1.0")).isEqualTo(1);
        assertThat(count("callwarden_agent_state\\{agent=\"Anna\".*}")).isEqualTo(7);
    }

    @Test
    void stateOfAPbxThatIsNotHeardIsNoNumber() {
        register(200);
        snapshot(member("Anna", 101, ""));
        board.onLost(MORNING.plusSeconds(10));
        now = MORNING.plusSeconds(60);

        assertThat(count("callwarden_agent_state\\{agent=\"Anna\".*} NaN")).isEqualTo(7);
        assertThat(page()).contains("callwarden_agent_logged_in_seconds_total{agent=\"Anna\",pbx=\"hq\"} 10.0");
    }

    @Test
    void pauseForANewReasonHasItsOwnSeriesAtOnce() {
        register(200);
        snapshot(member("Anna", 101, ""));
        board.memberChanged(MORNING.plusSeconds(5), member("Anna", 101, "lunch"));
        now = MORNING.plusSeconds(15);

        assertThat(page())
                .contains("callwarden_agent_paused_seconds_total{agent=\"Anna\",pbx=\"hq\",reason=\"lunch\"} 10.0");
    }

    @Test
    void newNameMovesTheSeries() {
        register(200);
        snapshot(member("Anna", 101, ""));
        now = MORNING.plusSeconds(20);
        board.memberChanged(now, member("Anna Ivanova", 101, ""));

        assertThat(count("agent=\"Anna\"")).isZero();
        assertThat(page()).contains("callwarden_agent_logged_in_seconds_total{agent=\"Anna Ivanova\",pbx=\"hq\"} 20.0");
    }

    @Test
    void whoIsBeyondTheCapIsCountedWithOthersAndHasNoState() {
        register(3);
        snapshot(IntStream.range(0, 10)
                .mapToObj(i -> member("E" + i, 100 + i, ""))
                .toArray(QueueMember[]::new));
        now = MORNING.plusSeconds(10);

        assertThat(count("callwarden_agent_logged_in_seconds_total\\{")).isEqualTo(4);
        assertThat(page())
                .contains("callwarden_agent_logged_in_seconds_total{agent=\"other\",pbx=\"hq\"} 80.0")
                .contains("callwarden_series_clamped_total{metric=\"callwarden_agent\",pbx=\"hq\"} 8.0");
        assertThat(count("callwarden_agent_state\\{agent=\"other\"")).isZero();

        snapshot(MORNING.plusSeconds(10));
        now = MORNING.plusSeconds(8 * 86_400);
        snapshot(now);
        assertThat(page())
                .as("those who are gone are still in the sum")
                .contains("callwarden_agent_logged_in_seconds_total{agent=\"other\",pbx=\"hq\"} 80.0");
    }

    private void register(int max) {
        EmployeeMetrics.register(metrics, "hq", board, () -> now, max);
    }

    private void snapshot(QueueMember... members) {
        snapshot(MORNING, members);
    }

    private void snapshot(Instant at, QueueMember... members) {
        board.onSnapshot(new PbxSnapshot(at, null, List.of(), true, List.of(), List.of(), List.of(members)));
    }

    private static QueueMember member(String name, int extension, String pauseReason) {
        String device = "PJSIP/" + extension;
        boolean paused = !pauseReason.isEmpty();
        return new QueueMember(
                "sales", name, device, device, DeviceState.NOT_INUSE, false, paused, pauseReason, null, null);
    }

    private long count(String pattern) {
        return Pattern.compile(pattern).matcher(page()).results().count();
    }

    private String page() {
        return new String(metrics.scrape("text/plain").body(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
