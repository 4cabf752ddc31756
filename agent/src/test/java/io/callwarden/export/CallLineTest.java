package io.callwarden.export;

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
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLineTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void missedCallReadsAsASentence() {
        assertThat(line(Outcome.ABANDONED, true, null, "79260017001", "Anna"))
                .isEqualTo(
                        "12:00:00  MISSED    inbound   79260017001 (Anna) to 7001: abandoned in queue sales after 7 s; tried 103");
    }

    @Test
    void answeredCallSaysByWhomAndHowLong() {
        assertThat(line(Outcome.ANSWERED, false, new Answer("103", "Boris", NINE), null, null))
                .isEqualTo(
                        "12:00:00  answered  inbound   unknown number to 7001: by 103 (Boris) in queue sales after 7 s,"
                                + " talked 1:05 min");
    }

    @Test
    void namesCannotCommandTheTerminal() {
        assertThat(line(Outcome.ABANDONED, true, null, "1", "\u001b[2J\nroot"))
                .doesNotContain("\u001b")
                .hasLineCount(1);
    }

    private static String line(Outcome outcome, boolean missed, Answer answer, String number, String name) {
        Duration waited = Duration.ofMillis(6_501);
        Call call = new Call(
                new CallId("hq", "1.1"),
                Direction.INBOUND,
                new Caller(number, name, null),
                "7001",
                "trunk-a",
                List.of(new QueueVisit("sales", NINE, waited, QueueExit.ABANDONED)),
                outcome,
                Stage.QUEUE,
                missed,
                false,
                answer,
                List.of(new Ring("103", NINE, waited, RingResult.NO_ANSWER)),
                List.of(),
                new CallTimes(
                        NINE,
                        NINE,
                        NINE,
                        waited,
                        waited,
                        Duration.ofSeconds(65),
                        Duration.ZERO,
                        Duration.ofSeconds(72)),
                EndedBy.CALLER,
                16);
        return CallLine.of(call, ZoneId.of("Europe/Moscow"));
    }
}
