package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import io.callwarden.call.LineRoles;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.LineSnapshot.Listed;
import io.callwarden.call.LineSnapshot.Registration;
import io.callwarden.line.LineBoard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineMetricsTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final Metrics metrics = new Metrics("1.2.3", "abc");
    private final LineRoles roles = new LineRoles(LineRoles.Rules.NONE);
    private final LineBoard board = new LineBoard(roles, Map.of("trunk-a", 30), new LineMetrics(metrics, "hq", 3, 2));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everythingOfATrunkIsThereAtZeroAsSoonAsItIsKnown() {
        ChannelMetrics.register(metrics.registry(), "hq", board);
        list(NINE, "PJSIP/trunk-a");

        assertThat(text())
                .contains("callwarden_trunk_up{pbx=\"hq\",trunk=\"trunk-a\"} 1.0")
                .contains("callwarden_trunk_channels{pbx=\"hq\",trunk=\"trunk-a\"} 0.0")
                .contains("callwarden_trunk_channels_limit{pbx=\"hq\",trunk=\"trunk-a\"} 30.0")
                .contains(
                        "callwarden_trunk_calls_total{direction=\"inbound\",outcome=\"answered\",pbx=\"hq\",trunk=\"trunk-a\"} 0.0")
                .contains(
                        "callwarden_trunk_calls_total{direction=\"outbound\",outcome=\"congestion\",pbx=\"hq\",trunk=\"trunk-a\"} 0.0")
                .contains(
                        "callwarden_trunk_registration_changes_total{pbx=\"hq\",to=\"unregistered\",trunk=\"trunk-a\"} 0.0")
                .contains("callwarden_extension_changes_total{pbx=\"hq\",to=\"unreachable\"} 0.0")
                .contains("callwarden_channels_active{pbx=\"hq\",tech=\"Local\"} 0.0")
                .contains("callwarden_lines_refused_total{pbx=\"hq\"} 0.0");
    }

    @Test
    void callsOverATrunkAreCountedByWhoCalledAndWhatBecameOfThem() {
        ChannelMetrics.register(metrics.registry(), "hq", board);
        board.channelAppeared(NINE, "1", "PJSIP/trunk-a-00000001", true);
        board.channelUp(NINE, "1");
        board.channelAppeared(NINE, "2", "PJSIP/trunk-a-00000002", false);
        board.channelAppeared(NINE, "3", "Local/101@x-00000001;1", false);
        assertThat(text())
                .contains("callwarden_trunk_channels{pbx=\"hq\",trunk=\"trunk-a\"} 2.0")
                .contains("callwarden_channels_active{pbx=\"hq\",tech=\"PJSIP\"} 2.0")
                .contains("callwarden_channels_active{pbx=\"hq\",tech=\"Local\"} 1.0");

        board.channelGone(NINE, "1", "PJSIP/trunk-a-00000001", 16);
        board.channelGone(NINE, "2", "PJSIP/trunk-a-00000002", 34);

        assertThat(text())
                .contains(
                        "callwarden_trunk_calls_total{direction=\"inbound\",outcome=\"answered\",pbx=\"hq\",trunk=\"trunk-a\"} 1.0")
                .contains(
                        "callwarden_trunk_calls_total{direction=\"outbound\",outcome=\"congestion\",pbx=\"hq\",trunk=\"trunk-a\"} 1.0")
                .contains("callwarden_trunk_channels{pbx=\"hq\",trunk=\"trunk-a\"} 0.0");
    }

    @Test
    void phoneThatVanishesAndComesBackIsSeenSinceWhen() {
        contact(0, Contact.REACHABLE);
        contact(60, Contact.UNREACHABLE);

        assertThat(text())
                .contains("callwarden_extension_up{extension=\"101\",pbx=\"hq\"} 0.0")
                .contains("callwarden_extension_since_timestamp_seconds{extension=\"101\",pbx=\"hq\"} 1.79542446E9")
                .contains("callwarden_extensions{pbx=\"hq\",state=\"unreachable\",tech=\"PJSIP\"} 1.0")
                .contains("callwarden_extensions{pbx=\"hq\",state=\"reachable\",tech=\"PJSIP\"} 0.0")
                .contains("callwarden_extension_changes_total{pbx=\"hq\",to=\"unreachable\"} 1.0");

        contact(90, Contact.REACHABLE);

        assertThat(text())
                .contains("callwarden_extension_up{extension=\"101\",pbx=\"hq\"} 1.0")
                .contains("callwarden_extension_changes_total{pbx=\"hq\",to=\"reachable\"} 1.0");
    }

    @Test
    void whatIsNotKnownIsNotANumber() {
        board.deviceStateChanged(NINE, "PJSIP/101", DeviceState.UNKNOWN);
        board.deviceStateChanged(NINE, "PJSIP/trunk-a", DeviceState.UNKNOWN);

        assertThat(text())
                .contains("callwarden_extension_up{extension=\"101\",pbx=\"hq\"} NaN")
                .contains("callwarden_extension_since_timestamp_seconds{extension=\"101\",pbx=\"hq\"} NaN")
                .contains("callwarden_extensions{pbx=\"hq\",state=\"unknown\",tech=\"PJSIP\"} 1.0")
                .contains("callwarden_trunk_up{pbx=\"hq\",trunk=\"trunk-a\"} NaN");
    }

    @Test
    void registrationThatFallsTakesTheTrunkDown() {
        register(true);
        board.registrationChanged(NINE.plusSeconds(1), "PJSIP", "me", "carrier", false, "");

        assertThat(text())
                .contains("callwarden_trunk_up{pbx=\"hq\",trunk=\"trunk-a\"} 0.0")
                .contains(
                        "callwarden_trunk_registration_changes_total{pbx=\"hq\",to=\"unregistered\",trunk=\"trunk-a\"} 1.0");
    }

    @Test
    void phonesBeyondTheCapShareOneSeries() {
        list(NINE, "PJSIP/101", "PJSIP/102", "PJSIP/103", "PJSIP/104", "PJSIP/105");

        assertThat(text())
                .contains("callwarden_extension_up{extension=\"103\",pbx=\"hq\"} 1.0")
                .contains("callwarden_extension_up{extension=\"other\",pbx=\"hq\"} 1.0")
                .doesNotContain("extension=\"104\"")
                .contains("callwarden_series_clamped_total{metric=\"callwarden_extension\",pbx=\"hq\"} 2.0")
                .contains("callwarden_extensions{pbx=\"hq\",state=\"reachable\",tech=\"PJSIP\"} 5.0");

        board.deviceStateChanged(NINE.plusSeconds(1), "PJSIP/105", DeviceState.UNAVAILABLE);
        assertThat(text()).contains("callwarden_extension_up{extension=\"other\",pbx=\"hq\"} 0.0");
    }

    @Test
    void lineThatIsGoneForADayLeavesNoSeriesAndMakesRoom() {
        list(NINE, "PJSIP/trunk-a", "PJSIP/101", "PJSIP/102", "PJSIP/103");
        list(NINE.plusSeconds(1), "PJSIP/102");
        assertThat(text())
                .contains("trunk=\"trunk-a\"")
                .contains("callwarden_extension_up{extension=\"101\",pbx=\"hq\"} NaN");

        list(NINE.plusSeconds(90_000), "PJSIP/102", "PJSIP/104");

        assertThat(text())
                .doesNotContain("trunk=\"trunk-a\"")
                .doesNotContain("extension=\"101\"")
                .contains("callwarden_extension_up{extension=\"104\",pbx=\"hq\"} 1.0");
    }

    @Test
    void lineThatTurnsOutToBeATrunkIsNoPhoneAnyMoreAndKeepsItsCalls() {
        board.channelAppeared(NINE, "1", "PJSIP/300-00000001", true);
        board.channelUp(NINE, "1");
        board.channelGone(NINE, "1", "PJSIP/300-00000001", 16);
        assertThat(text()).contains("extension=\"300\"");

        roles.learn(Set.of("300"), Set.of());
        board.rolesChanged();

        assertThat(text())
                .doesNotContain("extension=\"300\"")
                .contains(
                        "callwarden_trunk_calls_total{direction=\"inbound\",outcome=\"answered\",pbx=\"hq\",trunk=\"300\"} 1.0");
    }

    private void register(boolean registered) {
        board.onLines(new LineSnapshot(
                NINE,
                Set.of("PJSIP"),
                List.of(new Listed("PJSIP/trunk-a", DeviceState.NOT_INUSE, false, Map.of())),
                Map.of(),
                Set.of("PJSIP"),
                List.of(new Registration("PJSIP", "me", "carrier", "PJSIP/trunk-a", registered))));
    }

    private void list(Instant at, String... devices) {
        board.onLines(new LineSnapshot(
                at,
                Set.of("PJSIP"),
                List.of(devices).stream()
                        .map(device -> new Listed(device, DeviceState.NOT_INUSE, false, Map.of()))
                        .toList(),
                Map.of(),
                Set.of(),
                List.of()));
    }

    private void contact(int second, Contact contact) {
        board.contactChanged(NINE.plusSeconds(second), "PJSIP/101", "sip:101@10.0.0.1", contact, null);
    }

    private String text() {
        return new String(metrics.scrape("text/plain").body(), StandardCharsets.UTF_8);
    }
}
