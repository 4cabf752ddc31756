package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.simulator.TimedMessage;
import java.math.BigDecimal;
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

class RoutineTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final BusyDay FIRM = BusyDay.ofASmallFirm(11)
            .withCallsPerHour(200)
            .withQueues(BusyDay.ofASmallFirm(11).queues().stream()
                    .map(queue -> queue.withWrapUp(Duration.ofSeconds(20)))
                    .toList())
            .withRoutine(new Routine(true, true, 12, 3));
    private static final List<Duty> DUTIES = new ArrayList<>();
    private static final List<TimedMessage> WORKDAY = day(FIRM, MONDAY, Duration.ofDays(1), DUTIES);

    @Test
    void membersLogInPauseAndLogOffInEachOfTheirQueues() {
        List<TimedMessage> events = WORKDAY;

        assertThat(named(events, "QueueMemberAdded")).hasSize(7).allSatisfy(added -> {
            assertThat(added.header("Membership")).contains("dynamic");
            assertThat(added.header("CallsTaken")).contains("0");
            assertThat(added.header("LoginTime").orElseThrow()).isEqualTo(second(added));
            assertThat(added.header("Wrapuptime")).contains("20");
        });
        assertThat(named(events, "QueueMemberRemoved")).hasSize(7);
        assertThat(named(events, "QueueMemberPause").stream()
                        .map(pause -> pause.header("PausedReason").orElseThrow())
                        .distinct())
                .contains("lunch", "break", "");
        assertThat(named(events, "QueueMemberPause").stream()
                        .filter(pause -> pause.header("Paused").orElseThrow().equals("1")))
                .hasSizeGreaterThanOrEqualTo(3 * 7)
                .allSatisfy(pause ->
                        assertThat(pause.header("LastPause").orElseThrow()).isEqualTo(second(pause)));
        assertThat(DUTIES.stream().filter(duty -> duty.what() == Duty.What.LOGS_IN))
                .hasSize(7);
    }

    @Test
    void whatIsToldOfAMemberIsWhatHappenedToHim() {
        Map<String, TimedMessage> last = new HashMap<>();
        Map<String, Integer> served = new HashMap<>();
        int told = 0;
        for (TimedMessage event : WORKDAY) {
            String seat = event.header("Queue").orElse("") + " "
                    + event.header("Interface").orElse("");
            switch (event.event()) {
                case "QueueMemberAdded" -> {
                    assertThat(last.put(seat, event)).isNull();
                    served.put(seat, 0);
                }
                case "AgentComplete" -> served.merge(seat, 1, Integer::sum);
                case "QueueMemberRemoved" -> assertThat(last.remove(seat)).isNotNull();
                case "QueueMemberPause", "QueueMemberStatus" -> {
                    TimedMessage before = last.put(seat, event);
                    assertThat(before).as("%s is a member", seat).isNotNull();
                    assertThat(event.header("LoginTime")).isEqualTo(before.header("LoginTime"));
                    assertThat(event.header("CallsTaken"))
                            .contains(served.get(seat).toString());
                    if (event.event().equals("QueueMemberStatus")) {
                        assertThat(event.header("Paused")).isEqualTo(before.header("Paused"));
                        assertThat(event.header("Status")).isNotEqualTo(before.header("Status"));
                        told++;
                    }
                }
                default -> {}
            }
        }
        assertThat(last).isEmpty();
        assertThat(told).isGreaterThan(500);
    }

    @Test
    void nobodyIsRungWhoIsNotThereOrPausesOrWrapsUp() {
        Set<String> there = new HashSet<>();
        Set<String> paused = new HashSet<>();
        Set<String> gone = new HashSet<>();
        Map<String, BigDecimal> talkedUntil = new HashMap<>();
        int rung = 0;
        for (TimedMessage event : WORKDAY) {
            String who = event.header("StateInterface")
                    .orElse(event.header("MemberName").orElse(""));
            String name = event.header("MemberName").orElse("");
            switch (event.event()) {
                case "QueueMemberAdded" -> there.add(name);
                case "QueueMemberRemoved" -> there.remove(name);
                case "QueueMemberPause" -> {
                    boolean pauses = event.header("Paused").orElseThrow().equals("1");
                    assertThat(pauses ? paused.add(name) : paused.remove(name)).isTrue();
                }
                case "QueueMemberStatus" -> {
                    boolean isGone = event.header("Status").orElseThrow().equals("5");
                    assertThat(isGone ? gone.add(name) : !gone.contains(name) || gone.remove(name))
                            .as("%s", who)
                            .isTrue();
                }
                case "AgentComplete" -> talkedUntil.put(name, time(event));
                case "AgentCalled" -> {
                    rung++;
                    assertThat(there).contains(name);
                    assertThat(paused).doesNotContain(name);
                    assertThat(gone).doesNotContain(name);
                    assertThat(time(event).subtract(talkedUntil.getOrDefault(name, BigDecimal.ZERO)))
                            .isGreaterThan(BigDecimal.valueOf(20));
                }
                default -> {}
            }
        }
        assertThat(rung).isGreaterThan(300);
    }

    @Test
    void aPhoneThatVanishesIsUnavailableUntilItComesBack() {
        List<TimedMessage> events = WORKDAY;
        List<TimedMessage> contacts = named(events, "ContactStatus").stream()
                .filter(contact -> contact.header("AOR").orElseThrow().matches("[0-9]+"))
                .toList();
        assertThat(contacts).hasSizeGreaterThan(10);
        Map<String, List<String>> states = contacts.stream()
                .collect(Collectors.groupingBy(
                        contact -> contact.header("EndpointName").orElseThrow(),
                        Collectors.mapping(
                                contact -> contact.header("ContactStatus").orElseThrow(), Collectors.toList())));
        assertThat(states.values()).allMatch(told -> told.equals(List.of("Unreachable", "Reachable")));
        for (String phone : states.keySet()) {
            assertThat(named(events, "DeviceStateChange").stream()
                            .filter(change ->
                                    change.header("Device").orElseThrow().equals("PJSIP/" + phone))
                            .map(change -> change.header("State").orElseThrow()))
                    .containsOnlyOnce("UNAVAILABLE")
                    .endsWith("NOT_INUSE");
        }
    }

    @Test
    void noCallComesOrGoesThroughATrunkThatIsDown() {
        Set<String> down = new HashSet<>();
        List<TimedMessage> events = WORKDAY;
        for (TimedMessage event : events) {
            if (event.event().equals("Registry")) {
                String trunk = event.header("Domain").orElseThrow().substring(4, 11);
                boolean isUp = event.header("Status").orElseThrow().equals("Registered");
                assertThat(isUp ? down.remove(trunk) : down.add(trunk)).isTrue();
                assertThat(down).hasSizeLessThan(2);
            } else if (event.event().equals("Newchannel")) {
                assertThat(down)
                        .noneMatch(trunk -> event.header("Linkedid").equals(event.header("Uniqueid"))
                                && event.header("Channel").orElseThrow().startsWith("PJSIP/" + trunk));
            }
        }
        assertThat(named(events, "Registry")).hasSize(6);
    }

    @Test
    void aStreamThatBeginsInTheMiddleOfTheDayBeginsWithWhoIsThere() {
        Instant noon = MONDAY.plus(Duration.ofHours(13));
        List<TimedMessage> events = day(FIRM, noon, Duration.ofHours(1), new ArrayList<>());
        List<TimedMessage> first = events.stream()
                .takeWhile(event -> !event.event().equals("Newchannel"))
                .toList();
        assertThat(named(first, "QueueMemberAdded")).hasSizeGreaterThan(4).allSatisfy(added -> {
            long since = Long.parseLong(added.header("LoginTime").orElseThrow());
            assertThat(Instant.ofEpochSecond(since)).isBetween(MONDAY.plus(Duration.ofHours(7)), noon);
        });
        assertThat(named(events, "QueueMemberAdded")).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void aBigSiteHasTwoHundredEmployeesInFiftyQueuesAndHoldsTogether() {
        BusyDay site = BusyDay.ofABigSite(5).withCallsPerHour(2_000).withRoutine(Routine.ORDINARY);
        assertThat(site.queues()).hasSize(50).allMatch(queue -> queue.members().size() > 3);
        assertThat(site.queues().stream()
                        .flatMap(queue -> queue.members().stream())
                        .distinct())
                .hasSize(200);
        assertThat(site.trunks()).hasSize(20);
        assertThat(site.phones()).hasSize(300);
        Structure structure = new Structure();
        Set<String> queues = new HashSet<>();
        for (TimedMessage event :
                day(site, MONDAY.plus(Duration.ofHours(10)), Duration.ofMinutes(30), new ArrayList<>())) {
            structure.on(event);
            event.header("Queue").ifPresent(queues::add);
        }
        structure.assertThatEverythingEnded();
        assertThat(queues).hasSize(50);
    }

    @Test
    void weeksMayDifferInHowManyCall() {
        BusyDay growing = FIRM.withProfile(DayProfile.ofAnOffice().withWeeks(MONDAY, List.of(0.3, 1.0)));
        List<Truth> truths = new ArrayList<>();
        BusyDayStream stream = growing.withCallsPerHour(40).play(MONDAY, MONDAY.plus(Duration.ofDays(14)), truths::add);
        long second = MONDAY.plus(Duration.ofDays(7)).getEpochSecond();
        stream.forEachRemaining(event -> {});
        long later = truths.stream()
                .filter(truth -> Double.parseDouble(truth.uniqueId()) >= second)
                .count();
        assertThat((double) later / (truths.size() - later)).isBetween(2.5, 4.5);
    }

    @Test
    void theSameSeedMakesTheSameRoutineAndNothingIsLeftOutOfTheCalls() {
        List<TimedMessage> first = day(FIRM, MONDAY.plus(Duration.ofHours(9)), Duration.ofHours(2), new ArrayList<>());
        assertThat(day(FIRM, MONDAY.plus(Duration.ofHours(9)), Duration.ofHours(2), new ArrayList<>()))
                .isEqualTo(first);
        Structure structure = new Structure();
        first.forEach(structure::on);
        structure.assertThatEverythingEnded();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Routine(false, true, 0, 0)).hasMessageContaining("only who logs in");
        assertThatThrownBy(() -> new Routine(true, true, -1, 0)).hasMessageContaining("not -1.0 of phones");
        assertThatThrownBy(() -> BusyDay.ofASite(1, 201, 50, 20, 500))
                .hasMessage("employees: must be 1 to 200, found 201");
        assertThatThrownBy(() -> BusyDay.ofASite(1, 5, 6, 2, 20)).hasMessage("queues: must be 1 to 5, found 6");
        assertThatThrownBy(() -> BusyDay.ofASite(1, 5, 2, 1, 20).withRoutine(Routine.ORDINARY))
                .hasMessageContaining("another one");
    }

    private static List<TimedMessage> day(BusyDay day, Instant from, Duration length, List<Duty> duties) {
        List<TimedMessage> events = new ArrayList<>();
        day.play(from, from.plus(length), truth -> {}, duties::add).forEachRemaining(events::add);
        return events;
    }

    private static List<TimedMessage> named(List<TimedMessage> events, String name) {
        return events.stream().filter(event -> event.event().equals(name)).toList();
    }

    private static BigDecimal time(TimedMessage event) {
        return new BigDecimal(event.header("Timestamp").orElseThrow());
    }

    private static String second(TimedMessage event) {
        return Long.toString(time(event).longValue());
    }
}
