package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test
    void timesFarBelowASecondFallIntoTheirBucket() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Timer pings = Buckets.ping().register(registry);

        pings.record(Duration.ofMillis(3));

        assertThat(registry.scrape())
                .contains("callwarden_ami_ping_seconds_bucket{le=\"0.002\"} 0")
                .contains("callwarden_ami_ping_seconds_bucket{le=\"0.005\"} 1");
    }

    @Test
    void aWaitOfExactlyTheTargetIsWithinIt() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var waits = Buckets.register(registry, Buckets.wait(17.0), "Waits");

        waits.record(17.0);
        waits.record(17.001);

        assertThat(registry.scrape())
                .contains("callwarden_call_wait_seconds_bucket{le=\"17.0\"} 1")
                .contains("callwarden_call_wait_seconds_bucket{le=\"20.0\"} 2");
    }
}
