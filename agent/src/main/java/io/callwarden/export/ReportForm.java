package io.callwarden.export;

import java.util.Locale;

/** The forms in which reports are given. */
public enum ReportForm {
    /** One object with all rows in it. */
    JSON("application/json"),
    /** Comma-separated values with a header, safe to open in a spreadsheet. */
    CSV("text/csv; charset=utf-8; header=present"),
    /** For people. */
    TABLE("text/plain; charset=utf-8");

    private final String contentType;

    ReportForm(String contentType) {
        this.contentType = contentType;
    }

    /** What HTTP calls it. */
    public String contentType() {
        return contentType;
    }

    /** The word in a query and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
