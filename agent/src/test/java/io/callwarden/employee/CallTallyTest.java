package io.callwarden.employee;

import static io.callwarden.call.RingResult.ANSWERED;
import static io.callwarden.call.RingResult.ANSWERED_ELSEWHERE;
import static io.callwarden.call.RingResult.BUSY;
import static io.callwarden.call.RingResult.CALLER_GAVE_UP;
import static io.callwarden.call.RingResult.DECLINED;
import static io.callwarden.call.RingResult.NO_ANSWER;
import static io.callwarden.call.RingResult.UNREACHABLE;
import static io.callwarden.employee.Office.at;
import static io.callwarden.employee.Office.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.Transfer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTallyTest {
    private static final List<Transfer> NONE = List.of();

    private final Office office = new Office(Map.of("101", "Anna", "102", "Boris", "103", "Chen", "203", "Chen"));

    @Test
    void onlyWhatAnEmployeeDidOrDidNotDoIsCounted() {
        office.board.callEnded(office.inbound(
                100,
                NONE,
                ring(0, 10, "101", NO_ANSWER),
                ring(0, 5, "102", DECLINED),
                ring(12, 3, "101", CALLER_GAVE_UP),
                ring(16, 0, "102", BUSY),
                ring(16, 0, "103", UNREACHABLE),
                ring(20, 4, "101", ANSWERED_ELSEWHERE),
                ring(20, 4, "102", ANSWERED)));

        assertCalls("Anna", 0, 1, 0);
        assertCalls("Boris", 1, 0, 1);
        assertCalls("Chen", 0, 0, 0);
        assertThat(talk("Boris")).isEqualTo(76);
        assertThat(talk("Anna")).isZero();
    }

    @Test
    void twoPhonesOfOneEmployeeThatRangTogetherAreOneRing() {
        office.board.callEnded(office.inbound(
                60,
                NONE,
                ring(0, 10, "103", NO_ANSWER),
                ring(0.2, 10, "203", NO_ANSWER),
                ring(20, 10, "103", NO_ANSWER)));
        assertCalls("Chen", 0, 2, 0);

        office.board.callEnded(office.inbound(60, NONE, ring(0, 10, "103", NO_ANSWER), ring(0.1, 12, "203", ANSWERED)));
        assertCalls("Chen", 1, 2, 0);
    }

    @Test
    void whoPicksACallUpHasAnsweredIt() {
        office.board.callEnded(office.call(
                Direction.INBOUND,
                new Caller(null, null, null),
                new Answer("102", "Boris", at(5)),
                65,
                NONE,
                ring(0, 5, "101", ANSWERED_ELSEWHERE)));

        assertCalls("Boris", 1, 0, 0);
        assertThat(talk("Boris")).isEqualTo(60);
    }

    @Test
    void numberOutsideThatLooksLikeAnExtensionIsNoEmployee() {
        office.board.callEnded(office.call(
                Direction.OUTBOUND, new Caller("101", "Anna", null), new Answer("102", null, at(10)), 40, NONE));

        assertCalls("Boris", 0, 0, 0);
        assertThat(talk("Boris")).isZero();
        assertThat(talk("Anna")).isEqualTo(30);
    }

    @Test
    void bothTalkInAnInternalCall() {
        office.board.callEnded(office.call(
                Direction.INTERNAL,
                new Caller("101", "Anna", null),
                new Answer("102", "Boris", at(10)),
                40,
                NONE,
                ring(0, 10, "102", ANSWERED)));

        assertThat(talk("Anna")).isEqualTo(30);
        assertThat(talk("Boris")).isEqualTo(30);
        assertCalls("Boris", 1, 0, 0);
        assertCalls("Anna", 0, 0, 0);
    }

    @Test
    void transferEndsTheTalkOfOneAndTheAnswerBeginsThatOfTheNext() {
        office.board.callEnded(office.inbound(
                100,
                List.of(new Transfer(Transfer.Kind.BLIND, "101", "102", at(30), true)),
                ring(0, 10, "101", ANSWERED),
                ring(30, 8, "102", ANSWERED)));

        assertThat(talk("Anna")).isEqualTo(20);
        assertThat(talk("Boris")).isEqualTo(62);
    }

    @Test
    void askingBeforeATransferIsNoTalkWithTheCaller() {
        office.board.callEnded(office.inbound(
                100,
                List.of(new Transfer(Transfer.Kind.ATTENDED, "101", "102", at(50), true)),
                ring(0, 10, "101", ANSWERED),
                ring(30, 5, "102", ANSWERED)));
        assertThat(talk("Anna")).isEqualTo(40);
        assertThat(talk("Boris")).isEqualTo(50);

        office.board.callEnded(office.inbound(
                100,
                List.of(new Transfer(Transfer.Kind.ATTENDED, "101", "103", at(50), true)),
                ring(0, 10, "101", ANSWERED)));
        assertThat(talk("Chen")).as("who was asked in a call of its own").isEqualTo(50);
    }

    @Test
    void transferToNobodyIsNobodysTalk() {
        office.board.callEnded(office.inbound(
                100,
                List.of(new Transfer(Transfer.Kind.BLIND, "101", "102", at(50), false)),
                ring(0, 10, "101", ANSWERED),
                ring(50, 20, "102", NO_ANSWER)));

        assertThat(talk("Anna")).isEqualTo(40);
        assertCalls("Boris", 0, 1, 0);
        assertThat(talk("Boris")).isZero();
    }

    @Test
    void talkThatSpansATimeInWhichThePbxWasNotHeardIsCountedWithoutIt() {
        office.board.onBlind(office.blind(20, 35));
        office.board.callEnded(office.inbound(60, NONE, ring(0, 10, "101", ANSWERED)));

        assertThat(talk("Anna")).isEqualTo(35);
    }

    @Test
    void nameThatACallTellsMakesAnEmployeeAndTheFirstOneStays() {
        office.board.callEnded(call("117", "Olga"));
        office.board.callEnded(call("117", "Someone else"));
        office.board.callEnded(call("118", null));
        office.board.callEnded(call("119", "+7 926 000-00-01"));
        office.board.callEnded(office.inbound(60, NONE, ring(0, 10, "120", NO_ANSWER)));

        assertThat(office.labels()).containsExactly("Anna", "Boris", "Chen", "Olga");
    }

    private Call call(String extension, String name) {
        return office.call(Direction.OUTBOUND, new Caller(extension, name, null), null, 20, NONE);
    }

    private double talk(String label) {
        return office.employee(label).talkSeconds(at(1_000));
    }

    private void assertCalls(String label, long answered, long notAnswered, long declined) {
        Employee employee = office.employee(label);
        assertThat(List.of(employee.answered(), employee.notAnswered(), employee.declined()))
                .as("answered, not answered, declined by " + label)
                .containsExactly(answered, notAnswered, declined);
    }
}
