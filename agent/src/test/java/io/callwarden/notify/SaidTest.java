package io.callwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {
    @ParameterizedTest
    @CsvSource({
        "no contact +79260004001, no contact +…",
        "no contact 8 (926) 000-40-01 here, no contact … here",
        "no contact 926-000-40-01, no contact …",
        "short number 74001, short number …",
        "550 5.1.1 no such user, 550 5.1.1 no such user",
        "421 4.7.0 try again in 600 s, 421 4.7.0 try again in 600 s",
        "error 1062, error 1062"
    })
    void numbersOfCustomersAreNotRepeated(String said, String shown) {
        assertThat(Said.briefly(said)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "200, 200", "201, 201", "1000000, 201"})
    void longAnswersAreCut(int length, int shown) {
        assertThat(Said.briefly("x".repeat(length))).hasSize(shown);
    }

    @Test
    void anAnswerIsOneLine() {
        assertThat(Said.briefly("no\r\n\u001b[31m\u202e\u2028way")).isEqualTo("no [31m way");
    }
}
