package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.LineSnapshot.Listed;
import io.callwarden.call.LineSnapshot.Registration;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineQuestionsTest {
    private ScriptedAsterisk asterisk;
    private Heard heard;

    @BeforeEach
    void start() throws IOException {
        asterisk = ScriptedAsterisk.plain();
        heard = new Heard();
        heard.more = Set.of(AmiEventType.CONTACT_STATUS);
    }

    @AfterEach
    void stop() throws IOException {
        heard.close();
        asterisk.close();
    }

    @Test
    void everyContactIsAskedForWhetherRegisteredOrConfigured() {
        answer(
                "PJSIPShowEndpoints",
                "EndpointList",
                "ObjectName: 101\r\nContacts: 101/sip:101@10.0.0.1:5060,101/sip:101@10.0.0.2:5060,\r\nDeviceState: In use\r\n",
                "ObjectName: trunk-a\r\nContacts: trunk-a/sip:carrier.example,\r\nDeviceState: Unavailable\r\n",
                "ObjectName: 102\r\nContacts: \r\nDeviceState: Unavailable\r\n");
        answer(
                "PJSIPShowContacts",
                "ContactList",
                "ObjectName: 101@@1\r\nUri: sip:101@10.0.0.1:5060\r\nStatus: Reachable\r\n",
                "ObjectName: 101@@2\r\nUri: sip:101@10.0.0.2:5060\r\nStatus: Unreachable\r\n");
        answer("PJSIPShowEndpoint", "ContactStatusDetail", "URI: sip:carrier.example\r\nStatus: Unreachable\r\n");

        LineSnapshot lines = lines();

        assertThat(lines.askedAt()).isEqualTo(Instant.parse("2026-11-23T06:39:13Z"));
        assertThat(lines.complete()).containsExactly("PJSIP");
        assertThat(lines.lines())
                .containsExactly(
                        new Listed(
                                "PJSIP/101",
                                DeviceState.INUSE,
                                true,
                                Map.of(
                                        "sip:101@10.0.0.1:5060",
                                        Contact.REACHABLE,
                                        "sip:101@10.0.0.2:5060",
                                        Contact.UNREACHABLE)),
                        new Listed(
                                "PJSIP/trunk-a",
                                DeviceState.UNAVAILABLE,
                                true,
                                Map.of("sip:carrier.example", Contact.UNREACHABLE)),
                        new Listed("PJSIP/102", DeviceState.UNAVAILABLE, true, Map.of()));
    }

    @Test
    void contactsThatMayNotBeAskedForAreNotTakenForNone() {
        answer(
                "PJSIPShowEndpoints",
                "EndpointList",
                "ObjectName: 101\r\nContacts: 101/sip:101@10.0.0.1:5060,\r\nDeviceState: Not in use\r\n");
        asterisk.answers.put("PJSIPShowContacts", ScriptedAsterisk.denied());
        asterisk.answers.put("PJSIPShowEndpoint", ScriptedAsterisk.denied());

        assertThat(lines().lines()).containsExactly(new Listed("PJSIP/101", DeviceState.NOT_INUSE, false, Map.of()));
    }

    @Test
    void registrationBelongsToTheEndpointItNamesOrIsNamedAfterOrLeadsTo() {
        answer(
                "PJSIPShowEndpoints",
                "EndpointList",
                "ObjectName: one\r\nContacts: \r\n",
                "ObjectName: two\r\nContacts: \r\n",
                "ObjectName: three\r\nContacts: three/sip:three@carrier.example:5070;transport=tcp,\r\n");
        answer(
                "PJSIPShowRegistrationsOutbound",
                "OutboundRegistrationDetail",
                "ObjectName: a\r\nEndpoint: one\r\nClientUri: sip:c1\r\nServerUri: sip:s1\r\nStatus: Registered\r\n",
                "ObjectName: two-reg-0\r\nEndpoint: \r\nClientUri: sip:c2\r\nServerUri: sip:s2\r\nStatus: Rejected\r\n",
                "ObjectName: b\r\nEndpoint: \r\nClientUri: sip:c3\r\nServerUri: sip:carrier.example\r\nStatus: Unregistered\r\n",
                "ObjectName: c\r\nEndpoint: \r\nClientUri: sip:c4\r\nServerUri: sip:elsewhere\r\nStatus: Registered\r\n");

        LineSnapshot lines = lines();

        assertThat(lines.registering()).containsExactly("PJSIP");
        assertThat(lines.registrations())
                .containsExactly(
                        new Registration("PJSIP", "sip:c1", "sip:s1", "PJSIP/one", true),
                        new Registration("PJSIP", "sip:c2", "sip:s2", "PJSIP/two", false),
                        new Registration("PJSIP", "sip:c3", "sip:carrier.example", "PJSIP/three", false),
                        new Registration("PJSIP", "sip:c4", "sip:elsewhere", "", true));
    }

    @Test
    void userWithFewRightsIsStillToldOfRegistrationsAndDevices() {
        asterisk.answers.put("PJSIPShowEndpoints", ScriptedAsterisk.denied());
        answer(
                "PJSIPShowRegistrationsOutbound",
                "OutboundRegistrationDetail",
                "ObjectName: provider-reg-0\r\nClientUri: sip:c\r\nServerUri: sip:s\r\nStatus: Registered\r\n");
        answer("DeviceStateList", "DeviceStateChange", "Device: PJSIP/101\r\nState: UNAVAILABLE\r\n");

        LineSnapshot lines = lines();

        assertThat(lines.complete()).isEmpty();
        assertThat(lines.devices()).containsEntry("PJSIP/101", DeviceState.UNAVAILABLE);
        assertThat(lines.registrations())
                .containsExactly(new Registration("PJSIP", "sip:c", "sip:s", "PJSIP/provider", true));
        assertThat(heard.link.facts().orElseThrow().notSeen())
                .anySatisfy(words -> assertThat(words).startsWith("PJSIPShowEndpoints: permission denied"));
    }

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource({
        "OK (12 ms), 10.0.0.1, NOT_INUSE",
        "LAGGED (2500 ms), 10.0.0.1, NOT_INUSE",
        "Unmonitored, 10.0.0.1, NOT_INUSE",
        "Unmonitored, -none-, UNAVAILABLE",
        "UNREACHABLE, 10.0.0.1, UNAVAILABLE",
        "UNKNOWN, 10.0.0.1, UNKNOWN",
        "UNKNOWN, -none-, UNAVAILABLE"
    })
    void chanSipPeerStandsAsItsStatusAndAddressSay(String status, String address, DeviceState state) {
        answer("SIPpeers", "PeerEntry", "ObjectName: 103\r\nIPaddress: " + address + "\r\nStatus: " + status + "\r\n");
        asterisk.answers.put("SIPPeers", asterisk.answers.get("SIPpeers"));

        assertThat(lines().lines()).contains(new Listed("SIP/103", state, false, Map.of()));
    }

    @Test
    void chanSipRegistrationBelongsToThePeerOfThatNameOrAddress() {
        String peers = "ObjectName: carrier\r\nIPaddress: 10.9.9.9\r\nStatus: OK (2 ms)\r\n";
        answer("SIPpeers", "PeerEntry", peers);
        answer("SIPPeers", "PeerEntry", peers);
        answer(
                "SIPshowregistry",
                "RegistryEntry",
                "Host: 10.9.9.9\r\nUsername: me\r\nState: Registered\r\n",
                "Host: carrier\r\nUsername: you\r\nState: Request Sent\r\n");

        assertThat(lines().registrations())
                .contains(
                        new Registration("SIP", "me", "10.9.9.9", "SIP/carrier", true),
                        new Registration("SIP", "you", "carrier", "SIP/carrier", false));
    }

    @Test
    void nobodyIsAskedWhereNobodyFollowsLines() {
        heard.more = Set.of();
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
        heard.awaitState(LinkState.LISTENING);

        assertThat(asterisk.actionNames()).doesNotContain("PJSIPShowContacts");
        assertThat(heard.lines).isEmpty();
    }

    private LineSnapshot lines() {
        heard.open(heard.config(asterisk.port(), ScriptedAsterisk.SECRET, false, AmiConfig.Tls.OFF));
        await().until(() -> !heard.lines.isEmpty());
        return heard.lines.get(0);
    }

    private void answer(String action, String event, String... rows) {
        StringBuilder text = new StringBuilder("Response: Success\r\nACTION_IDEventList: start\r\n\r\n");
        for (String row : rows) {
            text.append("Event: ")
                    .append(event)
                    .append("\r\nACTION_ID")
                    .append(row)
                    .append("\r\n");
        }
        text.append("Event: ").append(end(action)).append("\r\nACTION_IDEventList: Complete\r\n\r\n");
        asterisk.answers.put(action, text.toString());
    }

    private static String end(String action) {
        return switch (action) {
            case "PJSIPShowEndpoints" -> "EndpointListComplete";
            case "PJSIPShowEndpoint" -> "EndpointDetailComplete";
            case "PJSIPShowContacts" -> "ContactListComplete";
            case "PJSIPShowRegistrationsOutbound" -> "OutboundRegistrationDetailComplete";
            case "SIPshowregistry" -> "RegistrationsComplete";
            case "DeviceStateList" -> "DeviceStateListComplete";
            default -> "PeerlistComplete";
        };
    }
}
