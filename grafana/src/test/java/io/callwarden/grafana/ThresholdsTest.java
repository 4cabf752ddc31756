package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The boards change colour where the alerts fire. */
class ThresholdsTest {
    private static final Path ALERTS = Path.of("rules/callwarden-alerts.yml");

    @Test
    void numbersAreThoseOfTheAlerts() throws IOException {
        holds("PbxMissedCallSpike", ">= " + Thresholds.MISSED_IN_TEN_MINUTES);
        holds("PbxMissedCallSpike", Thresholds.SPIKE_WIDTH + " * sqrt(");
        holds("PbxAnswerBudgetBurnFast", "> " + Thresholds.FAST_BURN + " * " + number(Thresholds.MISSED_BUDGET));
        holds("PbxAnswerBudgetBurnSlow", "> " + Thresholds.SLOW_BURN + " * " + number(Thresholds.MISSED_BUDGET));
        holds(
                "PbxQueueWaitTooLong",
                Thresholds.WAIT_IN_TARGETS
                        + " * max by (job, instance, pbx, queue) (callwarden_queue_service_level_target_seconds)");
        holds("PbxQueueServiceLevelLow", "< " + number(Thresholds.SERVICE_LEVEL));
        holds("PbxQueueAbandonRateHigh", "> " + number(Thresholds.ABANDONED_SHARE));
        holds("PbxTrunkSaturated", "> " + number(Thresholds.TRUNK_LOAD));
        holds("PbxExtensionsUnreachable", "> " + number(Thresholds.UNREACHABLE_SHARE));
        holds("PbxExtensionsUnreachable", ">= " + Thresholds.UNREACHABLE_PHONES);
        holds("PbxVoiceQualityPoor", "> " + number(Thresholds.POOR_SHARE));
        holds("PbxAmiLagging", "> " + Thresholds.LAG_SECONDS);
        holds("PbxWebhookStuck", "> " + Thresholds.NOTICE_SECONDS);
        holds("PbxMailStuck", "> " + Thresholds.NOTICE_SECONDS);
        holds("PbxStoreDiskFillsUp", "< 5e9");
    }

    /** As a rule may write it: 0.1 as well as 0.10. */
    private static String number(double share) {
        return "(" + Double.toString(share) + "0?)";
    }

    private static void holds(String alert, String condition) throws IOException {
        String rules = Files.readString(ALERTS);
        int begin = rules.indexOf("- alert: " + alert + "\n");
        assertThat(begin).as("rule " + alert).isNotNegative();
        int end = rules.indexOf("- alert: ", begin + 1);
        String rule = rules.substring(begin, end < 0 ? rules.length() : end)
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\s+", " ");
        String pattern = Pattern.quote(condition).replace("(0.", "\\E(0.").replace("0?)", "0?)\\Q");
        assertThat(Pattern.compile(pattern).matcher(rule).find())
                .as("%s has %s:%n%s", alert, condition, rule)
                .isTrue();
    }
}
