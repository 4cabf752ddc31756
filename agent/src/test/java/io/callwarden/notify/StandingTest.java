package io.callwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StandingTest {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final Standing standing = new Standing("webhook:crm", new Backoff(() -> 1), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("not asked for here");
        }
    });

    @Test
    void attemptsThatFailTogetherAreOneFailure() {
        Instant began = now;
        for (int i = 0; i < 64; i++) {
            now = now.plusMillis(1);
            standing.failed(began, "HTTP 503", null);
        }
        assertThat(standing.rest()).isLessThanOrEqualTo(Duration.ZERO);

        failOneAfterTheOther(2);
        assertThat(standing.rest()).isPositive();
    }

    @Test
    void whoIsAwayForLongIsLookedAtAgainWithinHalfAMinute() {
        failOneAfterTheOther(1_000);
        assertThat(standing.rest()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void aNoticeWaitsNoLongerThanAMinuteOrTwoForAReceiverThatTakesNothing() {
        failOneAfterTheOther(20);
        assertThat(standing.delay(20)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    void aNoticeThatASoundReceiverCannotTakeWaitsAnHour() {
        failOneAfterTheOther(20);
        standing.succeeded();
        failOneAfterTheOther(1);
        assertThat(standing.delay(20)).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        standing.failed(now, "HTTP 429", Duration.ofHours(2));
        assertThat(standing.rest()).isEqualTo(Duration.ofHours(2));
    }

    private void failOneAfterTheOther(int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(60);
            standing.failed(now, "HTTP 503", null);
        }
    }
}
