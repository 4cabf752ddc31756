package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallId;
import io.callwarden.call.Outcome;
import io.callwarden.call.TalkBegun;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told to talk while calls go on is who did by their records in the end. */
class TalksToldTest extends ToldMeanwhileContract {
    @Override
    Talks listener() {
        return new Talks();
    }

    @Test
    void talkIsToldWhileItGoesOn() throws IOException {
        Talks told = listener();
        told.feed(before("Hold", "asterisk-22.10/hold_in_queue_call"));

        assertThat(told.records).isEmpty();
        assertThat(told.talks).hasSize(1);
    }

    private static final class Talks extends Told {
        final Map<CallId, TalkBegun> talks = new HashMap<>();

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
        int count() {
            return talks.size();
        }

        @Override
        void isWhatTheRecordsHold() {
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
