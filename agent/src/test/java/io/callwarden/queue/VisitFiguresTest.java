package io.callwarden.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitFiguresTest {
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void talkBeginsWhenThePhoneIsLifted() {
        Call call = call(answeredAt(9), 60, List.of(visit("sales", 0, 10, QueueExit.ANSWERED)));

        assertThat(VisitFigures.talked(call, 0)).isEqualTo(Duration.ofSeconds(51));
    }

    @Test
    void talkOfASecondQueueBeginsWhereItWasLeft() {
        Call call = call(
                answeredAt(10),
                100,
                List.of(visit("sales", 0, 10, QueueExit.ANSWERED), visit("support", 40, 15, QueueExit.ANSWERED)));

        assertThat(VisitFigures.talked(call, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(VisitFigures.talked(call, 1)).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void nobodyTalksWhereNobodyAnswered() {
        Call call = call(null, 60, List.of(visit("sales", 0, 10, QueueExit.TIMEOUT)));

        assertThat(VisitFigures.talked(call, 0)).isNull();
    }

    @Test
    void talkWhoseEndWasNotSeenIsNotKnown() {
        Call call = call(answeredAt(9), null, List.of(visit("sales", 0, 10, QueueExit.ANSWERED)));

        assertThat(VisitFigures.talked(call, 0)).isNull();
    }

    @Test
    void ringsThatTimedOutOrWereDeclinedCountForTheQueueThatRang() {
        Call call = call(
                answeredAt(40),
                100,
                List.of(visit("sales", 0, 20, QueueExit.TIMEOUT), visit("support", 25, 15, QueueExit.ANSWERED)),
                ring(1, RingResult.NO_ANSWER),
                ring(1, RingResult.DECLINED),
                ring(10, RingResult.BUSY),
                ring(12, RingResult.UNREACHABLE),
                ring(22, RingResult.NO_ANSWER),
                ring(30, RingResult.NO_ANSWER),
                ring(35, RingResult.ANSWERED),
                ring(35, RingResult.ANSWERED_ELSEWHERE),
                ring(60, RingResult.NO_ANSWER));

        assertThat(VisitFigures.ringsNotAnswered(call, 0)).isEqualTo(2);
        assertThat(VisitFigures.ringsNotAnswered(call, 1)).isEqualTo(1);
    }

    @Test
    void ringsOfAVisitWhoseEndWasNotSeenCount() {
        Call call = call(
                null,
                null,
                List.of(new QueueVisit("sales", TEN, null, QueueExit.UNKNOWN)),
                ring(5, RingResult.NO_ANSWER));

        assertThat(VisitFigures.ringsNotAnswered(call, 0)).isEqualTo(1);
    }

    private static QueueVisit visit(String queue, int joined, int waited, QueueExit exit) {
        return new QueueVisit(queue, TEN.plusSeconds(joined), Duration.ofSeconds(waited), exit);
    }

    private static Ring ring(int tried, RingResult result) {
        return new Ring("101", TEN.plusSeconds(tried), Duration.ofSeconds(1), result);
    }

    private static Answer answeredAt(int seconds) {
        return new Answer("101", "Anna", TEN.plusSeconds(seconds));
    }

    private static Call call(Answer answer, Integer ended, List<QueueVisit> visits, Ring... rings) {
        Instant end = ended == null ? null : TEN.plusSeconds(ended);
        return new Call(
                new CallId("hq", "1.1"),
                Direction.INBOUND,
                new Caller("79260000001", null, null),
                "7001",
                "trunk-a",
                visits,
                answer == null ? Outcome.UNANSWERED : Outcome.ANSWERED,
                Stage.QUEUE,
                answer == null,
                false,
                answer,
                List.of(rings),
                List.of(),
                new CallTimes(TEN, TEN, end, null, Duration.ZERO, null, Duration.ZERO, null),
                end == null ? null : EndedBy.CALLER,
                end == null ? null : 16);
    }
}
