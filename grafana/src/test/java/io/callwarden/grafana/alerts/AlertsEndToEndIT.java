package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.grafana.alerts.Receiver.Told;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a caller who gives up to a pager that rings, with nothing in between that is not real but the telephones. */
class AlertsEndToEndIT {
    private static final String SPIKE = "PbxMissedCallSpike";

    @TempDir
    Path folder;

    @BeforeEach
    void needPrometheus() {
        Command.need("prometheus", "prometheus");
        Command.need("prometheus-alertmanager", "prometheus-alertmanager");
    }

    @Test
    void missedCallsPageAndDeadAgentPagesAndHoldsBackWhatFollows() throws Exception {
        try (AlertingStack stack = new AlertingStack(folder)) {
            soon("the agent is scraped and hears the PBX").until(() -> hears(stack, 1));
            soon("the watchdog barks")
                    .until(() -> !stack.receiver
                            .told("dead-mans-switch", "PbxWatchdog", "firing")
                            .isEmpty());

            missEightCallsAndAnswerTwo(stack);

            Told spike = paged(stack, SPIKE);
            assertThat(spike.annotation("summary")).matches("\\d+ missed calls on hq in 10 minutes");
            assertThat(spike.annotation("description")).contains(" callers asked for a person on hq ");
            assertThat(spike.label("instance")).isEqualTo(stack.agent.address());
            assertThat(spike.annotation("runbook_url"))
                    .isEqualTo("http://" + stack.agent.address() + "/runbooks/" + SPIKE);
            assertThat(stack.state(SPIKE)).isEqualTo("active");

            stack.agent.kill();

            Told down = paged(stack, "PbxMonitorDown");
            assertThat(down.annotation("summary"))
                    .isEqualTo("The agent at " + stack.agent.address() + " does not answer");
            soon("the spike is held back, as it only shows what was")
                    .until(() -> stack.state(SPIKE), "suppressed"::equals);
            assertThat(stack.state("PbxMonitorDown")).isEqualTo("active");
            soon("the watchdog is silent").until(() -> stack.state("PbxWatchdog"), ""::equals);
        }
    }

    @Test
    void deafAgentPagesAndHoldsBackWhatFollowsUntilItHearsAgain() throws Exception {
        try (AlertingStack stack = new AlertingStack(folder)) {
            soon("the agent is scraped and hears the PBX").until(() -> hears(stack, 1));
            missEightCallsAndAnswerTwo(stack);
            paged(stack, SPIKE);

            stack.asterisk.faults().refuseConnections();
            stack.asterisk.faults().cut();

            Told deaf = paged(stack, "PbxAmiDisconnected");
            assertThat(deaf.annotation("summary")).isEqualTo("The agent does not hear hq");
            soon("the spike is held back").until(() -> stack.state(SPIKE), "suppressed"::equals);
            assertThat(stack.receiver.told("pager", "PbxMonitorDown", "firing")).isEmpty();

            stack.asterisk.faults().acceptAgain();

            soon("the end of the deafness is told")
                    .until(() -> !stack.receiver
                            .told("pager", "PbxAmiDisconnected", "resolved")
                            .isEmpty());
            soon("the spike is no longer held back").until(() -> stack.state(SPIKE), "active"::equals);
        }
    }

    @Test
    void agentServesThePageThatEachAlertLinksTo() throws Exception {
        try (AlertingStack stack = new AlertingStack(folder)) {
            for (Rule alert : Rule.alerts()) {
                HttpResponse<String> page = stack.get("http://" + stack.agent.address() + "/runbooks/" + alert.name());

                assertThat(page.statusCode()).as(alert.name()).isEqualTo(200);
                assertThat(page.body()).contains(alert.name(), "What it costs");
            }
        }
    }

    @Test
    void everySelectorOfTheRulesFindsSeriesInTheAgentAsItRuns() throws Exception {
        try (AlertingStack stack = new AlertingStack(folder)) {
            soon("the agent is scraped and hears the PBX").until(() -> hears(stack, 1));
            missEightCallsAndAnswerTwo(stack);
            Catalogue catalogue = new Catalogue();
            List<String> selectors = Stream.concat(Rule.recordings().stream(), Rule.alerts().stream())
                    .flatMap(rule -> Selector.in(rule.expression()).stream())
                    .filter(selector -> !selector.metric().contains(":"))
                    .filter(selector -> catalogue.has(selector.metric()))
                    .map(selector -> selector.text().replace("\"callwarden\"", "\"" + AlertingStack.JOB + "\""))
                    .distinct()
                    .toList();

            soon("all series are there")
                    .untilAsserted(() -> assertThat(selectors)
                            .allSatisfy(selector -> assertThat(stack.query(selector))
                                    .as(selector)
                                    .isNotEmpty()));
        }
    }

    private static void missEightCallsAndAnswerTwo(AlertingStack stack) {
        PlayOptions fast = PlayOptions.realTime().speed(10);
        stack.asterisk.play(Recordings.read("asterisk-22.10/queue_answered"), fast.parallel(2));
        soon("two calls are answered").until(() -> calls(stack, "answered"), answered -> answered == 2);
        stack.asterisk.play(Recordings.read("asterisk-22.10/queue_abandoned"), fast.parallel(8));
        soon("eight calls are missed").until(() -> calls(stack, "abandoned"), abandoned -> abandoned == 8);
    }

    private static double calls(AlertingStack stack, String outcome) {
        return value(stack, "sum(callwarden_calls_total{direction=\"inbound\",outcome=\"" + outcome + "\"})");
    }

    private static boolean hears(AlertingStack stack, double connected) {
        return value(stack, "callwarden_ami_connected") == connected;
    }

    /** NaN where there is none. */
    private static double value(AlertingStack stack, String expression) {
        return Double.parseDouble(
                stack.query(expression).path(0).path("value").path(1).asString("NaN"));
    }

    private static Told paged(AlertingStack stack, String alertname) {
        return soon("the pager gets " + alertname)
                .until(() -> stack.receiver.told("pager", alertname, "firing"), told -> !told.isEmpty())
                .get(0);
    }

    private static ConditionFactory soon(String what) {
        return await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
