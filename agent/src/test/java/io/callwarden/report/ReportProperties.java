package io.callwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.call.RingResult;
import io.callwarden.cost.Prices;
import io.callwarden.recovery.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReportProperties {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** The clocks change on the 25th. */
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);

    private static final Days DAYS = new Days(FIRST, FIRST.plusDays(40), BERLIN);
    private static final Targets TARGETS = new Targets(Map.of(), Duration.ofSeconds(15));
    private static final People PEOPLE = new People(Map.of("hq", Map.of("101", "Anna", "201", "Anna")));

    @Property(tries = 60)
    void theOrderOfCallsDoesNotMatter(@ForAll long seed) {
        List<Call> calls = calls(new Random(seed));
        List<EmployeeReport.Row> inOrder = rows(calls, Period.DAY);
        Collections.shuffle(calls, new Random(seed));
        assertThat(rows(calls, Period.DAY)).isEqualTo(inOrder);
    }

    @Property(tries = 60)
    void daysAddUpToWeeksAndMonthsAndNothingIsCountedTwice(@ForAll long seed) {
        List<Call> calls = calls(new Random(seed));
        Map<List<String>, Figures> byDay = sums(rows(calls, Period.DAY));
        assertThat(sums(rows(calls, Period.WEEK))).isEqualTo(byDay);
        assertThat(sums(rows(calls, Period.MONTH))).isEqualTo(byDay);
        long within = calls.stream()
                .map(call -> DAYS.of(call.times().startedAt()))
                .filter(day -> !day.isBefore(DAYS.first()) && !day.isAfter(DAYS.last()))
                .count();
        long made = byDay.values().stream()
                .mapToLong(figures -> figures.of(Figure.OUTBOUND) + figures.of(Figure.RANG))
                .sum();
        assertThat(made).isEqualTo(within);
    }

    @Property(tries = 60)
    void whatWasTriedWasAnsweredOrMissedForOneReason(@ForAll long seed) {
        for (EmployeeReport.Row row : rows(calls(new Random(seed)), Period.WEEK)) {
            Figures figures = row.figures();
            long ended = figures.of(Figure.ANSWERED) - figures.of(Figure.PICKED_UP);
            for (Figure reason : new Figure[] {
                Figure.NO_ANSWER,
                Figure.DECLINED,
                Figure.BUSY,
                Figure.UNREACHABLE,
                Figure.ANSWERED_ELSEWHERE,
                Figure.CALLER_GAVE_UP
            }) {
                ended += figures.of(reason);
            }
            assertThat(ended).isEqualTo(figures.of(Figure.RANG));
        }
    }

    @Property(tries = 60)
    void theCostOfDaysIsTheSumOfEach(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int customers) {
        Random random = new Random(seed);
        Instant now = DAYS.until().plus(Duration.ofDays(30));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            Instant at = DAYS.from().plusSeconds(random.nextInt(41 * 24 * 3_600));
            String did = random.nextBoolean() ? "7001" : "7002";
            steps.add(MissedCustomersTest.missed("customer-" + random.nextInt(40) + "-" + i, at, did, null, now));
        }
        Prices prices = new Prices(
                "USD",
                MissedCustomersTest.price("400", "0.37", "18"),
                Map.of("7002", MissedCustomersTest.price("99.90", "0.2", "3")),
                Map.of());
        Cost whole = cost(DAYS, steps, prices, now);
        Collections.shuffle(steps, random);
        for (Period by : Period.values()) {
            Cost sum = DAYS.each(by).stream()
                    .map(days -> cost(days, steps, prices, now))
                    .reduce(Cost::plus)
                    .orElseThrow();
            assertThat(sum).isEqualTo(whole);
        }
        assertThat(whole.customers()).isEqualTo(customers);
    }

    private static Cost cost(Days days, List<Step> steps, Prices prices, Instant now) {
        MissedCustomers fold = new MissedCustomers(days, prices, now);
        steps.forEach(fold::opened);
        return fold.cost(0);
    }

    private static List<EmployeeReport.Row> rows(List<Call> calls, Period by) {
        EmployeeReport report = new EmployeeReport(DAYS, by, PEOPLE, TARGETS);
        calls.forEach(report::call);
        return report.rows();
    }

    private static Map<List<String>, Figures> sums(List<EmployeeReport.Row> rows) {
        Map<List<String>, Figures> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(row.extensions(), row.figures(), Figures::plus));
        return sums;
    }

    /** One ring or one call out each, on the days of the report and just beside them. */
    private static List<Call> calls(Random random) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant start = DAYS.from().plusSeconds(random.nextInt(44 * 24 * 3_600) - 24 * 3_600);
            String extension = List.of("101", "201", "102", "103").get(random.nextInt(4));
            if (random.nextInt(3) == 0) {
                calls.add(MadeCall.outbound(start.toString(), extension, "Name " + random.nextInt(9))
                        .ends(20));
                continue;
            }
            RingResult result = RingResult.values()[random.nextInt(RingResult.values().length)];
            MadeCall call = MadeCall.inbound(start).ring(extension, 0, random.nextInt(30), result);
            calls.add(
                    result == RingResult.ANSWERED
                            ? call.answered(extension, null, 30).ends(90)
                            : call.ends(40));
        }
        return calls;
    }
}
