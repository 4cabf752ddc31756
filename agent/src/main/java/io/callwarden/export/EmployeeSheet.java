package io.callwarden.export;

import io.callwarden.export.ReportSheet.Column;
import io.callwarden.report.Days;
import io.callwarden.report.EmployeeReport;
import io.callwarden.report.EmployeeReport.Row;
import io.callwarden.report.Figure;
import io.callwarden.report.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A report on employees as JSON, CSV or a table: every figure in the first two, the ones people look at in the table. */
public final class EmployeeSheet {
    private static final String PBX = "PBX";

    private EmployeeSheet() {}

    /** Writes the report piece by piece. */
    public static void write(EmployeeReport report, ReportForm form, Consumer<String> out) {
        List<Row> rows = report.rows();
        ReportSheet<Row> sheet = new ReportSheet<>(columns(report.by()));
        switch (form) {
            case JSON -> sheet.json(head(report.by(), report.days()), rows, "", out);
            case CSV -> sheet.csv(rows, out);
            case TABLE -> out.accept(rows.isEmpty() ? "Nobody was called and nobody called.\n" : table(sheet, rows));
        }
    }

    private static String table(ReportSheet<Row> sheet, List<Row> rows) {
        boolean one = rows.stream().map(Row::pbx).distinct().count() == 1;
        return sheet.table(rows, one ? Set.of(PBX) : Set.of());
    }

    /** The object that the rows lie in, still open. */
    static String head(Period by, Days days) {
        String line = JsonLine.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("by", by.label());
            json.writeStringProperty("from", days.first().toString());
            json.writeStringProperty("to", days.last().toString());
            json.writeStringProperty("zone", days.zone().getId());
            json.writeEndObject();
        });
        return line.substring(0, line.length() - 1);
    }

    private static List<Column<Row>> columns(Period by) {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(new Column<>("period", "PERIOD", row -> by.name(row.period())));
        columns.add(new Column<>("employee", "EMPLOYEE", Row::name));
        columns.add(new Column<>("extensions", "PHONE", Row::extensions));
        columns.add(new Column<>("pbx", PBX, Row::pbx));
        columns.add(count(Figure.RANG, "RANG"));
        columns.add(count(Figure.ANSWERED, "ANSWERED"));
        columns.add(count(Figure.PICKED_UP, null));
        columns.add(count(Figure.NO_ANSWER, "NO ANSWER"));
        columns.add(count(Figure.DECLINED, "DECLINED"));
        columns.add(count(Figure.BUSY, "BUSY"));
        columns.add(count(Figure.UNREACHABLE, "UNREACHABLE"));
        columns.add(count(Figure.ANSWERED_ELSEWHERE, null));
        columns.add(count(Figure.CALLER_GAVE_UP, null));
        columns.add(of("meanRingMillis", "RING", row -> row.figures().meanRing()));
        columns.add(of(
                "answeredFastShare",
                "IN " + EmployeeReport.FAST.toSeconds() + " S",
                row -> row.figures().fast()));
        columns.add(time(Figure.TALK_INBOUND_MILLIS, "TALK IN"));
        columns.add(time(Figure.TALK_OUTBOUND_MILLIS, "TALK OUT"));
        columns.add(time(Figure.TALK_INTERNAL_MILLIS, null));
        columns.add(count(Figure.OUTBOUND, "CALLS OUT"));
        columns.add(count(Figure.OUTBOUND_ANSWERED, null));
        columns.add(count(Figure.QUEUE_ANSWERED, null));
        columns.add(
                of("queueInTargetShare", "QUEUE IN TIME", row -> row.figures().queueInTarget()));
        columns.add(count(Figure.CALL_BACKS, "CALL-BACKS"));
        columns.add(count(Figure.CALL_BACKS_REACHED, null));
        columns.add(of(
                "callBacksInTargetShare", "BACK IN TIME", row -> row.figures().callBacksInTarget()));
        columns.add(count(Figure.RECOVERED, "RECOVERED"));
        return columns;
    }

    private static Column<Row> count(Figure figure, String heading) {
        return new Column<>(figure.label(), heading, row -> row.figures().of(figure));
    }

    private static Column<Row> time(Figure figure, String heading) {
        return new Column<>(
                figure.label(), heading, row -> Duration.ofMillis(row.figures().of(figure)));
    }

    private static Column<Row> of(String name, String heading, Function<Row, Object> value) {
        return new Column<>(name, heading, value);
    }
}
