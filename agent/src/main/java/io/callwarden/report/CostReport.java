package io.callwarden.report;

import java.util.List;

/**
 * What missed customers cost, period by period.
 *
 * @param days all of them
 * @param by what a row stands for
 * @param currency ISO 4217 code; null where nothing is priced
 * @param rows earliest first; the first and the last may be about a part of their period
 */
public record CostReport(Days days, Period by, String currency, List<Cost> rows) {
    /** Copies the list. */
    public CostReport {
        rows = List.copyOf(rows);
    }

    /** All rows together. */
    public Cost total() {
        return rows.stream().reduce(Cost::plus).orElseThrow();
    }
}
