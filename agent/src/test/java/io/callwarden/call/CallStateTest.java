package io.callwarden.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallEvent.Connected;
import io.callwarden.call.CallEvent.Finished;
import io.callwarden.call.CallEvent.Heard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallStateTest {
    private static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }

    private static final Journey JOURNEY = Journey.startingAt(T0);

    private static final Map<String, CallState> STATES = new LinkedHashMap<>();
    private static final Map<String, CallEvent> EVENTS = new LinkedHashMap<>();

    static {
        STATES.put("InDialplan", new CallState.InDialplan(JOURNEY));
        STATES.put("Ringing", new CallState.Ringing(JOURNEY));
        STATES.put("Queued", new CallState.Queued(JOURNEY, "sales", at(1)));
        STATES.put("LeftQueue", new CallState.LeftQueue(JOURNEY, "sales", at(1), at(4), true));
        STATES.put("Talking", new CallState.Talking(JOURNEY));
        STATES.put("OnHold", new CallState.OnHold(JOURNEY, at(2)));
        STATES.put("InPark", new CallState.InPark(JOURNEY, at(2)));
        STATES.put("InVoicemail", new CallState.InVoicemail(JOURNEY));
        STATES.put("InConference", new CallState.InConference(JOURNEY));
        STATES.put("Ended", new CallState.Ended(JOURNEY, EndedBy.PBX, false));

        EVENTS.put("Played", new CallEvent.Played(at(10), Heard.ANNOUNCEMENT));
        EVENTS.put("PhonesD.", new CallEvent.PhonesDialled(at(10)));
        EVENTS.put("QueueJ.", new CallEvent.QueueJoined(at(10), "support"));
        EVENTS.put("QueueRef.", new CallEvent.QueueRefused(at(10), "support", QueueExit.REFUSED_FULL));
        EVENTS.put("QueueLeft", new CallEvent.QueueLeft(at(10), true));
        EVENTS.put("ExitTold", new CallEvent.QueueExitTold(at(10), QueueExit.EMPTY));
        EVENTS.put("Connected", new Connected(at(10), new Answer("101", null, at(9))));
        EVENTS.put("Held", new CallEvent.Held(at(10)));
        EVENTS.put("Resumed", new CallEvent.Resumed(at(10)));
        EVENTS.put("Parked", new CallEvent.Parked(at(10)));
        EVENTS.put("Voicemail", new CallEvent.VoicemailTook(at(10)));
        EVENTS.put("Conference", new CallEvent.ConferenceJoined(at(10)));
        EVENTS.put("Finished", new Finished(at(10), EndedBy.CALLER));
    }

    /** The table in the class comment, cell by cell: state, event, state that follows. */
    static Stream<Arguments> cells() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/main/java/io/callwarden/call/CallState.java"), StandardCharsets.UTF_8);
        int head = 0;
        while (!lines.get(head).contains("<pre>")) {
            head++;
        }
        String[] events = lines.get(head + 1).replace("*", "").trim().split("\\s+");
        List<Arguments> cells = new ArrayList<>();
        for (int row = head + 2; !lines.get(row).contains("</pre>"); row++) {
            String[] cell = lines.get(row).replace("*", "").trim().split("\\s+");
            for (int i = 1; i < cell.length; i++) {
                cells.add(Arguments.of(cell[0], events[i - 1], cell[i]));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @MethodSource("cells")
    void everyCellOfTheTableHolds(String state, String event, String next) {
        CallState before = STATES.get(state);
        CallState after = before.after(EVENTS.get(event));

        if (next.equals("-")) {
            assertThat(after).isSameAs(before);
        } else {
            assertThat(after.getClass().getSimpleName()).isEqualTo(next);
        }
    }

    @Test
    void theTableNamesEveryStateAndEveryEvent() throws IOException {
        assertThat(cells()).hasSize(STATES.size() * EVENTS.size());
        assertThat(STATES).hasSize(CallState.class.getPermittedSubclasses().length);
        assertThat(EVENTS).hasSize(CallEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void waitBeginsWhenAPersonIsFirstAskedFor() {
        CallState state = after(
                new CallEvent.Played(at(1), Heard.MENU),
                new CallEvent.QueueJoined(at(5), "sales"),
                new CallEvent.QueueLeft(at(20), true),
                new CallEvent.QueueExitTold(at(20), QueueExit.TIMEOUT),
                new CallEvent.PhonesDialled(at(21)));

        assertThat(state.journey().askedAt()).isEqualTo(at(5));
        assertThat(state.journey().stage()).isEqualTo(Stage.RING);
        assertThat(state.journey().visits())
                .containsExactly(new QueueVisit("sales", at(5), Duration.ofSeconds(15), QueueExit.TIMEOUT));
    }

    @Test
    void whoAnsweredFirstStaysTheOneWhoAnswered() {
        CallState state = after(
                new CallEvent.PhonesDialled(at(1)),
                new Connected(at(4), new Answer("101", null, at(3))),
                new CallEvent.PhonesDialled(at(10)),
                new Connected(at(14), new Answer("102", null, at(13))));

        assertThat(state).isInstanceOf(CallState.Talking.class);
        assertThat(state.journey().answer()).isEqualTo(new Answer("101", null, at(3)));
    }

    @Test
    void queueLeftByAHangUpIsAbandonedAndOneLeftByAKeyIsNot() {
        CallState waiting = after(new CallEvent.QueueJoined(at(1), "sales"));

        CallState abandoned =
                waiting.after(new CallEvent.QueueLeft(at(9), true)).after(new Finished(at(9), EndedBy.CALLER));
        CallState key = waiting.after(new CallEvent.QueueLeft(at(9), false)).after(new CallEvent.VoicemailTook(at(9)));

        assertThat(abandoned.journey().visits()).extracting(QueueVisit::exit).containsExactly(QueueExit.ABANDONED);
        assertThat(key.journey().visits()).extracting(QueueVisit::exit).containsExactly(QueueExit.KEY);
    }

    @Test
    void holdsAndParkingsAddUp() {
        CallState state = after(
                new Connected(at(1), new Answer("101", null, at(1))),
                new CallEvent.Held(at(5)),
                new CallEvent.Resumed(at(8)),
                new CallEvent.Parked(at(20)),
                new Connected(at(24), new Answer("102", null, at(24))),
                new Finished(at(30), EndedBy.CALLER));

        assertThat(state.journey().held()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void farewellOfVoicemailIsNoAnnouncement() {
        CallState state = after(
                new CallEvent.PhonesDialled(at(1)),
                new CallEvent.VoicemailTook(at(6)),
                new CallEvent.Played(at(9), Heard.ANNOUNCEMENT),
                new Finished(at(10), EndedBy.PBX));

        assertThat(state)
                .isInstanceOfSatisfying(
                        CallState.Ended.class,
                        end -> assertThat(end.inVoicemail()).isTrue());
    }

    @Test
    void nothingChangesACallThatIsOver() {
        CallState over = after(new Finished(at(1), EndedBy.CALLER));

        EVENTS.values().forEach(event -> assertThat(over.after(event)).isSameAs(over));
    }

    private static CallState after(CallEvent... events) {
        CallState state = new CallState.InDialplan(JOURNEY);
        for (CallEvent event : events) {
            state = state.after(event);
        }
        return state;
    }
}
