package io.callwarden.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceTest {
    private final Price price = price("400", "0.37", "18");

    @Test
    void twentyLostCustomersAtThirtySevenPercentCostSevenSales() {
        assertThat(price.loss(20)).isEqualTo(new Loss(20, 7, new BigDecimal("2800"), new BigDecimal("50400")));
    }

    @Test
    void onlyWholeSalesAreLost() {
        assertThat(price.loss(2).sales()).isZero();
        assertThat(price.loss(3).sales()).isEqualTo(1);
        assertThat(price.loss(0)).isEqualTo(new Loss(0, 0, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    @Test
    void theExpectedValueIsNotRounded() {
        assertThat(price.expected()).isEqualByComparingTo("148");
        assertThat(price("99.99", "0.333", "1").expected()).isEqualByComparingTo("33.29667");
    }

    @Test
    void theNumberDialledCountsBeforeTheQueue() {
        Price byDid = price("100", "0.5", "2");
        Price byQueue = price("200", "0.5", "2");
        Prices prices = new Prices("USD", price, Map.of("7001", byDid), Map.of("sales", byQueue));
        assertThat(prices.of("7001", "sales")).isEqualTo(byDid);
        assertThat(prices.of("7002", "sales")).isEqualTo(byQueue);
        assertThat(prices.of("7002", null)).isEqualTo(price);
        assertThat(prices.of(null, "support")).isEqualTo(price);
    }

    @Test
    void lossesAddUp() {
        assertThat(price.loss(20).plus(Loss.NONE).plus(price.loss(20)))
                .isEqualTo(new Loss(40, 14, new BigDecimal("5600"), new BigDecimal("100800")));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> price("-1", "0.5", "1")).hasMessageContaining("-1");
        assertThatThrownBy(() -> price("1", "37", "1")).hasMessageContaining("0 to 1, found 37");
        assertThatThrownBy(() -> price("1", "0.5", "0")).hasMessageContaining("1 or more");
    }

    private static Price price(String sale, String conversion, String repeat) {
        return new Price(new BigDecimal(sale), new BigDecimal(conversion), new BigDecimal(repeat));
    }
}
