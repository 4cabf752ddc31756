package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEventTranslatorTest implements LineEvents {
    private final List<String> told = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Reachable, REACHABLE",
        "NonQualified, REACHABLE",
        "Unreachable, UNREACHABLE",
        "Removed, REMOVED",
        "Created, UNKNOWN",
        "Updated, UNKNOWN",
        "Unknown, UNKNOWN"
    })
    void contactIsWhatItsStatusSays(String word, Contact contact) {
        feed(
                "Event: ContactStatus",
                "URI: sip:1@h",
                "ContactStatus: " + word,
                "AOR: a",
                "EndpointName: 101",
                "RoundtripUsec: 1500");
        feed("Event: ContactStatus", "URI: sip:1@h", "ContactStatus: " + word, "AOR: a", "EndpointName: ");

        assertThat(told)
                .containsExactly(
                        "contact PJSIP/101 sip:1@h " + contact + " PT0.0015S",
                        "contact PJSIP/a sip:1@h " + contact + " null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Registered, true", "Reachable, true", "Lagged, true", "Unregistered, false", "Unreachable, false"})
    void peerIsReachableAsItsStatusSays(String word, boolean reachable) {
        feed("Event: PeerStatus", "Peer: SIP/101", "PeerStatus: " + word);

        assertThat(told).containsExactly("peer SIP/101 " + reachable);
    }

    @Test
    void strangerWhoTriesToRegisterInThePhonesNameSaysNothingOfThePhone() {
        feed("Event: PeerStatus", "Peer: SIP/101", "PeerStatus: Rejected", "Cause: Wrong password");

        assertThat(told).isEmpty();
    }

    @Test
    void registrationStandsOnlyWhileItIsRegistered() {
        for (String status : List.of("Registered", "Unregistered", "Rejected", "Failed")) {
            feed("Event: Registry", "ChannelType: pjsip", "Username: u", "Domain: d", "Status: " + status, "Cause: c");
        }

        assertThat(told)
                .containsExactly(
                        "registry pjsip u d true c",
                        "registry pjsip u d false c",
                        "registry pjsip u d false c",
                        "registry pjsip u d false c");
    }

    @Test
    void channelsAreToldWithTheirDirectionTheirAnswerAndTheirEnd() {
        feed("Event: Newchannel", "Channel: PJSIP/t-00000001", "ChannelState: 4", "Uniqueid: 1.1");
        feed("Event: Newchannel", "Channel: PJSIP/101-00000002", "ChannelState: 0", "Uniqueid: 1.2");
        feed("Event: Newstate", "Channel: PJSIP/101-00000002", "ChannelState: 5", "Uniqueid: 1.2");
        feed("Event: Newstate", "Channel: PJSIP/101-00000002", "ChannelState: 6", "Uniqueid: 1.2");
        feed("Event: Hangup", "Channel: PJSIP/t-00000001", "Uniqueid: 1.1", "Cause: 17");

        assertThat(told)
                .containsExactly(
                        "appeared 1.1 PJSIP/t-00000001 true",
                        "appeared 1.2 PJSIP/101-00000002 false",
                        "up 1.2",
                        "gone 1.1 PJSIP/t-00000001 17");
    }

    @Test
    void devicesAreToldAlsoWhereTheyAreNoLines() {
        feed("Event: DeviceStateChange", "Device: PJSIP/101", "State: UNAVAILABLE");
        feed("Event: DeviceStateChange", "Device: Queue:sales", "State: INUSE");

        assertThat(told).containsExactly("device PJSIP/101 UNAVAILABLE", "device Queue:sales INUSE");
    }

    private void feed(String... lines) {
        EventStream stream = new EventStream(List.of(new LineEventTranslator(this)), Instant.EPOCH);
        byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        new AmiDecoder(stream.interest(), stream, new AmiStats()).feed(bytes, 0, bytes.length);
    }

    @Override
    public void deviceStateChanged(Instant at, String device, DeviceState state) {
        told.add("device " + device + " " + state);
    }

    @Override
    public void contactChanged(Instant at, String line, String address, Contact contact, Duration roundTrip) {
        told.add("contact " + line + " " + address + " " + contact + " " + roundTrip);
    }

    @Override
    public void peerChanged(Instant at, String line, boolean reachable) {
        told.add("peer " + line + " " + reachable);
    }

    @Override
    public void registrationChanged(
            Instant at, String tech, String user, String server, boolean registered, String cause) {
        told.add("registry " + tech + " " + user + " " + server + " " + registered + " " + cause);
    }

    @Override
    public void channelAppeared(Instant at, String channelId, String channel, boolean calling) {
        told.add("appeared " + channelId + " " + channel + " " + calling);
    }

    @Override
    public void channelUp(Instant at, String channelId) {
        told.add("up " + channelId);
    }

    @Override
    public void channelGone(Instant at, String channelId, String channel, int cause) {
        told.add("gone " + channelId + " " + channel + " " + cause);
    }
}
