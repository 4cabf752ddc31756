package io.callwarden.employee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "PJSIP/101, 101",
        "SIP/101, 101",
        "Local/101@from-queue/n, 101",
        "hint:101@ext-local, 101",
        "Agent:1001, 1001",
        "PJSIP/79260000001@trunk-a, 79260000001",
        "SIP/trunk-a/79260000001, 79260000001",
        "DAHDI/g1/79260000001, 79260000001",
        "PJSIP/anna-desk, anna-desk",
    })
    void deviceStandsForAnExtension(String device, String extension) {
        assertThat(Extensions.of(device)).isEqualTo(extension);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Queue:sales", "Queue:sales_pause_PJSIP/101", "Custom:DND101", "confbridge:1", "101", "/"})
    void whatIsNoPhoneHasNone(String device) {
        assertThat(Extensions.of(device)).isEmpty();
    }

    @Test
    void controlsAndBlanksAreTakenOutOfNames() {
        assertThat(Names.clean(" Anna\r\nActionID:\t1\u0000 \u202eB\u200b. ")).isEqualTo("Anna ActionID: 1 B .");
        assertThat(Names.clean("Ann\u0435 \ud83d\ude00")).isEqualTo("Ann\u0435 \ud83d\ude00");
        assertThat(Names.clean("x".repeat(5_000))).hasSize(40);
        assertThat(Names.clean("\ud800")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"79260000001", "+7 926 000-00-01", "Mobile 8(926)0000001", "lunch, call 926.000.00.01"})
    void whatHoldsATelephoneNumberIsNoName(String text) {
        assertThat(Names.clean(text)).isEmpty();
    }

    @Test
    void extensionIsNoTelephoneNumber() {
        assertThat(Names.clean("Anna 123456")).isEqualTo("Anna 123456");
        assertThat(Names.isNumberOutside("101")).isFalse();
        assertThat(Names.isNumberOutside("1234567")).isTrue();
    }
}
