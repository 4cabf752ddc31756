package io.callwarden.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a customer is worth.
 *
 * @param averageSale money, 0 or more
 * @param conversion share of callers who buy, 0 to 1
 * @param repeatPurchases how often one who bought buys in all his time, 1 or more
 */
public record Price(BigDecimal averageSale, BigDecimal conversion, BigDecimal repeatPurchases) {
    /** Throws IllegalArgumentException, which says what is allowed, where a value is out of its range. */
    public Price {
        if (averageSale.signum() < 0) {
            throw new IllegalArgumentException("an average sale must not be negative, found " + averageSale);
        }
        if (conversion.signum() < 0 || conversion.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a conversion must be from 0 to 1, found " + conversion);
        }
        if (repeatPurchases.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("repeat purchases must be 1 or more, found " + repeatPurchases);
        }
    }

    /** What so many lost customers cost: whole sales only. */
    public Loss loss(long customers) {
        BigDecimal sales = conversion.multiply(BigDecimal.valueOf(customers)).setScale(0, RoundingMode.FLOOR);
        BigDecimal direct = sales.multiply(averageSale);
        return new Loss(customers, sales.longValueExact(), direct, direct.multiply(repeatPurchases));
    }

    /** What one customer is expected to bring at once, unrounded: what metrics add up. */
    public BigDecimal expected() {
        return conversion.multiply(averageSale);
    }
}
