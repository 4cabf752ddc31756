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
import io.callwarden.number.PhoneNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTest {
    private static final CallId ID = new CallId("hq", "1795415864.6");
    private static final Instant START = Instant.parse("2026-11-23T06:37:44.101Z");
    private static final Instant ANSWERED = START.plusSeconds(7);
    private static final Instant END = START.plusSeconds(60);

    private final PhoneNumbers numbers = new PhoneNumbers("RU");
    private final Customers customers =
            new Customers(number -> numbers.e164(number).orElse(null), Set.of("101", "102")::contains);

    @ParameterizedTest
    @ValueSource(
            strings = {"+79260004001", "89260004001", "79260004001", "9260004001", "8 (926) 000-40-01", "0079260004001"
            })
    void oneCustomerInManySpellingsIsOne(String spelling) {
        assertThat(customers.key(spelling)).contains("+79260004001");
    }

    @Test
    void customersWhoShareTheirLastNineDigitsAreTwo() {
        assertThat(customers.key("+79260004001")).isNotEqualTo(customers.key("+49260004001"));
        assertThat(customers.key("+74960004001")).isNotEqualTo(customers.key("+78120004001"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "anonymous",
                "Anonymous",
                "unknown",
                "101",
                "102",
                "00000",
                "12",
                "+123",
                "1234567890123456",
                "sip:x@y",
                "\r\nAction: x"
            })
    void extensionsAndNumbersThatAreWithheldOrMalformedAreNobody(String number) {
        assertThat(customers.key(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0611", "112", "taxi-point", "my.shop"})
    void shortNumbersAndAlphanumericIdsStayAsTheyAre(String number) {
        assertThat(customers.key(number)).contains(number);
    }

    @Test
    void theCustomerIsWhoeverIsOutside() {
        assertThat(customers.of(call(Direction.INBOUND, "89260004001", "7001", Outcome.ABANDONED)))
                .contains("+79260004001");
        assertThat(customers.of(call(Direction.OUTBOUND, "101", "89260004001", Outcome.ANSWERED)))
                .contains("+79260004001");
        assertThat(customers.of(call(Direction.INTERNAL, "101", "102", Outcome.ANSWERED)))
                .isEmpty();
    }

    @Test
    void whatACallMeansForReachingTheCustomer() {
        assertThat(fact(Direction.INBOUND, Outcome.ABANDONED))
                .contains(new Fact.Missed(ID.toString(), ID.pbx(), END, "7001", null));
        assertThat(fact(Direction.INBOUND, Outcome.VOICEMAIL))
                .contains(new Fact.Missed(ID.toString(), ID.pbx(), END, "7001", null));
        assertThat(fact(Direction.INBOUND, Outcome.ANSWERED))
                .contains(new Fact.Talk(ID.toString(), ANSWERED, END, false, "101"));
        assertThat(fact(Direction.OUTBOUND, Outcome.ANSWERED))
                .contains(new Fact.Talk(ID.toString(), ANSWERED, END, true, "101"));
        assertThat(fact(Direction.OUTBOUND, Outcome.BUSY)).contains(new Fact.Attempt(ID.toString(), END, "101"));
        assertThat(fact(Direction.OUTBOUND, Outcome.UNKNOWN)).isEmpty();
        assertThat(fact(Direction.INTERNAL, Outcome.ANSWERED)).isEmpty();
    }

    private static Optional<Fact> fact(Direction direction, Outcome outcome) {
        boolean inbound = direction == Direction.INBOUND;
        return Customers.fact(
                call(direction, inbound ? "89260004001" : "101", inbound ? "7001" : "89260004001", outcome));
    }

    private static Call call(Direction direction, String from, String to, Outcome outcome) {
        boolean answered = outcome == Outcome.ANSWERED;
        return new Call(
                ID,
                direction,
                new Caller(from, null, null),
                to,
                "trunk-a",
                List.of(),
                outcome,
                Stage.RING,
                direction == Direction.INBOUND && !answered,
                false,
                answered ? new Answer("101", "Anna", ANSWERED) : null,
                List.of(),
                List.of(),
                new CallTimes(
                        START,
                        START,
                        END,
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(7),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(60)),
                EndedBy.CALLER,
                16);
    }
}
