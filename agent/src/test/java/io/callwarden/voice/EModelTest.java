package io.callwarden.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {
    /** ITU-T G.107, annex B, table B.1: the bounds of user satisfaction. */
    @ParameterizedTest
    @CsvSource({"90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58"})
    void ratingsStandForTheScoresOfG107(double r, double mos) {
        assertThat(EModel.mos(r)).isCloseTo(mos, within(0.01));
    }

    /** G.107 gives R 93.2, MOS 4.41, with every parameter at its default. */
    @Test
    void aLineWithoutLossOrDelayIsThatOfG107sDefaults() {
        assertThat(EModel.G711.rating(0, 0)).isEqualTo(93.2);
        assertThat(EModel.mos(93.2)).isCloseTo(4.41, within(0.005));
    }

    /** ITU-T G.113 (2001), appendix I, measured Ie of G.729A with VAD under random loss, whose Ie is 11 and Bpl 19. */
    @ParameterizedTest
    @CsvSource({"0, 11", "1, 15", "2, 19", "3, 23", "4, 26"})
    void lossImpairsG729AsG113Measured(double percent, double impairment) {
        assertThat(new EModel(11, 19).lossImpairment(percent / 100)).isCloseTo(impairment, within(0.6));
    }

    /** The same of G.711 with concealment under random loss. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 5", "2, 7", "3, 10", "5, 15", "7, 20", "10, 25"})
    void lossImpairsG711AsG113Measured(double percent, double impairment) {
        assertThat(EModel.G711.lossImpairment(percent / 100)).isCloseTo(impairment, within(2.1));
    }

    @Test
    void delayCostsNothingUpTo100MillisAndMoreFromThere() {
        assertThat(EModel.delayImpairment(100)).isZero();
        assertThat(EModel.delayImpairment(101)).isCloseTo(0, within(0.01));
        double before = 0;
        for (int millis = 110; millis <= 2_000; millis += 10) {
            double impairment = EModel.delayImpairment(millis);
            assertThat(impairment).isGreaterThan(before).isLessThan(100);
            before = impairment;
        }
    }

    @Test
    void scoreStaysBetween1And4Point5HoweverBadTheLine() {
        for (double lost = 0; lost <= 1; lost += 0.05) {
            for (int millis = 0; millis < 20_000; millis += 500) {
                assertThat(EModel.mos(EModel.G711.rating(lost, millis))).isBetween(1.0, 4.5);
            }
        }
        assertThat(EModel.mos(-5)).isEqualTo(1);
        assertThat(EModel.mos(120)).isEqualTo(4.5);
    }
}
