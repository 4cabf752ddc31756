package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.Direction;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of queues while calls go on is what their records hold in the end. */
class QueueVisitsToldTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    static Stream<Recorded> recordings() throws IOException {
        return Recorded.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void visitsOfARecordedCallAreToldOnceEach(Recorded recording) {
        new Told(recording.ami()).areThoseOfTheRecords();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"same-calls", "16.28-15", "22.10-rtp-31"})
    void visitsOfAStormAreToldOnceEach(String storm) throws IOException {
        Told told = new Told(Recorded.resource("/recordings/storm/" + storm + ".ami.gz"));

        told.areThoseOfTheRecords();
        assertThat(told.visits).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void visitsOfAMadeUpDayAreToldOnceEach(long seed) throws IOException {
        ByteArrayOutputStream day = new ByteArrayOutputStream();
        StreamWriter.writeVerbatim(
                day,
                BusyDay.ofASmallFirm(seed).withCallsPerHour(400).playCalls(MORNING, 1000, truth -> {}),
                PlayOptions.asFastAsPossible().startAt(MORNING),
                new SimulatorSettings());

        Told told = new Told(day.toByteArray());

        told.areThoseOfTheRecords();
        assertThat(told.visits).hasSizeGreaterThan(100);
    }

    @Test
    void answerIsToldWhilePeopleStillTalk() throws IOException {
        Recorded answered = recordings()
                .filter(recording -> recording.name().equals("asterisk-22.10/hold_in_queue_call"))
                .findFirst()
                .orElseThrow();
        String stream = new String(answered.ami(), java.nio.charset.StandardCharsets.ISO_8859_1);
        int connected = stream.indexOf("Event: AgentConnect");
        int held = stream.indexOf("Event: Hold");
        assertThat(held).isGreaterThan(connected);

        Told told = new Told();
        told.feed(java.util.Arrays.copyOf(answered.ami(), held));

        assertThat(told.records).isEmpty();
        assertThat(told.visits.values())
                .singleElement()
                .satisfies(visits -> assertThat(visits)
                        .singleElement()
                        .satisfies(visit -> assertThat(visit.exit()).isEqualTo(QueueExit.ANSWERED)));
    }

    @Test
    void visitWhoseEndWasNotSeenIsToldAsUnknown() throws IOException {
        Recorded waiting = recordings()
                .filter(recording -> recording.name().equals("asterisk-22.10/queue_all_busy_abandoned"))
                .findFirst()
                .orElseThrow();
        String stream = new String(waiting.ami(), java.nio.charset.StandardCharsets.ISO_8859_1);

        Told told = new Told();
        told.feed(java.util.Arrays.copyOf(waiting.ami(), stream.indexOf("Event: QueueCallerAbandon")));
        told.everythingIsGone();

        told.areThoseOfTheRecords();
        assertThat(told.visits.values())
                .anySatisfy(visits ->
                        assertThat(visits).extracting(QueueVisit::exit).contains(QueueExit.UNKNOWN));
    }

    private static final class Told implements CallListener {
        final Map<CallId, List<QueueVisit>> visits = new HashMap<>();
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

        void everythingIsGone() {
            tracker.onSnapshot(PbxSnapshot.ofNothing(stream.now().plusSeconds(60)));
            tracker.advance(stream.now().plusSeconds(70));
        }

        @Override
        public void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {
            assertThat(records).as("told before the record").doesNotContainKey(id);
            visits.computeIfAbsent(id, first -> new ArrayList<>()).add(visit);
        }

        @Override
        public void callEnded(Call call) {
            records.put(call.id(), call);
        }

        void areThoseOfTheRecords() {
            records.forEach((id, call) ->
                    assertThat(visits.getOrDefault(id, List.of())).as("%s", id).isEqualTo(call.queueVisits()));
            Set<CallId> withoutRecord = new HashSet<>(visits.keySet());
            withoutRecord.removeAll(records.keySet());
            assertThat(withoutRecord.size())
                    .as("visits of calls that became part of others")
                    .isLessThanOrEqualTo((int) tracker.stats().callsMerged()
                            + tracker.inProgress().total());
        }
    }
}
