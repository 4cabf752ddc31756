package io.callwarden.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown, aligned so that they can be read on a terminal too. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    void text(String line) {
        lines.add(line);
        lines.add("");
    }

    /** @param rows the first one is the head */
    void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            lines.add(line(rows.get(r), widths));
            if (r == 0) {
                StringBuilder rule = new StringBuilder("|");
                for (int i = 0; i < columns; i++) {
                    rule.append('-').append("-".repeat(widths[i])).append(i == 0 ? "-|" : ":|");
                }
                lines.add(rule.toString());
            }
        }
        lines.add("");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String space = " ".repeat(widths[i] - cell.length());
            line.append(' ').append(i == 0 ? cell + space : space + cell).append(" |");
        }
        return line.toString();
    }

    static String number(double value, int places) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
