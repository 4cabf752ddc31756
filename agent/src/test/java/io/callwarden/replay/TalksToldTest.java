package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.Outcome;
import io.callwarden.call.TalkBegun;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told to talk while calls go on is who did by their records in the end. */
class TalksToldTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    static Stream<Recorded> recordings() throws IOException {
        return Recorded.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void talksOfARecordedCallAreThoseOfTheRecords(Recorded recording) {
        new Told(recording.ami()).areThoseOfTheRecords();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"same-calls", "16.28-15", "22.10-rtp-31"})
    void talksOfAStormAreThoseOfTheRecords(String storm) throws IOException {
        Told told = new Told(Recorded.resource("/recordings/storm/" + storm + ".ami.gz"));

        told.areThoseOfTheRecords();
        assertThat(told.records.size()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void talksOfAMadeUpDayAreThoseOfTheRecords(long seed) throws IOException {
        ByteArrayOutputStream day = new ByteArrayOutputStream();
        StreamWriter.writeVerbatim(
                day,
                BusyDay.ofASmallFirm(seed).withCallsPerHour(400).playCalls(MORNING, 1000, truth -> {}),
                PlayOptions.asFastAsPossible().startAt(MORNING),
                new SimulatorSettings());

        Told told = new Told(day.toByteArray());

        told.areThoseOfTheRecords();
        assertThat(told.records.size()).isGreaterThan(500);
    }

    @Test
    void talkIsToldWhileItGoesOn() throws IOException {
        Recorded held = recordings()
                .filter(recording -> recording.name().equals("asterisk-22.10/hold_in_queue_call"))
                .findFirst()
                .orElseThrow();
        String stream = new String(held.ami(), java.nio.charset.StandardCharsets.ISO_8859_1);

        Told told = new Told();
        told.feed(java.util.Arrays.copyOf(held.ami(), stream.indexOf("Event: Hold")));

        assertThat(told.records).isEmpty();
        assertThat(told.talks).hasSize(1);
    }

    private static final class Told implements CallListener {
        final Map<CallId, TalkBegun> talks = new HashMap<>();
        final Map<CallId, Call> records = new HashMap<>();
        private final CallTracker tracker =
                new CallTracker("pbx", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), this, CallStory.NONE);
        private final RecordedStream stream = new RecordedStream(tracker);

        Told() {}

        Told(byte[] recording) {
            feed(recording);
            tracker.advance(stream.now().plus(CallTracker.SETTLE));
        }

        void feed(byte[] bytes) {
            stream.feed(bytes, 0, bytes.length);
        }

        @Override
        public void talkBegan(TalkBegun talk) {
            assertThat(records).as("told before the record").doesNotContainKey(talk.id());
            talks.put(talk.id(), talk);
        }

        @Override
        public void callMerged(CallId id, CallId into) {
            talks.remove(id);
        }

        @Override
        public void callEnded(Call call) {
            records.put(call.id(), call);
        }

        void areThoseOfTheRecords() {
            Set<CallId> talked = new HashSet<>();
            records.forEach((id, call) -> {
                if (call.outcome() == Outcome.ANSWERED) {
                    talked.add(id);
                    Instant answered = call.answer().at();
                    assertThat(talks.get(id))
                            .as("%s", id)
                            .isEqualTo(new TalkBegun(
                                    id,
                                    call.direction(),
                                    call.caller(),
                                    call.did(),
                                    answered == null ? call.times().startedAt() : answered));
                }
            });
            Set<CallId> over = new HashSet<>(talks.keySet());
            over.retainAll(records.keySet());
            assertThat(over).as("talks of calls that are over").isEqualTo(talked);
            assertThat(talks.size() - talked.size())
                    .as("talks that go on")
                    .isLessThanOrEqualTo(tracker.inProgress().total());
        }
    }
}
