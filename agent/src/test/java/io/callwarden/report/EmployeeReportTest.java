package io.callwarden.report;

import static io.callwarden.call.RingResult.ANSWERED;
import static io.callwarden.call.RingResult.ANSWERED_ELSEWHERE;
import static io.callwarden.call.RingResult.BUSY;
import static io.callwarden.call.RingResult.CALLER_GAVE_UP;
import static io.callwarden.call.RingResult.DECLINED;
import static io.callwarden.call.RingResult.NO_ANSWER;
import static io.callwarden.call.RingResult.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.call.QueueExit;
import io.callwarden.call.Transfer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmployeeReportTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final String NINE = "2026-11-23T09:00:00Z";
    private static final People PEOPLE = new People(Map.of("hq", Map.of("103", "Chen", "203", "Chen")));
    private static final Targets TARGETS =
            new Targets(Map.of("hq", Map.of("support", Duration.ofSeconds(60))), Duration.ofSeconds(15));

    private EmployeeReport report = report(MONDAY, MONDAY, ZoneOffset.UTC, Period.DAY);

    @Test
    void everyRingIsCountedByWhatBecameOfIt() {
        take(MadeCall.inbound(NINE)
                .ring("101", 0, 10, NO_ANSWER)
                .ring("102", 0, 5, DECLINED)
                .ring("101", 12, 0, BUSY)
                .ring("101", 16, 0, UNREACHABLE)
                .ring("101", 20, 4, ANSWERED_ELSEWHERE)
                .ring("102", 20, 4, ANSWERED)
                .answered("102", "Boris", 24)
                .ends(100));
        take(MadeCall.inbound(NINE).ring("101", 0, 3, CALLER_GAVE_UP).ends(3));

        assertFigures(row("101"), Figure.RANG, 5, Figure.ANSWERED, 0, Figure.NO_ANSWER, 1, Figure.BUSY, 1);
        assertFigures(row("101"), Figure.UNREACHABLE, 1, Figure.ANSWERED_ELSEWHERE, 1, Figure.CALLER_GAVE_UP, 1);
        assertFigures(row("Boris"), Figure.RANG, 2, Figure.ANSWERED, 1, Figure.DECLINED, 1);
        assertFigures(row("Boris"), Figure.TALK_INBOUND_MILLIS, 76_000, Figure.RING_MILLIS, 4_000);
    }

    @Test
    void speedIsThatOfTheRingsAnswered() {
        take(MadeCall.inbound(NINE)
                .ring("101", 0, 4, ANSWERED)
                .answered("101", "Anna", 4)
                .ends(9));
        take(MadeCall.inbound(NINE)
                .ring("101", 0, 12, ANSWERED)
                .answered("101", "Anna", 12)
                .ends(20));
        take(MadeCall.inbound(NINE).ring("101", 0, 30, NO_ANSWER).ends(30));

        assertThat(row("Anna").figures().meanRing()).isEqualTo(Duration.ofSeconds(8));
        assertThat(row("Anna").figures().fast()).isEqualTo(0.5);
        assertThat(Figures.NONE.meanRing()).isNull();
        assertThat(Figures.NONE.fast()).isNull();
    }

    @Test
    void twoPhonesOfOneEmployeeAreOne() {
        take(MadeCall.inbound(NINE)
                .ring("103", 0, 10, NO_ANSWER)
                .ring("203", 0.2, 10, NO_ANSWER)
                .ring("103", 20, 5, ANSWERED_ELSEWHERE)
                .ring("203", 20, 5, ANSWERED)
                .answered("203", "Somebody", 25)
                .ends(60));

        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("Chen");
            assertThat(row.extensions()).containsExactly("103", "203");
        });
        assertFigures(
                row("Chen"), Figure.RANG, 2, Figure.NO_ANSWER, 1, Figure.ANSWERED, 1, Figure.ANSWERED_ELSEWHERE, 0);
    }

    @Test
    void whoPicksACallUpHasAnsweredIt() {
        take(MadeCall.inbound(NINE)
                .ring("101", 0, 5, ANSWERED_ELSEWHERE)
                .answered("102", "Boris", 5)
                .ends(65));

        assertFigures(row("Boris"), Figure.ANSWERED, 1, Figure.PICKED_UP, 1, Figure.RANG, 0);
        assertFigures(row("Boris"), Figure.TALK_INBOUND_MILLIS, 60_000);
        assertThat(row("Boris").figures().meanRing()).isNull();
    }

    @Test
    void transferEndsTheTalkOfOneAndBeginsThatOfTheNext() {
        take(MadeCall.inbound(NINE)
                .ring("101", 0, 10, ANSWERED)
                .answered("101", "Anna", 10)
                .transfer(Transfer.Kind.BLIND, "101", "102", 30)
                .ring("102", 30, 8, ANSWERED)
                .ends(100));

        assertFigures(row("Anna"), Figure.ANSWERED, 1, Figure.TALK_INBOUND_MILLIS, 20_000);
        assertFigures(row("102"), Figure.ANSWERED, 1, Figure.TALK_INBOUND_MILLIS, 62_000);
    }

    @Test
    void callsOutAreTheirs() {
        take(MadeCall.outbound(NINE, "101", "Anna")
                .answered("79260004001", null, 10)
                .ends(40));
        take(MadeCall.outbound(NINE, "101", "Anna").ends(20));

        assertFigures(
                row("Anna"), Figure.OUTBOUND, 2, Figure.OUTBOUND_ANSWERED, 1, Figure.TALK_OUTBOUND_MILLIS, 30_000);
        assertFigures(row("Anna"), Figure.ANSWERED, 0, Figure.RANG, 0);
    }

    @Test
    void whoeverClicksToCallIsTheCallerAndNobodyWhoRang() {
        take(MadeCall.outbound(NINE, "101", null)
                .answered("79260004001", null, 10)
                .ends(40));

        assertFigures(row("101"), Figure.OUTBOUND, 1, Figure.RANG, 0, Figure.TALK_OUTBOUND_MILLIS, 30_000);
    }

    @Test
    void numberOutsideIsNoEmployeeHoweverShort() {
        take(MadeCall.outbound(NINE, "101", "Anna")
                .dialled("112")
                .ring("112", 0, 5, ANSWERED)
                .answered("112", null, 5)
                .ends(40));
        take(MadeCall.inbound(NINE)
                .ring("79031112233", 0, 5, ANSWERED)
                .answered("79031112233", "Mobile", 5)
                .ends(40));

        assertThat(report.rows()).extracting(EmployeeReport.Row::name).containsExactly("Anna");
    }

    @Test
    void bothTalkInAnInternalCall() {
        take(MadeCall.internal(NINE, "101", "102")
                .ring("102", 0, 5, ANSWERED)
                .answered("102", "Boris", 5)
                .ends(35));

        assertFigures(row("101"), Figure.TALK_INTERNAL_MILLIS, 30_000, Figure.OUTBOUND, 0);
        assertFigures(row("Boris"), Figure.TALK_INTERNAL_MILLIS, 30_000, Figure.ANSWERED, 1);
    }

    @Test
    void callsOfAQueueAreHeldAgainstItsOwnTarget() {
        for (String queue : List.of("sales", "support")) {
            take(MadeCall.inbound(NINE)
                    .queue(queue, 0, 20, QueueExit.ANSWERED)
                    .ring("101", 12, 8, ANSWERED)
                    .answered("101", "Anna", 20)
                    .ends(60));
        }

        assertFigures(row("Anna"), Figure.QUEUE_ANSWERED, 2, Figure.QUEUE_IN_TARGET, 1);
        assertThat(row("Anna").figures().queueInTarget()).isEqualTo(0.5);
    }

    @Test
    void eachQueueOfACallIsThatOfTheMemberWhoTookTheCallOutOfIt() {
        take(MadeCall.inbound(NINE)
                .ring("100", 0, 5, ANSWERED)
                .answered("100", "Operator", 5)
                .transfer(Transfer.Kind.BLIND, "100", "600", 20)
                .queue("sales", 20, 9, QueueExit.ANSWERED)
                .ring("101", 21, 8, ANSWERED)
                .ends(60));
        take(MadeCall.inbound(NINE)
                .queue("sales", 0, 9, QueueExit.ANSWERED)
                .ring("101", 0, 9.4, ANSWERED_ELSEWHERE)
                .answered("102", "Boris", 9.4)
                .ends(60));

        assertFigures(row("Operator"), Figure.QUEUE_ANSWERED, 0);
        assertFigures(row("101"), Figure.QUEUE_ANSWERED, 1, Figure.QUEUE_IN_TARGET, 1);
        assertFigures(row("Boris"), Figure.QUEUE_ANSWERED, 1);
    }

    @Test
    void callOverMidnightBelongsToTheDayOnWhichItBegan() {
        report = report(MONDAY, MONDAY.plusDays(1), ZoneId.of("Europe/Moscow"), Period.DAY);
        take(MadeCall.inbound("2026-11-23T20:59:50Z")
                .ring("101", 0, 5, ANSWERED)
                .answered("101", "Anna", 5)
                .ends(905));
        take(MadeCall.inbound("2026-11-23T21:00:00Z")
                .ring("101", 0, 5, ANSWERED)
                .answered("101", "Anna", 5)
                .ends(10));

        assertThat(report.rows())
                .extracting(row -> row.period() + " " + row.figures().talk().toSeconds())
                .containsExactly("2026-11-23 900", "2026-11-24 5");
    }

    @Test
    void dayOnWhichTheClocksChangeIsAsLongAsItWas() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDate autumn = LocalDate.of(2026, 10, 25);
        LocalDate spring = LocalDate.of(2026, 3, 29);
        assertThat(length(autumn, berlin)).isEqualTo(Duration.ofHours(25));
        assertThat(length(spring, berlin)).isEqualTo(Duration.ofHours(23));
        assertThat(length(LocalDate.of(2026, 9, 6), ZoneId.of("America/Santiago")))
                .as("its midnight was left out")
                .isEqualTo(Duration.ofHours(23));

        report = report(autumn, autumn, berlin, Period.DAY);
        for (String began : List.of(
                "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")) {
            take(MadeCall.outbound(began, "101", "Anna").ends(5));
        }
        assertFigures(row("Anna"), Figure.OUTBOUND, 2);
    }

    @Test
    void nameOfTheLatestCallCountsAndThoseWithoutComeLast() {
        take(MadeCall.outbound("2026-11-23T10:00:00Z", "102", "Zoe").ends(5));
        take(MadeCall.outbound("2026-11-23T09:00:00Z", "102", "Anna").ends(5));
        take(MadeCall.outbound(NINE, "101", "101").ends(5));
        take(MadeCall.outbound(NINE, "104", "Boris").ends(5));

        assertThat(report.rows()).extracting(EmployeeReport.Row::name).containsExactly("Boris", "Zoe", null);
    }

    @Test
    void periodsAreNamedAsTheCalendarDoes() {
        LocalDate newYear = LocalDate.of(2027, 1, 1);
        assertThat(Period.WEEK.name(newYear)).isEqualTo("2026-W53");
        assertThat(Period.WEEK.start(newYear)).isEqualTo(LocalDate.of(2026, 12, 28));
        assertThat(Period.MONTH.name(newYear)).isEqualTo("2027-01");
        assertThat(new Days(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 12, 1), ZoneOffset.UTC).each(Period.WEEK))
                .extracting(days -> days.first() + "/" + days.last())
                .containsExactly("2026-11-20/2026-11-22", "2026-11-23/2026-11-29", "2026-11-30/2026-12-01");
    }

    private static Duration length(LocalDate day, ZoneId zone) {
        Days days = new Days(day, day, zone);
        return Duration.between(days.from(), days.until());
    }

    private static EmployeeReport report(LocalDate first, LocalDate last, ZoneId zone, Period by) {
        return new EmployeeReport(new Days(first, last, zone), by, PEOPLE, TARGETS);
    }

    private void take(Call call) {
        report.call(call);
    }

    /** By name, or by extension where there is none. */
    private EmployeeReport.Row row(String who) {
        return report.rows().stream()
                .filter(row -> who.equals(row.name())
                        || row.name() == null && row.extensions().contains(who))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFigures(EmployeeReport.Row row, Object... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            Figure figure = (Figure) expected[i];
            assertThat(row.figures().of(figure)).as(figure.label()).isEqualTo(((Number) expected[i + 1]).longValue());
        }
    }
}
