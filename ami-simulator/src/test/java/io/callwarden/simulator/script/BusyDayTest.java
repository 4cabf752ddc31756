package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BusyDayTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void theSameSeedMakesTheSameDayAndAnotherSeedAnother() {
        List<TimedMessage> first = events(BusyDay.ofASmallFirm(1), Duration.ofMinutes(30));
        assertThat(events(BusyDay.ofASmallFirm(1), Duration.ofMinutes(30))).isEqualTo(first);
        assertThat(events(BusyDay.ofASmallFirm(2), Duration.ofMinutes(30))).isNotEqualTo(first);
    }

    @Test
    void everyChannelBridgeAndQueueOfADayIsBalanced() {
        Structure structure = new Structure();
        List<Truth> truths = new ArrayList<>();
        BusyDayStream day = BusyDay.ofASmallFirm(3).play(MORNING, MORNING.plus(Duration.ofHours(10)), truths::add);
        int mostAhead = 0;
        while (day.hasNext()) {
            structure.on(day.next());
            mostAhead = Math.max(mostAhead, day.lookAhead());
        }
        structure.assertThatEverythingEnded();
        assertThat(truths).hasSize((int) day.callsBegun());
        assertThat(structure.events()).isGreaterThan(50_000);
        assertThat(structure.mostChannels()).as("calls overlap").isGreaterThan(10);
        assertThat(mostAhead).as("only the calls in progress are in memory").isLessThan(structure.events() / 10);
    }

    @Test
    void anHourHasCallsOfEveryOutcomeAndSeveralMissedOnes() {
        List<Truth> truths = truths(BusyDay.ofASmallFirm(4).withCallsPerHour(400), Duration.ofHours(2));
        Map<String, Long> outcomes =
                truths.stream().collect(Collectors.groupingBy(Truth::outcome, Collectors.counting()));
        assertThat(outcomes).containsKeys("answered", "abandoned", "unanswered", "busy", "voicemail");
        assertThat(truths.stream().filter(Truth::missed).count()).isGreaterThan(20);
        assertThat(outcomes.get("answered")).isGreaterThan(truths.size() / 3);
    }

    @Test
    void aPhoneTalksWithOneCallerAtATime() {
        Habits nobodyPassesOn = new Habits(
                Duration.ofSeconds(40), Duration.ofSeconds(120), Duration.ofSeconds(4), 0.8, 0.05, 0.1, 0, 0.4, 0.3);
        BusyDayStream day = BusyDay.ofASmallFirm(5)
                .withHabits(nobodyPassesOn)
                .withCallsPerHour(600)
                .play(MORNING, MORNING.plus(Duration.ofHours(2)), truth -> {});
        Map<String, Set<String>> talking = new HashMap<>();
        int talks = 0;
        while (day.hasNext()) {
            TimedMessage message = day.next();
            String channel = message.header("Channel").orElse("");
            if (channel.matches("PJSIP/1\\d\\d-.*")) {
                Set<String> ofPhone = talking.computeIfAbsent(channel.substring(6, 9), phone -> new HashSet<>());
                if (message.event().equals("BridgeEnter")) {
                    ofPhone.add(channel);
                    talks++;
                } else if (message.event().equals("BridgeLeave")) {
                    ofPhone.remove(channel);
                }
                if (!channel.endsWith(";2") && message.event().startsWith("Bridge")) {
                    assertThat(ofPhone).as("talks of phone %s", channel).hasSizeLessThan(2);
                }
            }
        }
        assertThat(talks).isGreaterThan(100);
    }

    @Test
    void nobodyIsServedAtNightAndFewCall() {
        Instant night = Instant.parse("2026-11-24T02:00:00Z");
        List<Truth> truths = new ArrayList<>();
        BusyDayStream hours = BusyDay.ofASmallFirm(6)
                .withCallsPerHour(2_000)
                .play(night, night.plus(Duration.ofHours(2)), truths::add);
        hours.forEachRemaining(message -> {});
        assertThat(truths).hasSizeBetween(10, 120);
        assertThat(truths.stream().filter(truth -> truth.direction().equals("inbound")))
                .allMatch(truth -> !truth.outcome().equals("answered"))
                .extracting(Truth::missed)
                .containsOnly(false);
    }

    @Test
    void customersWhoWereMissedAreCalledBackOrCallAgain() {
        Map<String, List<Truth>> byCustomer =
                truths(BusyDay.ofASmallFirm(7).withCallsPerHour(400), Duration.ofHours(3)).stream()
                        .filter(truth -> !truth.direction().equals("internal"))
                        .collect(Collectors.groupingBy(BusyDayTest::customer));
        assertThat(byCustomer.values())
                .anyMatch(calls -> calls.size() > 1
                        && calls.get(0).missed()
                        && calls.get(1).direction().equals("outbound"))
                .anyMatch(calls -> calls.size() > 1
                        && calls.get(0).missed()
                        && calls.get(1).direction().equals("inbound"));
    }

    @Test
    void aFullQueueRefusesCallers() {
        QueuePlan tiny = new QueuePlan(
                "sales",
                "7001",
                List.of(Member.phone("Anna", "101")),
                QueuePlan.Strategy.LEASTRECENT,
                Duration.ofSeconds(300),
                "",
                1);
        BusyDayStream day = BusyDay.ofASmallFirm(8)
                .withQueues(List.of(tiny))
                .withCallsPerHour(300)
                .play(MORNING, MORNING.plus(Duration.ofHours(1)), truth -> {});
        Map<String, Long> statuses = new HashMap<>();
        day.forEachRemaining(message -> message.header("Variable")
                .filter("QUEUESTATUS"::equals)
                .ifPresent(status -> statuses.merge(message.header("Value").orElse(""), 1L, Long::sum)));
        assertThat(statuses).containsKeys("FULL", "CONTINUE");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> BusyDay.ofASmallFirm(1).withCallsPerHour(0)).hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> BusyDay.ofASmallFirm(1).withQueues(List.of())).hasMessageContaining("needs a trunk");
    }

    private static String customer(Truth truth) {
        return truth.direction().equals("inbound") ? truth.caller() : truth.did();
    }

    private static List<TimedMessage> events(BusyDay day, Duration length) {
        List<TimedMessage> events = new ArrayList<>();
        day.play(MORNING, MORNING.plus(length), truth -> {}).forEachRemaining(events::add);
        return events;
    }

    private static List<Truth> truths(BusyDay day, Duration length) {
        List<Truth> truths = new ArrayList<>();
        day.play(MORNING, MORNING.plus(length), truths::add).forEachRemaining(message -> {});
        return truths;
    }
}
