package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.5",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "3fff::1",
                "5f00::1",
                "127.1",
                "2130706433",
                "10.1"
            })
    void addressesOfThisMachineAndItsNetworksAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2a00:1450::1",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void addressesOfTheInternetArePublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void nameWithOnePrivateAddressAmongPublicOnesIsRefused() throws Exception {
        InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("::ffff:127.0.0.1")};
        try (Resolver resolver = new Resolver(host -> both)) {
            Target target = Target.parse("https://rebound.example.com/x").orElseThrow();

            assertThatThrownBy(() -> resolver.addresses(target, false, 1_000))
                    .isInstanceOf(Unreachable.class)
                    .hasMessage("https://rebound.example.com leads to 127.0.0.1, which is no public address:"
                            + " set allow-private if that is meant");
            assertThat(resolver.addresses(target, true, 1_000)).containsExactly(both);
        }
    }

    @Test
    void nameThatTheSystemResolvesToThisMachineIsRefused() throws Exception {
        try (Resolver resolver = new Resolver(InetAddress::getAllByName)) {
            Target target = Target.parse("http://localhost:8080/").orElseThrow();

            assertThatThrownBy(() -> resolver.addresses(target, false, 5_000))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("no public address");
        }
    }
}
