package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallId;
import io.callwarden.call.DeviceState;
import io.callwarden.call.Direction;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueMember;
import io.callwarden.call.QueueVisit;
import io.callwarden.queue.QueueBoard;
import io.callwarden.queue.ServiceLevels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMetricsTest {
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private final Metrics metrics = new Metrics("test", "none");
    private final ServiceLevels levels =
            new ServiceLevels(Map.of("vip", Duration.ofSeconds(7)), Duration.ofSeconds(15));
    private final QueueMetrics queues = new QueueMetrics(metrics.registry(), "hq", levels, Duration.ofSeconds(5), 3);
    private final QueueBoard board = new QueueBoard(queues, Map.of());
    private Instant now = TEN;

    @BeforeEach
    void expose() {
        metrics.queues(() -> List.of(new LiveQueues(queues, board, () -> now)));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @CsvSource({
        // exit, waited, outcome, result, whose wait
        "ANSWERED,       10, answered,        within_target,   answered",
        "ANSWERED,       15, answered,        within_target,   answered",
        "ANSWERED,       16, answered,        over_target,     answered",
        "ABANDONED,      10, abandoned,       missed,          lost",
        "ABANDONED,       4, abandoned_short, abandoned_short, ''",
        "ABANDONED,       5, abandoned,       missed,          lost",
        "TIMEOUT,         3, timeout,         missed,          lost",
        "KEY,             9, left_by_key,     missed,          lost",
        "EMPTY,           9, left_empty,      missed,          lost",
        "REFUSED_FULL,    0, full,            missed,          ''",
        "REFUSED_EMPTY,   0, empty,           missed,          ''",
        "WITHDRAWN,       9, moved,           '',              ''",
        "UNKNOWN,         ,  unknown,         '',              ''",
    })
    void everyVisitIsCountedOnce(QueueExit exit, Integer waited, String outcome, String result, String whoseWait) {
        board.onSnapshot(snapshot(List.of("sales"), List.of()));

        visit("sales", exit, waited);

        assertThat(rising("callwarden_queue_calls_total"))
                .containsExactly("{outcome=\"" + outcome + "\",pbx=\"hq\",queue=\"sales\"} 1.0");
        assertThat(rising("callwarden_queue_service_level_calls_total"))
                .containsExactlyElementsOf(
                        result.isEmpty()
                                ? List.of()
                                : List.of("{pbx=\"hq\",queue=\"sales\",result=\"" + result + "\"} 1.0"));
        assertThat(rising("callwarden_queue_wait_seconds_count"))
                .containsExactlyElementsOf(
                        whoseWait.isEmpty()
                                ? List.of()
                                : List.of("{outcome=\"" + whoseWait + "\",pbx=\"hq\",queue=\"sales\"} 1"));
    }

    @Test
    void countersAreThereBeforeTheFirstCall() {
        board.onSnapshot(snapshot(List.of("sales"), List.of()));

        assertThat(lines("callwarden_queue_calls_total")).hasSize(10).allMatch(line -> line.endsWith(" 0.0"));
        assertThat(lines("callwarden_queue_service_level_calls_total"))
                .hasSize(4)
                .allMatch(line -> line.endsWith(" 0.0"));
        assertThat(lines("callwarden_queue_ring_no_answer_total")).hasSize(1);
        assertThat(lines("callwarden_queue_talk_seconds_count")).hasSize(1);
        assertThat(lines("callwarden_queue_wait_seconds_count")).hasSize(2);
    }

    @Test
    void targetIsTheSitesElseAsterisksElseThatOfAllCalls() {
        board.onSnapshot(new PbxSnapshot(
                TEN,
                null,
                List.of(),
                true,
                List.of(
                        new PbxSnapshot.Queue("vip", "", 0, Duration.ofSeconds(60)),
                        new PbxSnapshot.Queue("sales", "", 0, Duration.ofSeconds(40)),
                        new PbxSnapshot.Queue("support", "", 0, Duration.ZERO)),
                List.of(),
                List.of()));

        assertThat(lines("callwarden_queue_service_level_target_seconds"))
                .containsExactlyInAnyOrder(
                        "{pbx=\"hq\",queue=\"vip\"} 7.0",
                        "{pbx=\"hq\",queue=\"sales\"} 40.0",
                        "{pbx=\"hq\",queue=\"support\"} 15.0");
        visit("sales", QueueExit.ANSWERED, 39);
        assertThat(rising("callwarden_queue_service_level_calls_total"))
                .containsExactly("{pbx=\"hq\",queue=\"sales\",result=\"within_target\"} 1.0");
        assertThat(lines("callwarden_queue_wait_seconds_bucket"))
                .contains("{outcome=\"answered\",pbx=\"hq\",queue=\"sales\",le=\"7.0\"} 0")
                .contains("{outcome=\"answered\",pbx=\"hq\",queue=\"sales\",le=\"40.0\"} 1");
    }

    @Test
    void liveFiguresAreThoseOfTheMomentOfTheScrape() {
        board.onSnapshot(snapshot(
                List.of("sales"),
                List.of(
                        member("101", DeviceState.NOT_INUSE, TEN),
                        member("102", DeviceState.INUSE, null),
                        member("103", DeviceState.UNAVAILABLE, null))));
        board.callerJoined(TEN, "sales", "1.1", 1);
        board.callerJoined(TEN.plusSeconds(4), "sales", "1.2", 2);
        now = TEN.plusSeconds(10);
        board.advance(now);

        assertThat(lines("callwarden_queue_callers_waiting")).containsExactly("{pbx=\"hq\",queue=\"sales\"} 2.0");
        assertThat(lines("callwarden_queue_longest_wait_seconds")).containsExactly("{pbx=\"hq\",queue=\"sales\"} 10.0");
        assertThat(rising("callwarden_queue_members"))
                .containsExactlyInAnyOrder(
                        "{pbx=\"hq\",queue=\"sales\",state=\"wrapup\"} 1.0",
                        "{pbx=\"hq\",queue=\"sales\",state=\"in_call\"} 1.0",
                        "{pbx=\"hq\",queue=\"sales\",state=\"unavailable\"} 1.0");

        now = TEN.plusSeconds(30);
        assertThat(lines("callwarden_queue_longest_wait_seconds")).containsExactly("{pbx=\"hq\",queue=\"sales\"} 30.0");
        assertThat(rising("callwarden_queue_members")).contains("{pbx=\"hq\",queue=\"sales\",state=\"available\"} 1.0");
    }

    @Test
    void whatCannotBeSeenIsNoNumber() {
        board.onSnapshot(snapshot(List.of("sales"), List.of(member("101", DeviceState.NOT_INUSE, null))));
        board.onLost();

        assertThat(Stream.of("callers_waiting", "longest_wait_seconds", "members")
                        .flatMap(name -> lines("callwarden_queue_" + name).stream()))
                .hasSize(8)
                .allMatch(line -> line.endsWith(" NaN"));
    }

    @Test
    void queuesBeyondTheCapShareTheSeriesOfOther() {
        board.onSnapshot(snapshot(List.of("a", "b", "c", "d", "e"), List.of()));
        board.callerJoined(TEN, "d", "1.1", 1);
        board.callerJoined(TEN.plusSeconds(2), "e", "1.2", 1);
        now = TEN.plusSeconds(5);
        board.advance(now);
        visit("d", QueueExit.TIMEOUT, 20);
        visit("e", QueueExit.TIMEOUT, 20);
        visit("never heard of", QueueExit.TIMEOUT, 20);

        assertThat(lines("callwarden_queue_callers_waiting"))
                .containsExactlyInAnyOrder(
                        "{pbx=\"hq\",queue=\"a\"} 0.0",
                        "{pbx=\"hq\",queue=\"b\"} 0.0",
                        "{pbx=\"hq\",queue=\"c\"} 0.0",
                        "{pbx=\"hq\",queue=\"other\"} 2.0");
        assertThat(rising("callwarden_queue_longest_wait_seconds")).containsExactly("{pbx=\"hq\",queue=\"other\"} 5.0");
        assertThat(rising("callwarden_queue_calls_total"))
                .containsExactly("{outcome=\"timeout\",pbx=\"hq\",queue=\"other\"} 3.0");
        assertThat(lines("callwarden_series_clamped_total"))
                .containsExactly("{metric=\"callwarden_queue\",pbx=\"hq\"} 2.0");
    }

    @Test
    void queueThatIsGoneForADayTakesItsSeriesWithIt() {
        board.onSnapshot(snapshot(List.of("a", "b", "c"), List.of()));
        board.onSnapshot(snapshot(List.of("a"), List.of()));
        board.advance(TEN.plus(Duration.ofDays(1)));

        assertThat(lines("callwarden_queue_talk_seconds_count")).containsExactly("{pbx=\"hq\",queue=\"a\"} 0");
        assertThat(lines("callwarden_queue_callers_waiting")).hasSize(1);

        board.onSnapshot(snapshot(List.of("a", "d"), List.of()));
        assertThat(lines("callwarden_queue_talk_seconds_count"))
                .as("another may have its place")
                .contains("{pbx=\"hq\",queue=\"d\"} 0");
    }

    private void visit(String queue, QueueExit exit, Integer waited) {
        queues.queueVisitEnded(
                new CallId("hq", "1.1"),
                Direction.INBOUND,
                new QueueVisit(queue, TEN, waited == null ? null : Duration.ofSeconds(waited), exit));
    }

    private static QueueMember member(String name, DeviceState state, Instant lastCall) {
        return new QueueMember(
                "sales",
                name,
                "PJSIP/" + name,
                "PJSIP/" + name,
                state,
                false,
                false,
                "",
                lastCall,
                Duration.ofSeconds(20));
    }

    private static PbxSnapshot snapshot(List<String> queues, List<QueueMember> members) {
        return new PbxSnapshot(
                TEN,
                null,
                List.of(),
                true,
                queues.stream()
                        .map(name -> new PbxSnapshot.Queue(name, "ringall", 0, Duration.ZERO))
                        .toList(),
                List.of(),
                members);
    }

    /** Series of that metric without its name, as they are exported. */
    private List<String> lines(String metric) {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(metric + "{"))
                .map(line -> line.substring(metric.length()))
                .toList();
    }

    private List<String> rising(String metric) {
        return lines(metric).stream()
                .filter(line -> !line.endsWith(" 0.0") && !line.endsWith(" 0"))
                .toList();
    }
}
