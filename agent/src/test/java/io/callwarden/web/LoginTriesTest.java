package io.callwarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginTriesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private final LoginTries tries = new LoginTries(nanos::get, counted::incrementAndGet);

    @Test
    void tenWrongPasswordsInAMinuteAreAllowedAndForgottenWhenItIsOver() {
        wrong("10.0.0.5", 9);
        assertThat(tries.mayTry("10.0.0.5")).isTrue();
        wait(Duration.ofSeconds(20));
        wrong("10.0.0.5", 1);

        assertThat(tries.mayTry("10.0.0.5")).isFalse();
        assertThat(tries.mayComeIn("10.0.0.5")).isTrue();
        assertThat(tries.mayTry("10.0.0.6")).isTrue();
        assertThat(tries.secondsLeft("10.0.0.5")).isEqualTo(40);
        wait(Duration.ofSeconds(39));
        assertThat(tries.mayTry("10.0.0.5")).isFalse();
        wait(Duration.ofSeconds(1));
        assertThat(tries.mayTry("10.0.0.5")).isTrue();
        assertThat(counted).hasValue(10);
    }

    @Test
    void scraperWithAnOldPasswordIsNeverShutOut() {
        for (int i = 0; i < 1_000; i++) {
            wrong("10.0.0.5", 1);
            assertThat(tries.mayTry("10.0.0.5")).isTrue();
            wait(Duration.ofSeconds(15));
        }
    }

    @Test
    void afterAHundredNobodyComesIn() {
        wrong("10.0.0.5", 100);

        assertThat(tries.mayComeIn("10.0.0.5")).isFalse();
        wait(Duration.ofSeconds(60));
        assertThat(tries.mayComeIn("10.0.0.5")).isTrue();
    }

    @Test
    void addressesAreForgottenWhereThereAreTooMany() {
        wrong("first", 10);
        for (int i = 1; i < LoginTries.ADDRESSES; i++) {
            wrong("address " + i, 1);
        }
        assertThat(tries.mayTry("first")).isFalse();
        wrong("one more", 1);

        assertThat(tries.mayTry("first")).isTrue();
    }

    @Test
    void allOfANetworkOfIpv6IsOneAddress() {
        assertThat(LoginTries.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(LoginTries.network("2001:db8:1:2:ffff::1"))
                .isEqualTo("2001:db8:1:2:0:0:0:0/64")
                .isNotEqualTo(LoginTries.network("2001:db8:1:3::1"));
        assertThat(LoginTries.network("fe80:0:0:0:1:2:3:4%lo")).startsWith("fe80:0:0:0:");
        assertThat(LoginTries.network("10.0.0.5")).isEqualTo("10.0.0.5");
        assertThat(LoginTries.network("::ffff:10.0.0.5")).isEqualTo("::ffff:10.0.0.5");
    }

    private void wrong(String address, int times) {
        for (int i = 0; i < times; i++) {
            tries.wrong(address);
        }
    }

    private void wait(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
