package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.PbxListeners;
import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.employee.Employee;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.employee.EmployeeState;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Truth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Employees on a made-up day with a thousand calls, held against what the people in it lived through and against its records. */
class EmployeesOfADayTest {
    private static final Map<String, String> NAMES = names();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void boardSaysWhatTheRecordsAndThePeopleSay(long seed) throws IOException {
        Map<String, Truth> truths = new HashMap<>();
        byte[] stream = stream(seed, truths);
        Day day = new Day();
        day.play(stream);

        Map<String, Long> answered = new TreeMap<>();
        Map<String, Long> notAnswered = new TreeMap<>();
        Map<String, Long> declined = new TreeMap<>();
        Map<String, Duration> talked = new TreeMap<>();
        for (Call call : day.calls) {
            for (Ring ring : call.rang()) {
                count(answered, ring, RingResult.ANSWERED);
                count(notAnswered, ring, RingResult.NO_ANSWER);
                count(declined, ring, RingResult.DECLINED);
            }
            boolean pickedUp = call.answer() != null
                    && !call.direction().label().equals("outbound")
                    && call.rang().stream()
                            .noneMatch(ring -> ring.result() == RingResult.ANSWERED
                                    && ring.extension().equals(call.answer().extension()));
            if (pickedUp) {
                answered.merge(call.answer().extension(), 1L, Long::sum);
            }
            if (call.direction().label().equals("inbound")
                    && call.answer() != null
                    && call.transfers().isEmpty()) {
                talked.merge(call.answer().extension(), call.times().talked(), Duration::plus);
            }
        }
        assertThat(day.byExtension(Employee::answered)).isEqualTo(everybody(answered));
        assertThat(day.byExtension(Employee::notAnswered)).isEqualTo(everybody(notAnswered));
        assertThat(day.byExtension(Employee::declined)).isEqualTo(everybody(declined));
        assertThat(answered.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(300);
        assertThat(notAnswered.values().stream().mapToLong(Long::longValue).sum())
                .isGreaterThan(20);
        talked.forEach((extension, least) -> assertThat(day.employee(extension).talkSeconds(day.end()))
                .as("talk of " + extension)
                .isGreaterThanOrEqualTo(least.toMillis() / 1e3 - 0.01));
        assertFirstAnswersOfThePeople(truths, day);
    }

    /** Whoever the truth names as having answered has at least so many answers. */
    private static void assertFirstAnswersOfThePeople(Map<String, Truth> truths, Day day) {
        Map<String, Long> first = new TreeMap<>();
        truths.values().stream()
                .filter(truth -> !truth.direction().equals("outbound") && !truth.optional())
                .forEach(truth -> truth.answeredBy().ifPresent(by -> first.merge(by, 1L, Long::sum)));
        first.forEach((extension, answers) -> assertThat(day.employee(extension).answered())
                .as("answers of " + extension)
                .isGreaterThanOrEqualTo(answers));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whenAllHaveHungUpNobodyIsInACall(long seed) throws IOException {
        Day day = new Day();
        day.play(stream(seed, new HashMap<>()));

        assertThat(day.seen).contains(EmployeeState.AVAILABLE, EmployeeState.RINGING, EmployeeState.IN_CALL);
        assertThat(day.board.employees())
                .extracting(employee -> employee.state(day.end().plusSeconds(60)))
                .doesNotContain(EmployeeState.RINGING, EmployeeState.IN_CALL);
        Employee anna = day.employee("101");
        assertThat(anna.isLoggedIn()).isTrue();
        assertThat(anna.loggedInSeconds(day.end()))
                .as("from the first word of the queue on")
                .isBetween(60.0, Duration.between(MadeUpDay.MORNING, day.end()).toMillis() / 1e3);
        assertThat(anna.talkSeconds(day.end())).isLessThan(anna.loggedInSeconds(day.end()));
    }

    private static byte[] stream(long seed, Map<String, Truth> truths) throws IOException {
        return MadeUpDay.of(BusyDay.ofASmallFirm(seed), truth -> truths.put(truth.uniqueId(), truth));
    }

    private static void count(Map<String, Long> counts, Ring ring, RingResult result) {
        if (ring.result() == result) {
            counts.merge(ring.extension(), 1L, Long::sum);
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        for (int i = 101; i <= 106; i++) {
            names.put(Integer.toString(i), "E" + i);
        }
        List.of("111", "117", "118", "119", "120", "121", "122", "123", "130", "131", "132")
                .forEach(extension -> names.put(extension, "E" + extension));
        return names;
    }

    private static Map<String, Long> everybody(Map<String, Long> some) {
        Map<String, Long> all = new TreeMap<>(some);
        NAMES.keySet().forEach(extension -> all.putIfAbsent(extension, 0L));
        all.keySet().retainAll(NAMES.keySet());
        return all;
    }

    /** The day, heard from its first event on. */
    private static final class Day {
        final EmployeeBoard board = new EmployeeBoard(NAMES, Map.of());
        final List<Call> calls = new ArrayList<>();
        final List<EmployeeState> seen = new ArrayList<>();
        private final CallListener listener = call -> {
            calls.add(call);
            board.callEnded(call);
        };
        private final CallTracker tracker = new CallTracker(
                "pbx", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), listener, CallStory.NONE);
        private final RecordedStream stream = new RecordedStream(new PbxListeners(tracker, board, board, null));

        void play(byte[] bytes) {
            board.onSnapshot(
                    new PbxSnapshot(MadeUpDay.MORNING, null, List.of(), false, List.of(), List.of(), List.of()));
            for (int from = 0; from < bytes.length; from += 4_096) {
                stream.feed(bytes, from, Math.min(4_096, bytes.length - from));
                board.employees().forEach(employee -> {
                    EmployeeState state = employee.state(stream.now());
                    if (!seen.contains(state)) {
                        seen.add(state);
                    }
                });
            }
            tracker.advance(stream.now().plus(CallTracker.SETTLE));
        }

        Instant end() {
            return stream.now();
        }

        Employee employee(String extension) {
            return board.employees().stream()
                    .filter(employee -> employee.label().equals("E" + extension))
                    .findFirst()
                    .orElseThrow();
        }

        Map<String, Long> byExtension(ToLongFunction<Employee> count) {
            Map<String, Long> counts = new TreeMap<>();
            NAMES.keySet().forEach(extension -> counts.put(extension, count.applyAsLong(employee(extension))));
            return counts;
        }
    }
}
