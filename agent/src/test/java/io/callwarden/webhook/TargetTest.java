package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://crm.example.com/hook?a=b%20c, https://crm.example.com, 443, /hook?a=b%20c",
        "http://crm.example.com, http://crm.example.com, 80, /",
        "HTTPS://crm.example.com:8443/x, https://crm.example.com:8443, 8443, /x",
        "http://[2001:db8::1]:81/x, http://[2001:db8::1]:81, 81, /x",
        "https://crm.example.com/задача, https://crm.example.com, 443, /%D0%B7%D0%B0%D0%B4%D0%B0%D1%87%D0%B0"
    })
    void addressIsTakenApartAndShownWithoutItsPath(String url, String shown, int port, String path) {
        Target target = Target.parse(url).orElseThrow();

        assertThat(target).hasToString(shown);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm.example.com",
                "ftp://crm.example.com/",
                "http://",
                "http:///x",
                "http://user:word@crm.example.com/",
                "http://crm.example.com/#part",
                "http://crm.example.com:70000/",
                "http://a b/",
                "file:///etc/passwd",
                "http://crm.example.com/\r\nX: y"
            })
    void whatIsNoWebAddressIsRefused(String url) {
        assertThat(Target.parse(url)).isEmpty();
    }

    @Test
    void redirectionStaysWithinSchemeHostAndPort() {
        Target here = Target.parse("https://crm.example.com/a/b?c").orElseThrow();

        assertThat(here.redirected("/d").orElseThrow().path()).isEqualTo("/d");
        assertThat(here.redirected("d?e=f").orElseThrow().path()).isEqualTo("/a/d?e=f");
        assertThat(here.redirected("https://CRM.example.com:443/d")
                        .orElseThrow()
                        .path())
                .isEqualTo("/d");
        assertThat(here.redirected("http://crm.example.com/d")).isEmpty();
        assertThat(here.redirected("https://crm.example.com:444/d")).isEmpty();
        assertThat(here.redirected("https://other.example.com/d")).isEmpty();
        assertThat(here.redirected("//other.example.com/d")).isEmpty();
        assertThat(here.redirected("https://crm.example.com@other.example.com/d"))
                .isEmpty();
        assertThat(here.redirected("\\\\other")).isEmpty();
    }
}
