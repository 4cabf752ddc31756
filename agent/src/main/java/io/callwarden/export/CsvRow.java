package io.callwarden.export;

/** One row in the making: knows quoting and what a spreadsheet would take for a formula. */
final class CsvRow {
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
    private static final String CELL_STARTS = ",;|\"'\t\r\n";

    private final StringBuilder row = new StringBuilder(512);

    /** Adds a cell with text that may come from outside; empty for null. */
    CsvRow text(String text) {
        startCell();
        if (text == null || text.isEmpty()) {
            return this;
        }
        String safe = SafeText.printable(withoutFormulas(text));
        if (safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf(';') < 0) {
            row.append(safe);
        } else {
            row.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    /** Adds a cell with a number, a truth value or a time, made by the program itself; empty for null. */
    CsvRow value(Object value) {
        startCell();
        if (value != null) {
            row.append(value);
        }
        return this;
    }

    /** The row with its line end. */
    String end() {
        return row.append("\r\n").toString();
    }

    private void startCell() {
        if (!row.isEmpty()) {
            row.append(',');
        }
    }

    private static String withoutFormulas(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 2);
        boolean cellCouldStart = true;
        if (text.charAt(0) < ' ') {
            safe.append('\'');
        }
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (cellCouldStart && FORMULA_STARTS.indexOf(character) >= 0) {
                safe.append('\'');
            }
            cellCouldStart = CELL_STARTS.indexOf(character) >= 0 || cellCouldStart && Character.isWhitespace(character);
            safe.append(character);
        }
        return safe.toString();
    }
}
