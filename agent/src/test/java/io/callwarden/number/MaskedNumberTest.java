package io.callwarden.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedNumberTest {
    @Test
    void theLastFourDigitsAreHiddenInWhateverSpelling() {
        assertThat(MaskedNumber.of("+493012345678")).isEqualTo("+49301234####");
        assertThat(MaskedNumber.of("8 (926) 000-40-01")).isEqualTo("8 (926) 000-##-##");
        assertThat(MaskedNumber.of("112")).isEqualTo("###");
        assertThat(MaskedNumber.of("anna.schmidt")).isEqualTo("####");
        assertThat(MaskedNumber.of(null)).isNull();
    }

    @Test
    void whatIsMaskedStaysAsItIs() {
        assertThat(MaskedNumber.of("+49301234####")).isEqualTo("+49301234####");
        assertThat(MaskedNumber.of("###")).isEqualTo("###");
        assertThat(MaskedNumber.ofOutside("+49301234####")).isEqualTo("+49301234####");
        assertThat(MaskedNumber.inText("called +49301234#### back")).isEqualTo("called +49301234#### back");
    }

    @Test
    void extensionsStayAndNumbersOutsideDoNot() {
        assertThat(MaskedNumber.ofOutside("101")).isEqualTo("101");
        assertThat(MaskedNumber.ofOutside("anna")).isEqualTo("anna");
        assertThat(MaskedNumber.ofOutside("89260004001")).isEqualTo("8926000####");
    }

    @Test
    void numbersInATextAreFoundAndTimesAreNot() {
        assertThat(MaskedNumber.inText("call 8 926 000-40-01 at 12:30, room 4711"))
                .isEqualTo("call 8 926 000-##-## at 12:30, room 4711");
    }
}
