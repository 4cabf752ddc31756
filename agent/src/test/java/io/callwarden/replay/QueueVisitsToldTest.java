package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallId;
import io.callwarden.call.Direction;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of queues while calls go on is what their records hold in the end, each visit once. */
class QueueVisitsToldTest extends ToldMeanwhileContract {
    @Override
    Visits listener() {
        return new Visits();
    }

    @Test
    void answerIsToldWhilePeopleStillTalk() throws IOException {
        byte[] stream = before("Hold", "asterisk-22.10/hold_in_queue_call");
        assertThat(new String(stream, StandardCharsets.ISO_8859_1)).contains("Event: AgentConnect");

        Visits told = listener();
        told.feed(stream);

        assertThat(told.records).isEmpty();
        assertThat(told.visits.values())
                .singleElement()
                .satisfies(visits -> assertThat(visits)
                        .singleElement()
                        .satisfies(visit -> assertThat(visit.exit()).isEqualTo(QueueExit.ANSWERED)));
    }

    @Test
    void visitWhoseEndWasNotSeenIsToldAsUnknown() throws IOException {
        Visits told = listener();
        told.feed(before("QueueCallerAbandon", "asterisk-22.10/queue_all_busy_abandoned"));
        told.everythingIsGone();

        told.isWhatTheRecordsHold();
        assertThat(told.visits.values())
                .anySatisfy(visits ->
                        assertThat(visits).extracting(QueueVisit::exit).contains(QueueExit.UNKNOWN));
    }

    private static final class Visits extends Told {
        final Map<CallId, List<QueueVisit>> visits = new HashMap<>();

        @Override
        public void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {
            assertThat(records).as("told before the record").doesNotContainKey(id);
            visits.computeIfAbsent(id, first -> new ArrayList<>()).add(visit);
        }

        @Override
        int count() {
            return visits.size();
        }

        @Override
        void isWhatTheRecordsHold() {
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
