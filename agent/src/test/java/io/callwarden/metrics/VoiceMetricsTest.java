package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.VoiceReport.HeardBy;
import io.callwarden.voice.LegQuality;
import io.callwarden.voice.VoiceListener.Use;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoiceMetricsTest {
    private final Metrics metrics = new Metrics("1.2.3", "abc");
    private final VoiceMetrics voice = new VoiceMetrics(metrics, "hq", 3.7);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyCounterIsBornAtZeroAndThatOfALineWithItsFirstReport() {
        assertThat(text())
                .contains("callwarden_rtcp_packets_total{pbx=\"hq\",side=\"local\"} 0.0")
                .contains("callwarden_rtcp_packets_lost_total{pbx=\"hq\",side=\"remote\"} 0.0")
                .contains("callwarden_rtcp_reports_total{pbx=\"hq\",result=\"unattributed\"} 0.0")
                .contains("callwarden_calls_poor_quality_total{pbx=\"hq\"} 0.0")
                .contains("callwarden_call_mos_count{pbx=\"hq\"} 0")
                .doesNotContain("callwarden_line_");

        voice.lineHeard("PJSIP/trunk-a");

        assertThat(text())
                .contains("callwarden_line_poor_quality_total{line=\"trunk-a\",pbx=\"hq\"} 0.0")
                .contains("callwarden_line_mos{line=\"trunk-a\",pbx=\"hq\"} NaN");
    }

    @Test
    void whatWasToldIsCounted() {
        voice.received(HeardBy.PBX, 250, 5);
        voice.received(HeardBy.LINE, 100, 0);
        voice.jitter(0.004);
        voice.roundTrip(0.12);
        voice.reported(Use.IMPLAUSIBLE);

        assertThat(text())
                .contains("callwarden_rtcp_packets_total{pbx=\"hq\",side=\"local\"} 250.0")
                .contains("callwarden_rtcp_packets_lost_total{pbx=\"hq\",side=\"local\"} 5.0")
                .contains("callwarden_rtcp_packets_total{pbx=\"hq\",side=\"remote\"} 100.0")
                .contains("callwarden_rtcp_jitter_seconds_bucket{pbx=\"hq\",le=\"0.005\"} 1")
                .contains("callwarden_rtcp_round_trip_seconds_bucket{pbx=\"hq\",le=\"0.1\"} 0")
                .contains("callwarden_rtcp_reports_total{pbx=\"hq\",result=\"implausible\"} 1.0");
    }

    @Test
    void legBelowTheSetScoreIsPoorForItsLineOnly() {
        voice.lineHeard("PJSIP/101");
        voice.legEnded(quality("PJSIP/101", 3.7));
        voice.legEnded(quality("PJSIP/trunk-a", 3.69));
        voice.legEnded(quality("PJSIP/trunk-a", 4.2));

        assertThat(text())
                .contains("callwarden_calls_poor_quality_total{pbx=\"hq\"} 1.0")
                .contains("callwarden_line_poor_quality_total{line=\"101\",pbx=\"hq\"} 0.0")
                .contains("callwarden_line_poor_quality_total{line=\"trunk-a\",pbx=\"hq\"} 1.0")
                .contains("callwarden_line_mos{line=\"trunk-a\",pbx=\"hq\"} 4.2")
                .contains("callwarden_call_mos_bucket{pbx=\"hq\",le=\"3.7\"} 2")
                .contains("callwarden_call_mos_count{pbx=\"hq\"} 3");
    }

    @Test
    void linesBeyondTheCapShareOneSeries() {
        for (int i = 0; i < 700; i++) {
            voice.lineHeard("PJSIP/line-" + i);
            voice.legEnded(quality("PJSIP/line-" + i, 2));
        }

        String page = text();
        assertThat(page.lines().filter(line -> line.startsWith("callwarden_line_mos{")))
                .hasSize(601);
        assertThat(page)
                .contains("callwarden_line_poor_quality_total{line=\"other\",pbx=\"hq\"} 100.0")
                .contains("callwarden_series_clamped_total{metric=\"callwarden_line\",pbx=\"hq\"} 100.0");
    }

    private static LegQuality quality(String line, double mos) {
        return new LegQuality(line, mos, 0, Duration.ZERO, null);
    }

    private String text() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8);
    }
}
