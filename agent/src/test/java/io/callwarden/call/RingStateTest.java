package io.callwarden.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.RingState.End;
import io.callwarden.call.RingState.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingStateTest {
    private static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        "DIALLED, rang, RINGING",
        "DIALLED, lifted, LIFTED",
        "DIALLED, refused, STOPPED",
        "DIALLED, ended, STOPPED",
        "DIALLED, dialledAgain, DIALLED",
        "RINGING, rang, RINGING",
        "RINGING, lifted, LIFTED",
        "RINGING, refused, STOPPED",
        "RINGING, ended, STOPPED",
        "RINGING, dialledAgain, RINGING",
        "LIFTED, rang, LIFTED",
        "LIFTED, lifted, LIFTED",
        "LIFTED, refused, LIFTED",
        "LIFTED, ended, STOPPED",
        "LIFTED, dialledAgain, LIFTED",
        "STOPPED, rang, STOPPED",
        "STOPPED, lifted, STOPPED",
        "STOPPED, refused, STOPPED",
        "STOPPED, ended, STOPPED",
        "STOPPED, dialledAgain, RINGING",
    })
    void everyCellOfTheTableHolds(Phase before, String event, Phase after) {
        assertThat(apply(event, in(before)).phase()).isEqualTo(after);
    }

    @Test
    void phoneThatNeverRangIsOnlyDialledAgain() {
        RingState stopped = RingState.dialled(at(0)).ended(at(3), End.CANCELLED);

        assertThat(stopped.dialledAgain().phase()).isEqualTo(Phase.DIALLED);
    }

    @Test
    void firstEndCounts() {
        RingState twice = in(Phase.RINGING).ended(at(5), End.TIMED_OUT).ended(at(5), End.CANCELLED);

        assertThat(twice.end()).isEqualTo(End.TIMED_OUT);
        assertThat(twice.rangFor(at(60))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void ringingEndsWhenThePhoneIsLifted() {
        RingState lifted = in(Phase.RINGING).lifted(at(7)).ended(at(20), End.DECLINED);

        assertThat(lifted.rangFor(at(60))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void phoneThatNeverRangRangForNoTime() {
        assertThat(RingState.dialled(at(0)).rangFor(at(60))).isZero();
    }

    private static RingState in(Phase phase) {
        RingState ringing = RingState.dialled(at(0)).rang(at(1));
        return switch (phase) {
            case DIALLED -> RingState.dialled(at(0));
            case RINGING -> ringing;
            case LIFTED -> ringing.lifted(at(2));
            case STOPPED -> ringing.ended(at(2), End.CANCELLED);
        };
    }

    private static RingState apply(String event, RingState state) {
        return switch (event) {
            case "rang" -> state.rang(at(3));
            case "lifted" -> state.lifted(at(3));
            case "refused" -> state.refused(at(3), End.DECLINED);
            case "ended" -> state.ended(at(3), End.TIMED_OUT);
            default -> state.dialledAgain();
        };
    }
}
