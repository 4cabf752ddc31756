package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    /** nextLong(n) of these is 0, or n - 1. */
    private static final RandomGenerator LEAST = () -> 0;

    private static final RandomGenerator MOST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void attemptsAfterALossComeLessAndLessOften() {
        assertThat(afterLoss(LEAST)).isEqualTo("100 100 200 400 800 800 800 800 800 800 800 800");
        assertThat(afterLoss(MOST)).isEqualTo("100 200 400 800 1600 1600 1600 1600 1600 1600 1600 1600");
        assertThat(Backoff.afterLoss(Integer.MAX_VALUE, MOST)).isEqualTo(Duration.ofMillis(1_600));
    }

    @Test
    void refusedLoginIsTriedAgainAfterAMinuteAtTheEarliest() {
        assertThat(afterRefusal(LEAST)).isEqualTo("60 120 240 480 600 600");
        assertThat(afterRefusal(MOST)).isEqualTo("66 132 264 528 660 660");
    }

    private static String afterLoss(RandomGenerator random) {
        return IntStream.range(0, 12)
                .mapToObj(failed ->
                        String.valueOf(Backoff.afterLoss(failed, random).toMillis()))
                .collect(Collectors.joining(" "));
    }

    private static String afterRefusal(RandomGenerator random) {
        return IntStream.range(0, 6)
                .mapToObj(refused ->
                        String.valueOf(Backoff.afterRefusal(refused, random).toSeconds()))
                .collect(Collectors.joining(" "));
    }
}
