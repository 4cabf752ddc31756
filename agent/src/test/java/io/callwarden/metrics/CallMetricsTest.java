package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.CallsInProgress;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.call.Transfer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final Metrics metrics = new Metrics("1.2.3", "abc");
    private final CallMetrics calls = new CallMetrics(metrics.registry(), "hq", 25);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyCounterIsBornAtZero() {
        InProgressMetrics.register(metrics.registry(), "hq", new CallsInProgress());
        assertThat(text())
                .contains("callwarden_calls_started_total{direction=\"inbound\",pbx=\"hq\"} 0.0")
                .contains(
                        "callwarden_calls_total{direction=\"inbound\",outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} 0.0")
                .contains("callwarden_calls_missed_total{outcome=\"unanswered\",pbx=\"hq\",stage=\"ring\"} 0.0")
                .contains("callwarden_calls_abandoned_short_total{pbx=\"hq\"} 0.0")
                .contains("callwarden_calls_active{direction=\"outbound\",pbx=\"hq\",state=\"talking\"} 0.0")
                .contains("callwarden_call_talk_seconds_count{direction=\"internal\",pbx=\"hq\"} 0")
                .contains("callwarden_transfers_total{pbx=\"hq\",result=\"failed\",type=\"blind\"} 0.0")
                .contains("callwarden_last_missed_call_timestamp_seconds{pbx=\"hq\"} NaN")
                .contains("callwarden_scrape_errors_total 0.0")
                .contains("callwarden_build_info{java=\"" + Runtime.version()
                        + "\",revision=\"abc\",version=\"1.2.3\"} 1\n")
                .contains("process_start_time_seconds");
    }

    @Test
    void missedCallIsCountedOnceInEachPlace() {
        calls.callStarted(new CallId("hq", "1.1"), Direction.INBOUND);
        calls.callEnded(call(Direction.INBOUND, Outcome.ABANDONED, Stage.QUEUE, true, false, 24));

        assertThat(text())
                .contains("callwarden_calls_started_total{direction=\"inbound\",pbx=\"hq\"} 1.0")
                .contains(
                        "callwarden_calls_total{direction=\"inbound\",outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} 1.0")
                .contains("callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} 1.0")
                .contains("callwarden_call_wait_seconds_bucket{outcome=\"lost\",pbx=\"hq\",le=\"20.0\"} 0")
                .contains("callwarden_call_wait_seconds_bucket{outcome=\"lost\",pbx=\"hq\",le=\"25.0\"} 1")
                .contains("callwarden_call_wait_seconds_sum{outcome=\"lost\",pbx=\"hq\"} 24.0")
                .contains("callwarden_call_ring_seconds_count{direction=\"inbound\",outcome=\"lost\",pbx=\"hq\"} 1")
                .contains("callwarden_last_missed_call_timestamp_seconds{pbx=\"hq\"} 1.7954244E9");
    }

    @Test
    void shortAbandonIsCountedApart() {
        calls.callEnded(call(Direction.INBOUND, Outcome.ABANDONED, Stage.RING, false, true, 3));

        assertThat(text())
                .contains("callwarden_calls_abandoned_short_total{pbx=\"hq\"} 1.0")
                .contains("callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"ring\"} 0.0")
                .contains("callwarden_call_wait_seconds_count{outcome=\"lost\",pbx=\"hq\"} 0");
    }

    @Test
    void callerWhoAskedForNobodyIsLostBeforeAsking() {
        Call call = call(Direction.INBOUND, Outcome.ABANDONED, Stage.IVR, false, false, -1);
        calls.callEnded(call);

        assertThat(call.lostBeforeAsking()).isTrue();
        assertThat(text())
                .contains(
                        "callwarden_calls_lost_before_asking_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"ivr\"} 1.0");
    }

    @Test
    void answeredCallWithTransfersAddsToTalkAndTransfers() {
        calls.callEnded(call(Direction.OUTBOUND, Outcome.ANSWERED, Stage.RING, false, false, 7));

        assertThat(text())
                .contains("callwarden_call_talk_seconds_sum{direction=\"outbound\",pbx=\"hq\"} 100.5")
                .contains("callwarden_call_hold_seconds_count{direction=\"outbound\",pbx=\"hq\"} 1")
                .contains("callwarden_call_wait_seconds_count{outcome=\"answered\",pbx=\"hq\"} 0")
                .contains("callwarden_transfers_total{pbx=\"hq\",result=\"done\",type=\"attended\"} 1.0");
    }

    @Test
    void pageComesAsTextOpenMetricsAndProtobuf() {
        assertThat(metrics.scrape(null).contentType()).startsWith("text/plain");
        Metrics.Page open = metrics.scrape("application/openmetrics-text; version=1.0.0");
        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(open.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
        Metrics.Page protobuf = metrics.scrape(
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
        assertThat(protobuf.contentType()).startsWith("application/vnd.google.protobuf");
        assertThat(new String(protobuf.body(), StandardCharsets.ISO_8859_1)).contains("callwarden_calls_total");
    }

    @Test
    void noMaximaOfMicrometerAreShown() {
        calls.callEnded(call(Direction.INBOUND, Outcome.ABANDONED, Stage.QUEUE, true, false, 24));

        assertThat(text()).contains("callwarden_call_wait_seconds").doesNotContain("_seconds_max");
    }

    @Test
    void scrapeThatFailsIsCountedAndNotSwallowed() {

        ((PrometheusMeterRegistry) metrics.registry()).getPrometheusRegistry().register((Collector) () -> {
            throw new IllegalStateException("broken meter");
        });

        assertThatThrownBy(() -> metrics.scrape(null)).hasMessageContaining("broken meter");
        assertThat(metrics.registry().get("callwarden.scrape.errors").counter().count())
                .isEqualTo(1);
    }

    @Test
    void gaugeThatCannotBeReadIsNotANumber() {
        Gauge.builder("callwarden.broken", () -> {
                    throw new IllegalStateException("cannot read");
                })
                .register(metrics.registry());

        assertThat(text()).contains("callwarden_broken NaN");
    }

    private String text() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8);
    }

    private static Call call(
            Direction direction, Outcome outcome, Stage stage, boolean missed, boolean shortAbandon, int waited) {
        boolean answered = outcome == Outcome.ANSWERED;
        boolean asked = waited >= 0;
        return new Call(
                new CallId("hq", "1795424370.1"),
                direction,
                new Caller("79260004001", null, "+79260004001"),
                "7004",
                "trunk-a",
                List.of(),
                outcome,
                stage,
                missed,
                shortAbandon,
                null,
                asked ? List.of(new Ring("101", NINE, Duration.ofSeconds(4), RingResult.NO_ANSWER)) : List.of(),
                answered ? List.of(new Transfer(Transfer.Kind.ATTENDED, "101", "102", NINE, true)) : List.of(),
                new CallTimes(
                        NINE.minusSeconds(30),
                        asked ? NINE.minusSeconds(24) : null,
                        NINE,
                        asked ? Duration.ofSeconds(waited) : null,
                        asked ? Duration.ofSeconds(4) : Duration.ZERO,
                        answered ? Duration.ofMillis(100_500) : Duration.ZERO,
                        answered ? Duration.ofSeconds(9) : Duration.ZERO,
                        Duration.ofSeconds(30)),
                EndedBy.CALLER,
                16);
    }
}
