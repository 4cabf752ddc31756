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
import io.callwarden.call.PbxSnapshot;
import io.callwarden.simulator.script.BusyDay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of calls while they go on is what their records hold in the end. */
abstract class ToldMeanwhileContract {
    static List<Recorded> recordings() throws IOException {
        return Recorded.all();
    }

    /** One who listens and has heard nothing so far. */
    abstract Told listener();

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void whatIsToldOfARecordedCallIsWhatItsRecordsHold(Recorded recording) {
        told(recording.ami());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"same-calls", "16.28-15", "22.10-rtp-31"})
    void whatIsToldOfAStormIsWhatItsRecordsHold(String storm) throws IOException {
        assertThat(told(Recorded.resource("/recordings/storm/" + storm + ".ami.gz"))
                        .count())
                .isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsToldOfAMadeUpDayIsWhatItsRecordsHold(long seed) throws IOException {
        Told told = told(MadeUpDay.of(BusyDay.ofASmallFirm(seed), truth -> {}));
        assertThat(told.records).hasSizeGreaterThan(500);
        assertThat(told.count()).isGreaterThan(100);
    }

    private Told told(byte[] recording) {
        Told told = listener();
        told.feed(recording);
        told.settle();
        told.isWhatTheRecordsHold();
        return told;
    }

    /** A recording as far as before the first event of that name. */
    static byte[] before(String event, String name) throws IOException {
        Recorded recording = recordings().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        String stream = new String(recording.ami(), StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(recording.ami(), stream.indexOf("Event: " + event));
    }

    /** What was told of the calls of one Asterisk, and their records as far as they have ended. */
    abstract static class Told implements CallListener {
        final Map<CallId, Call> records = new HashMap<>();
        final CallTracker tracker =
                new CallTracker("pbx", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), this, CallStory.NONE);
        private final RecordedStream stream = new RecordedStream(tracker);

        final void feed(byte[] bytes) {
            stream.feed(bytes, 0, bytes.length);
        }

        /** Nothing more happens. */
        final void settle() {
            tracker.advance(stream.now().plus(CallTracker.SETTLE));
        }

        /** An Asterisk without any channel: whatever is still known here has ended unseen. */
        final void everythingIsGone() {
            tracker.onSnapshot(PbxSnapshot.ofNothing(stream.now().plusSeconds(60)));
            tracker.advance(stream.now().plusSeconds(70));
        }

        @Override
        public final void callEnded(Call call) {
            records.put(call.id(), call);
        }

        /** How many things were told. */
        abstract int count();

        abstract void isWhatTheRecordsHold();
    }
}
