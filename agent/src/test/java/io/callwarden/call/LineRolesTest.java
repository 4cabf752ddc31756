package io.callwarden.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.LineRoles.Role;
import io.callwarden.call.LineRoles.Rules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRolesTest {
    @ParameterizedTest
    @CsvSource({
        "101, from-internal, PHONE",
        "trunk-a, from-trunk, TRUNK",
        "provider, from-pstn-toheader, TRUNK",
        "alice, from-internal-custom, PHONE",
        "alice, ext-local, PHONE",
        "4930123, ext-did-0001, TRUNK",
        "101, '', PHONE",
        "123456, '', PHONE",
        "1234567, '', TRUNK",
        "7, '', TRUNK",
        "voip.example, custom, TRUNK",
    })
    void roleComesFromTheContextAndElseFromTheName(String endpoint, String context, Role role) {
        assertThat(new LineRoles(Rules.NONE).decide("PJSIP", endpoint, context).role())
                .isEqualTo(role);
    }

    @Test
    void configurationWinsOverEverything() {
        LineRoles roles = new LineRoles(
                new Rules(List.of("10?", "gate-*"), List.of("alice*desk"), List.of("my-trunks"), List.of("my-phones")));

        assertThat(roles.decide("PJSIP", "gate-7", "from-internal").role()).isEqualTo(Role.TRUNK);
        assertThat(roles.decide("PJSIP", "alice-front-desk", "from-trunk").role())
                .isEqualTo(Role.PHONE);
        assertThat(roles.decide("PJSIP", "x", "my-phones").role()).isEqualTo(Role.PHONE);
        assertThat(roles.decide("PJSIP", "101", "my-trunks").role()).isEqualTo(Role.TRUNK);
    }

    @Test
    void whatThePbxKnowsWinsOverTheName() {
        LineRoles roles = new LineRoles(Rules.NONE);
        assertThat(roles.decide("PJSIP", "frontdesk", "").role()).isEqualTo(Role.TRUNK);

        roles.learn(Set.of("4711"), Set.of("PJSIP/frontdesk"));

        assertThat(roles.decide("PJSIP", "frontdesk", "").role()).isEqualTo(Role.PHONE);
        assertThat(roles.decide("PJSIP", "4711", "").role()).isEqualTo(Role.TRUNK);
        assertThat(roles.decide("PJSIP", "4711", "").why()).contains("registers");
    }

    @Test
    void contextOfTheEndpointIsKnownWithoutAChannelOfIt() {
        LineRoles roles = new LineRoles(Rules.NONE);
        roles.learnContext("PJSIP/alice", "from-internal");

        assertThat(roles.decide("PJSIP", "alice", "").role()).isEqualTo(Role.PHONE);
        assertThat(roles.decide("SIP", "alice", "").role()).isEqualTo(Role.TRUNK);
    }

    @Test
    void patternsWithStarsMatchAnyTextAndNothingElseIsSpecial() {
        LineRoles roles = new LineRoles(new Rules(List.of("a*b*c", "x.y"), List.of(), List.of(), List.of()));

        assertThat(roles.decide("SIP", "aXbYbZc", "from-internal").role()).isEqualTo(Role.TRUNK);
        assertThat(roles.decide("SIP", "abX", "from-internal").role()).isEqualTo(Role.PHONE);
        assertThat(roles.decide("SIP", "xzy", "from-internal").role()).isEqualTo(Role.PHONE);
    }
}
