package io.callwarden.queue;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import java.time.Duration;
import java.time.Instant;

/** What of a call belongs to one of its visits to queues. Pure. */
public final class VisitFigures {
    private VisitFigures() {}

    /**
     * How long the call was talked about after a member answered: to the end of the call, holds and transfers included, or until it
     * entered another queue.
     *
     * @param index of the visit in the record
     * @return null where nobody answered in this queue, or where one of the times was not seen
     */
    public static Duration talked(Call call, int index) {
        QueueVisit visit = call.queueVisits().get(index);
        Instant until = end(call, index);
        if (visit.exit() != QueueExit.ANSWERED || visit.waited() == null || until == null) {
            return null;
        }
        Instant from = visit.joinedAt().plus(visit.waited());
        Answer first = call.answer();
        if (first != null && first.at() != null && !first.at().isBefore(visit.joinedAt())) {
            from = first.at();
        }
        return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
    }

    /** Rings of members that timed out or were declined during the visit. */
    public static int ringsNotAnswered(Call call, int index) {
        QueueVisit visit = call.queueVisits().get(index);
        Instant until =
                visit.waited() == null ? end(call, index) : visit.joinedAt().plus(visit.waited());
        int count = 0;
        for (Ring ring : call.rang()) {
            boolean within = !ring.triedAt().isBefore(visit.joinedAt())
                    && (until == null || !ring.triedAt().isAfter(until));
            if (within && (ring.result() == RingResult.NO_ANSWER || ring.result() == RingResult.DECLINED)) {
                count++;
            }
        }
        return count;
    }

    /** When what followed the visit was over; null where that was not seen. */
    private static Instant end(Call call, int index) {
        return index + 1 < call.queueVisits().size()
                ? call.queueVisits().get(index + 1).joinedAt()
                : call.times().endedAt();
    }
}
