package io.callwarden.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table above {@link TrunkOutcome}, cell by cell. */
class TrunkOutcomeTest {
    private static final Set<Integer> NAMED = Set.of(0, 16, 17, 18, 19, 20, 23, 26, 31, 34, 38, 41, 42, 44, 47, 127);

    @ParameterizedTest(name = "cause {0} is {1}")
    @CsvSource({
        "0, NO_ANSWER",
        "16, NO_ANSWER",
        "17, BUSY",
        "18, NO_ANSWER",
        "19, NO_ANSWER",
        "20, NO_ANSWER",
        "23, NO_ANSWER",
        "26, NO_ANSWER",
        "31, NO_ANSWER",
        "127, NO_ANSWER",
        "34, CONGESTION",
        "38, CONGESTION",
        "41, CONGESTION",
        "42, CONGESTION",
        "44, CONGESTION",
        "47, CONGESTION",
        "1, FAILED",
        "2, FAILED",
        "3, FAILED",
        "21, FAILED",
        "22, FAILED",
        "27, FAILED",
        "28, FAILED",
        "29, FAILED",
        "50, FAILED",
        "58, FAILED",
        "88, FAILED",
        "95, FAILED",
        "102, FAILED",
        "111, FAILED"
    })
    void causeOfACallThatWasNeverUpTellsItsOutcome(int cause, TrunkOutcome outcome) {
        assertThat(TrunkOutcome.of(false, cause)).isEqualTo(outcome);
    }

    @Test
    void everyOtherCauseIsAFailure() {
        assertThat(IntStream.range(-1, 200)
                        .filter(cause -> !NAMED.contains(cause))
                        .mapToObj(cause -> TrunkOutcome.of(false, cause)))
                .containsOnly(TrunkOutcome.FAILED);
    }

    @Test
    void callThatWasUpIsAnsweredWhateverEndedIt() {
        assertThat(IntStream.range(-1, 200).mapToObj(cause -> TrunkOutcome.of(true, cause)))
                .containsOnly(TrunkOutcome.ANSWERED);
    }
}
