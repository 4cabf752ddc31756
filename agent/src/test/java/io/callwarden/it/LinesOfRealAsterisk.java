package io.callwarden.it;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phones and trunks that go and come back are seen to within seconds of Asterisk's own finding. */
@NeedsRealAsterisk
abstract class LinesOfRealAsterisk {
    /** Asterisk asks every 2 s and waits 1 s for the answer; it gives up a registration after some more. */
    private static final Duration SECONDS = ofSeconds(15);

    private final String version;

    @TempDir
    Path folder;

    LinesOfRealAsterisk(String version) {
        this.version = version;
    }

    @Test
    void phoneAtHomeThatLosesItsPowerIsUnreachableUntilItIsBack() throws Exception {
        try (Office office = new Office(version);
                AgentProcess agent = new AgentProcess(folder, office.amiPort())) {
            awaitSeries(agent, "callwarden_extension_up{extension=\"201\",pbx=\"office\"}", "0.0");
            try (Party phone = Party.present(office, Office.home(), "answers-options")) {
                assertThat(phone).isNotNull();
                Party.registers(office, "201", Office.home());
                awaitSeries(agent, "callwarden_extension_up{extension=\"201\",pbx=\"office\"}", "1.0");
            }

            awaitSeries(agent, "callwarden_extension_up{extension=\"201\",pbx=\"office\"}", "0.0");
            awaitSeries(agent, "callwarden_extension_changes_total{pbx=\"office\",to=\"unreachable\"}", "1.0");

            try (Party phone = Party.present(office, Office.home(), "answers-options")) {
                assertThat(phone).isNotNull();
                awaitSeries(agent, "callwarden_extension_up{extension=\"201\",pbx=\"office\"}", "1.0");
            }
        }
    }

    @Test
    void trunkWhoseProviderStopsAnsweringIsDownUntilHeAnswersAlsoWhileTheLinkIsCut(@TempDir Path other)
            throws Exception {
        String up = "callwarden_trunk_up{pbx=\"office\",trunk=\"provider\"}";
        try (Office office = new Office(version);
                CuttableLink link = new CuttableLink(office.amiPort());
                AgentProcess agent = new AgentProcess(folder, link.port());
                AgentProcess witness = new AgentProcess(other, office.amiPort())) {
            awaitSeries(agent, up, "0.0");
            try (Party provider = Party.present(office, Office.provider(), "provider")) {
                assertThat(provider).isNotNull();
                awaitSeries(agent, up, "1.0");
                awaitSeries(
                        agent,
                        "callwarden_trunk_registration_changes_total{pbx=\"office\",to=\"registered\",trunk=\"provider\"}",
                        "1.0");
            }
            awaitSeries(agent, up, "0.0");

            link.cut();
            agent.awaitNotReady();
            try (Party provider = Party.present(office, Office.provider(), "provider")) {
                assertThat(provider).isNotNull();
                awaitSeries(witness, up, "1.0");
                assertThat(agent.metrics()).contains(up + " 0.0");
                // It came back while this one did not listen: only the snapshot can tell.
                link.mend();
                agent.awaitReady();
                awaitSeries(agent, up, "1.0");
            }
        }
    }

    private static void awaitSeries(AgentProcess agent, String series, String value) {
        Awaitility.await(series + " is " + value)
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(agent.metrics().lines().filter(line -> line.startsWith(series)))
                        .containsExactly(series + " " + value));
    }
}
