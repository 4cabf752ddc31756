package io.callwarden.export;

import java.util.ArrayList;
import java.util.List;

/** Rows for the terminal, their columns aligned also with wide and combining characters. Pure functions. */
public final class TextTable {
    private static final int WIDEST_CELL = 30;
    private static final int WIDEST_SENTENCE = 100;

    private TextTable() {}

    /**
     * A header and the rows, each with its line end.
     *
     * @param firstNumber from this column on cells are aligned to the right
     * @param rows of as many cells as the header; text from outside went through {@link #cell}
     */
    public static String of(List<String> header, int firstNumber, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(rows.size() + 1);
        lines.add(header);
        lines.addAll(rows);
        int[] widths = widths(header.size(), lines);
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            append(table, line, widths, firstNumber);
        }
        return table.toString();
    }

    /** Text from outside, without anything that could move the cursor or change a colour, and cut where it is too long. */
    public static String cell(String text) {
        return TextWidth.cut(SafeText.printable(text), WIDEST_CELL);
    }

    /** As {@link #cell}, for a sentence. */
    public static String wideCell(String text) {
        return TextWidth.cut(SafeText.printable(text), WIDEST_SENTENCE);
    }

    private static int[] widths(int columns, List<List<String>> lines) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], TextWidth.of(line.get(column)));
            }
        }
        return widths;
    }

    private static void append(StringBuilder table, List<String> line, int[] widths, int firstNumber) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String gap = " ".repeat(widths[column] - TextWidth.of(cell));
            text.append(column == 0 ? "" : "  ").append(column < firstNumber ? cell + gap : gap + cell);
        }
        table.append(text.toString().stripTrailing()).append('\n');
    }
}
