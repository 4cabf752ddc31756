package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoundTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");
    private static final BusyDay DAY = BusyDay.ofASmallFirm(7).withCallsPerHour(300);

    @Test
    void callsOfADayAreTheSameWithAndWithoutReports() {
        List<String> without = calls(events(DAY));
        List<String> with = calls(events(DAY.withSound(Sound.of("trunk-b"))));

        assertThat(with).containsExactlyElementsOf(without);
        assertThat(events(DAY)).noneMatch(SoundTest::isReport);
        assertThat(events(DAY.withSound(Sound.of("trunk-b")))).isEqualTo(events(DAY.withSound(Sound.of("trunk-b"))));
    }

    @Test
    void reportsComeEveryFiveSecondsOfChannelsThatAreUpAndOfNoOther() {
        Set<String> up = new HashSet<>();
        Map<String, Duration> last = new HashMap<>();
        int reports = 0;
        for (TimedMessage message : events(DAY.withSound(Sound.of()))) {
            String channel = message.header("Channel").orElse("");
            if (message.event().equals("Newstate")
                    && text(message, "ChannelState").equals("6")) {
                up.add(channel);
            } else if (message.event().equals("Hangup")) {
                up.remove(channel);
            } else if (isReport(message)) {
                assertThat(up).contains(channel);
                assertThat(channel).startsWith("PJSIP/");
                assertThat(text(message, "Privilege")).isEqualTo("reporting,all");
                Duration before = last.put(message.event() + channel, message.offset());
                if (before != null) {
                    assertThat(message.offset().minus(before))
                            .isBetween(Duration.ofMillis(4_990), Duration.ofMillis(5_010));
                }
                reports++;
            }
        }
        assertThat(reports).isGreaterThan(500);
    }

    @Test
    void badLinesLosePacketsAndOthersHardlyAny() {
        long lostOfBad = 0;
        long sentOfBad = 0;
        long lost = 0;
        long sent = 0;
        for (TimedMessage message : events(DAY.withSound(Sound.of("trunk-b")))) {
            if (isReport(message)) {
                long share = Long.parseLong(text(message, "Report0FractionLost"));
                if (text(message, "Channel").startsWith("PJSIP/trunk-b-")) {
                    lostOfBad += share;
                    sentOfBad += 256;
                } else {
                    lost += share;
                    sent += 256;
                }
            }
        }
        assertThat((double) lostOfBad / sentOfBad).isBetween(0.03, 0.12);
        assertThat((double) lost / sent).isLessThan(0.005);
    }

    /** Without their times, which reports in between may shift by microseconds, and without reports. */
    private static List<String> calls(List<TimedMessage> events) {
        return events.stream()
                .filter(event -> !isReport(event))
                .map(event -> event.event() + event.header("Channel") + event.header("Uniqueid"))
                .toList();
    }

    private static boolean isReport(TimedMessage message) {
        return message.event().startsWith("RTCP");
    }

    private static String text(TimedMessage message, String header) {
        return message.header(header).orElse("");
    }

    private static List<TimedMessage> events(BusyDay day) {
        List<TimedMessage> events = new ArrayList<>();
        day.play(MORNING, MORNING.plus(Duration.ofHours(1)), truth -> {}).forEachRemaining(events::add);
        return events;
    }
}
