package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recording of a real Asterisk that is kept here, held against what its phones and callers lived through. */
class RecordedCallsTest {
    /**
     * The dialplan named voicemail here, but this Asterisk had no application VoiceMail: it hung up, the caller met nobody and nothing in
     * the stream names voicemail. The truth beside these was written by the script; what happened is below.
     */
    private static final Map<String, Stage> HAD_NO_VOICEMAIL = Map.of(
            "asterisk-16.28/phone_no_answer_voicemail", Stage.RING,
            "asterisk-16.28/queue_timeout_voicemail", Stage.QUEUE);

    static Stream<Recorded> recordings() throws IOException {
        return Recorded.all().stream().filter(recording -> !HAD_NO_VOICEMAIL.containsKey(recording.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void recordedCallEndsAsThePhonesSawIt(Recorded recording) throws IOException {
        assertThat(new Truth(recording.truth()).differences(recording.calls())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void recordingWithoutTimesTellsTheSameStoryInNoTime(Recorded recording) throws IOException {
        byte[] timeless = new String(recording.ami(), StandardCharsets.ISO_8859_1)
                .replaceAll("Timestamp: [0-9.]+\r\n", "")
                .getBytes(StandardCharsets.ISO_8859_1);

        List<Call> calls = Recorded.replay("pbx1", timeless);

        assertThat(calls).allSatisfy(call -> assertThat(call.times().total()).isZero());
        assertThat(story(calls)).isEqualTo(story(recording.calls()));
    }

    private static Map<String, String> story(List<Call> calls) {
        Map<String, String> story = new TreeMap<>();
        for (Call call : calls) {
            String answeredBy = call.answer() == null ? "nobody" : call.answer().extension();
            String transfers = call.transfers().stream()
                    .map(transfer -> transfer.kind() + ">" + transfer.to() + transfer.answered())
                    .collect(Collectors.joining(" "));
            story.put(
                    call.id().uniqueid(),
                    call.direction() + " " + call.outcome() + " " + call.stage() + " " + answeredBy + " " + call.queue()
                            + " " + transfers + " " + call.endedBy());
        }
        return story;
    }

    @Test
    void callThatWasSentToAVoicemailThatDoesNotExistIsUnanswered() throws IOException {
        for (Recorded recording : Recorded.all()) {
            Stage stage = HAD_NO_VOICEMAIL.get(recording.name());
            if (stage != null) {
                assertThat(recording.calls()).singleElement().satisfies(call -> {
                    assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED);
                    assertThat(call.stage()).isEqualTo(stage);
                    assertThat(call.missed()).isTrue();
                });
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"same-calls", "16.28-15", "22.10-rtp-31"})
    void hundredsOfCallsAtOnceAreAllRight(String storm) throws IOException {
        List<Call> calls = Recorded.replay("storm", Recorded.resource("/recordings/storm/" + storm + ".ami.gz"));

        assertThat(new StormTruth(Recorded.text("/recordings/storm/" + storm + ".json")).differences(calls))
                .isEmpty();
    }
}
