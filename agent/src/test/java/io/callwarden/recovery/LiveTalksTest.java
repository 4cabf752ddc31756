package io.callwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import io.callwarden.call.TalkBegun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTalksTest {
    private static final String ANNA = "+79260004001";
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final LiveTalks talks =
            new LiveTalks(new Customers(number -> number.startsWith("+") ? number : null, "101"::equals));

    @Test
    void aTalkIsKnownFromItsBeginningAndStaysUntilItsRecordIsSurelyThere() {
        talks.talkBegan(talk(1, Direction.OUTBOUND, "101", ANNA));
        assertThat(talks.with(ANNA)).containsExactly(new Fact.LiveTalk("hq-1", NINE, null));

        talks.callEnded(record(1, ANNA, Outcome.ANSWERED));
        assertThat(talks.with(ANNA)).containsExactly(new Fact.LiveTalk("hq-1", NINE, NINE.plusSeconds(60)));
    }

    @Test
    void aCustomerMayTalkOnTwoLines() {
        talks.talkBegan(talk(1, Direction.INBOUND, ANNA, "7001"));
        talks.talkBegan(talk(2, Direction.OUTBOUND, "101", ANNA));
        assertThat(talks.with(ANNA)).hasSize(2);
    }

    @Test
    void employeesWhoTalkWithEachOtherAreNobody() {
        talks.talkBegan(talk(1, Direction.INTERNAL, "101", "102"));
        talks.talkBegan(talk(2, Direction.OUTBOUND, "102", "101"));
        assertThat(talks.size()).isZero();
    }

    @Test
    void aTalkThatBecamePartOfAnotherCallIsForgotten() {
        talks.talkBegan(talk(1, Direction.OUTBOUND, "101", ANNA));
        talks.callMerged(new CallId("hq", "1"), new CallId("hq", "2"));
        assertThat(talks.with(ANNA)).isEmpty();
        assertThat(talks.size()).isZero();
    }

    @Test
    void whatIsKnownLaterTakesThePlaceOfWhatWasKnownFirst() {
        talks.talkBegan(talk(1, Direction.OUTBOUND, "101", "+79260004002"));
        talks.talkBegan(talk(1, Direction.OUTBOUND, "101", ANNA));
        assertThat(talks.with("+79260004002")).isEmpty();
        assertThat(talks.with(ANNA)).hasSize(1);

        talks.callEnded(record(1, "+79260004003", Outcome.ANSWERED));
        assertThat(talks.with(ANNA)).as("the record is about another").isEmpty();
    }

    @Test
    void talksThatEndedAreNotKeptForEver() {
        for (int i = 0; i < LiveTalks.MOST_ENDED + 5_000; i++) {
            talks.talkBegan(talk(i, Direction.OUTBOUND, "101", ANNA));
            talks.callEnded(record(i, ANNA, Outcome.ANSWERED));
        }
        assertThat(talks.size()).isEqualTo(LiveTalks.MOST_ENDED);
    }

    private static TalkBegun talk(int id, Direction direction, String from, String to) {
        String e164 = direction == Direction.INBOUND ? from : null;
        return new TalkBegun(id(id), direction, new Caller(from, null, e164), to, NINE);
    }

    private static Call record(int id, String to, Outcome outcome) {
        return new Call(
                id(id),
                Direction.OUTBOUND,
                new Caller("101", null, null),
                to,
                "trunk-a",
                List.of(),
                outcome,
                Stage.RING,
                false,
                false,
                new Answer(to, null, NINE),
                List.of(),
                List.of(),
                new CallTimes(
                        NINE.minusSeconds(9),
                        NINE.minusSeconds(9),
                        NINE.plusSeconds(60),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        Duration.ofSeconds(69)),
                EndedBy.CALLER,
                16);
    }

    private static CallId id(int id) {
        return new CallId("hq", Integer.toString(id));
    }
}
