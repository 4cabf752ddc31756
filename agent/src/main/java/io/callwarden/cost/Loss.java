package io.callwarden.cost;

import java.math.BigDecimal;

/**
 * What lost customers cost.
 *
 * @param customers who were not reached
 * @param sales that were not made, whole ones
 * @param direct money those would have brought at once
 * @param lifetime money those would have brought over the customers' lives
 */
public record Loss(long customers, long sales, BigDecimal direct, BigDecimal lifetime) {
    /** Nobody lost. */
    public static final Loss NONE = new Loss(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Both, such as those of two queues with prices of their own. */
    public Loss plus(Loss other) {
        return new Loss(
                customers + other.customers,
                sales + other.sales,
                direct.add(other.direct),
                lifetime.add(other.lifetime));
    }
}
