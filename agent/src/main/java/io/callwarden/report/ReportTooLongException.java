package io.callwarden.report;

/** A report would have more rows than anybody reads. */
public final class ReportTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReportTooLongException(int most) {
        super("The report would have more than %d rows: ask for fewer days, or by week or month.".formatted(most));
    }
}
