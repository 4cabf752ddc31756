package io.callwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.cost.Loss;
import io.callwarden.cost.Price;
import io.callwarden.cost.Prices;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissedCustomersTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant MONTHS_LATER = NINE.plus(Duration.ofDays(90));
    private static final RecoveryRules RULES = new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7));
    private static final Price USUAL = price("400", "0.37", "18");
    private static final Prices PRICES = new Prices(
            "USD", USUAL, Map.of("7009", price("1000", "0.5", "1")), Map.of("support", price("50", "0.1", "2")));

    @Test
    void twentyLostOnADayCostSevenSales() {
        MissedCustomers day = days(MONDAY, MONDAY, PRICES, MONTHS_LATER);
        for (int i = 0; i < 20; i++) {
            day.opened(missed("customer-" + i, NINE.plusSeconds(i), "7001", "sales", MONTHS_LATER));
        }
        Cost cost = day.cost(23);
        assertThat(cost.missedCalls()).isEqualTo(23);
        assertThat(cost.customers()).isEqualTo(20);
        assertThat(cost.loss()).isEqualTo(new Loss(20, 7, new BigDecimal("2800"), new BigDecimal("50400")));
        assertThat(cost.saved().sales()).isZero();
    }

    @Test
    void eachDayIsRoundedByItselfAndEachPriceToo() {
        MissedCustomers week = days(MONDAY, MONDAY.plusDays(6), PRICES, MONTHS_LATER);
        for (int i = 0; i < 20; i++) {
            week.opened(missed("c" + i, NINE.plus(Duration.ofDays(i % 5)), "7001", "sales", MONTHS_LATER));
        }
        assertThat(week.cost(0).loss().sales()).as("five times floor(4 × 0.37)").isEqualTo(5);

        MissedCustomers groups = days(MONDAY, MONDAY, PRICES, MONTHS_LATER);
        for (int i = 0; i < 5; i++) {
            groups.opened(missed("a" + i, NINE, "7001", "sales", MONTHS_LATER));
            groups.opened(missed("b" + i, NINE, "7009", "support", MONTHS_LATER));
            groups.opened(missed("c" + i, NINE, null, "support", MONTHS_LATER));
        }
        assertThat(groups.cost(0).loss())
                .as("1 of the usual ones, 2 by their number, none of support")
                .isEqualTo(new Loss(15, 3, new BigDecimal("2400"), new BigDecimal("9200")));
    }

    @Test
    void recoveredCustomersAreSavedAndOpenOnesAtRisk() {
        Instant hourLater = NINE.plus(Duration.ofHours(2));
        MissedCustomers day = days(MONDAY, MONDAY, PRICES, hourLater);
        for (int i = 0; i < 3; i++) {
            day.opened(step("a" + i, hourLater, miss("a" + i, NINE), talk(NINE.plusSeconds(900))));
            day.opened(missed("b" + i, NINE, "7001", "sales", hourLater));
            day.opened(step(
                    "c" + i, hourLater, miss("c" + i, NINE), new Fact.Dismissal(NINE.plusSeconds(9), "eve", "spam")));
        }
        Cost cost = day.cost(9);
        assertThat(List.of(cost.recovered(), cost.open(), cost.lost())).containsExactly(3L, 3L, 3L);
        assertThat(List.of(
                        cost.saved().sales(), cost.atRisk().sales(), cost.loss().sales()))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void customerCountsOnceADayAsHisLastTaskStands() {
        Instant later = NINE.plus(Duration.ofHours(8));
        MissedCustomers day = days(MONDAY, MONDAY, PRICES, later);
        List<Step> steps = new ArrayList<>();
        Fact.Missed first = miss("one", NINE);
        Fact.Missed second = miss("two", NINE.plusSeconds(3_600));
        for (CustomerHistory.Entry entry :
                CustomerHistory.of("+79260004001", List.of(first, talk(NINE.plusSeconds(900)), second), RULES, later)) {
            steps.add(new Step(
                    entry.task(), entry.changes().get(0), "hq", entry.task().firstMissedAt()));
        }
        assertThat(steps).hasSize(2);
        day.opened(steps.get(1));
        day.opened(steps.get(0));
        assertThat(day.cost(2).customers()).isEqualTo(1);
        assertThat(day.cost(2).open()).isEqualTo(1);
    }

    @Test
    void whatExpiredIsLostBeforeAnybodyWroteThatDown() {
        Step open = missed("a", NINE, "7001", "sales", NINE.plusSeconds(60));
        MissedCustomers day = days(MONDAY, MONDAY, PRICES, NINE.plus(Duration.ofDays(7)));
        day.opened(open);
        assertThat(day.cost(1).lost()).isEqualTo(1);
    }

    @Test
    void withoutPricesThereIsNoMoney() {
        MissedCustomers day = days(MONDAY, MONDAY, null, MONTHS_LATER);
        day.opened(missed("a", NINE, "7001", "sales", MONTHS_LATER));
        Cost cost = day.cost(1);
        assertThat(cost.lost()).isEqualTo(1);
        assertThat(cost.loss()).isNull();
        assertThat(cost.saved()).isNull();
        assertThat(cost.plus(cost).loss()).isNull();
    }

    @Test
    void missedCallOverMidnightBelongsToTheDayOnWhichItBegan() {
        MissedCustomers monday = days(MONDAY, MONDAY, PRICES, MONTHS_LATER);
        Step step = missed("a", Instant.parse("2026-11-24T00:00:20Z"), "7001", "sales", MONTHS_LATER);
        monday.opened(new Step(step.task(), step.change(), "hq", Instant.parse("2026-11-23T23:59:50Z")));
        monday.opened(step);
        assertThat(monday.cost(1).customers()).isEqualTo(1);
    }

    static MissedCustomers days(LocalDate first, LocalDate last, Prices prices, Instant now) {
        return new MissedCustomers(new Days(first, last, ZoneOffset.UTC), prices, now);
    }

    static Step missed(String customer, Instant at, String did, String queue, Instant now) {
        return step(customer, now, new Fact.Missed("hq-" + customer, "hq", at, did, queue));
    }

    private static Step step(String customer, Instant now, Fact... facts) {
        CustomerHistory.Entry entry =
                CustomerHistory.of(customer, List.of(facts), RULES, now).get(0);
        Change opened = entry.changes().get(0);
        return new Step(entry.task(), opened, "hq", opened.at());
    }

    private static Fact.Missed miss(String call, Instant at) {
        return new Fact.Missed("hq-" + call, "hq", at, "7001", "sales");
    }

    private static Fact talk(Instant at) {
        return new Fact.Talk("hq-back-" + at, at, at.plusSeconds(60), true, "101");
    }

    static Price price(String sale, String conversion, String repeat) {
        return new Price(new BigDecimal(sale), new BigDecimal(conversion), new BigDecimal(repeat));
    }
}
