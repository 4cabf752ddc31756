package io.callwarden.report;

import io.callwarden.cost.Loss;
import java.time.LocalDate;

/**
 * What missed customers cost in some days.
 *
 * @param first of the days
 * @param last of the days
 * @param missedCalls that began in them
 * @param recovered customers missed in them who were reached since
 * @param lost customers missed in them who were given up
 * @param open customers missed in them who are still to be reached
 * @param loss what the lost ones cost; null where nothing is priced
 * @param saved what the recovered ones would have cost; null where nothing is priced
 * @param atRisk what the open ones would cost; null where nothing is priced
 */
public record Cost(
        LocalDate first,
        LocalDate last,
        long missedCalls,
        long recovered,
        long lost,
        long open,
        Loss loss,
        Loss saved,
        Loss atRisk) {
    /** All who were missed, a customer once a day. */
    public long customers() {
        return recovered + lost + open;
    }

    /** Both together: the days from the earlier first to the later last. */
    public Cost plus(Cost other) {
        return new Cost(
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                missedCalls + other.missedCalls,
                recovered + other.recovered,
                lost + other.lost,
                open + other.open,
                plus(loss, other.loss),
                plus(saved, other.saved),
                plus(atRisk, other.atRisk));
    }

    private static Loss plus(Loss one, Loss other) {
        return one == null || other == null ? null : one.plus(other);
    }
}
