package io.callwarden.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Columns of a report and how their values are written: text, lists of text, whole numbers, money, durations and shares; null where a value
 * is absent.
 */
final class ReportSheet<R> {
    private static final int ROWS_A_PIECE = 200;

    private final List<Column<R>> columns;

    /**
     * One column.
     *
     * @param name in JSON and CSV
     * @param heading in the table; null where the table has no room for it. Those with text come first
     * @param value null, or text, a collection of texts, a Long, a BigDecimal, a Duration, or a Double from 0 to 1
     */
    record Column<R>(String name, String heading, Function<R, Object> value) {}

    ReportSheet(List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A header, and a line a row. */
    void csv(List<R> rows, Consumer<String> out) {
        out.accept(columns.stream().map(Column::name).collect(Collectors.joining(",")) + "\r\n");
        for (R row : rows) {
            CsvRow line = new CsvRow();
            for (Column<R> column : columns) {
                Object value = column.value().apply(row);
                if (value instanceof String text) {
                    line.text(text);
                } else if (value instanceof Collection<?> texts) {
                    line.text(texts.stream().map(String::valueOf).collect(Collectors.joining("; ")));
                } else {
                    line.value(plain(value));
                }
            }
            out.accept(line.end());
        }
    }

    /** One row as an object. */
    void json(JsonGenerator json, R row) {
        json.writeStartObject();
        for (Column<R> column : columns) {
            json.writeName(column.name());
            Object value = column.value().apply(row);
            if (value instanceof Collection<?> texts) {
                json.writeStartArray();
                texts.forEach(text -> json.writeString(String.valueOf(text)));
                json.writeEndArray();
            } else if (value instanceof String text) {
                json.writeString(text);
            } else if (value instanceof Long number) {
                json.writeNumber(number.longValue());
            } else if (value instanceof Duration duration) {
                json.writeNumber(duration.toMillis());
            } else if (plain(value) instanceof BigDecimal number) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    /** The rows between what begins and what ends the object they lie in. */
    void json(String before, List<R> rows, String after, Consumer<String> out) {
        out.accept(before + ",\"rows\":[");
        String separator = "\n";
        for (R row : rows) {
            out.accept(separator + JsonLine.of(json -> json(json, row)));
            separator = ",\n";
        }
        out.accept((rows.isEmpty() ? "" : "\n") + "]" + after + "}\n");
    }

    /**
     * Aligned columns for the terminal.
     *
     * @param hidden headings of columns to leave out
     */
    String table(List<R> rows, Collection<String> hidden) {
        List<Column<R>> shown = columns.stream()
                .filter(column -> column.heading() != null && !hidden.contains(column.heading()))
                .toList();
        List<List<String>> cells = new ArrayList<>(Math.min(rows.size(), ROWS_A_PIECE));
        int firstNumber = shown.size();
        for (R row : rows) {
            List<String> line = new ArrayList<>(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                Object value = shown.get(i).value().apply(row);
                if (value instanceof Number || value instanceof Duration) {
                    firstNumber = Math.min(firstNumber, i);
                }
                line.add(shown(value));
            }
            cells.add(line);
        }
        return TextTable.of(shown.stream().map(Column::heading).toList(), firstNumber, cells);
    }

    /** A value for people; the empty string for null. */
    static String shown(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> texts) {
            return TextTable.cell(texts.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        if (value instanceof Long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        if (value instanceof BigDecimal money) {
            return money(money);
        }
        if (value instanceof Duration duration) {
            return clock(duration);
        }
        return value instanceof Double share ? Math.round(share * 100) + " %" : TextTable.cell(String.valueOf(value));
    }

    /** Whole amounts without decimals, as 2,800. */
    private static String money(BigDecimal money) {
        boolean whole = money.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", money);
    }

    private static String clock(Duration duration) {
        return duration.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    /** As a number that a machine reads: milliseconds, shares with four decimals, money as exact as it is. */
    private static Object plain(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        if (value instanceof Double share) {
            return BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_UP);
        }
        return value instanceof BigDecimal money ? new BigDecimal(money.toPlainString()) : value;
    }
}
