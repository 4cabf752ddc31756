package io.callwarden.export;

import io.callwarden.cost.Loss;
import io.callwarden.export.ReportSheet.Column;
import io.callwarden.report.Cost;
import io.callwarden.report.CostReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A report on missed customers and what they cost, as JSON, CSV or a table. CSV has no total: a spreadsheet adds up by itself. */
public final class CostSheet {
    private static final Set<String> MONEY = Set.of("SALES LOST", "DIRECT", "LIFETIME", "SAVED", "AT RISK");

    private CostSheet() {}

    /** Writes the report piece by piece. */
    public static void write(CostReport report, ReportForm form, Consumer<String> out) {
        ReportSheet<Cost> sheet = new ReportSheet<>(columns(report, null));
        switch (form) {
            case JSON -> {
                String currency = report.currency() == null ? "null" : "\"" + report.currency() + "\"";
                String total =
                        JsonLine.of(json -> new ReportSheet<>(columns(report, "total")).json(json, report.total()));
                sheet.json(
                        EmployeeSheet.head(report.by(), report.days()) + ",\"currency\":" + currency,
                        report.rows(),
                        ",\"total\":" + total,
                        out);
            }
            case CSV -> sheet.csv(report.rows(), out);
            case TABLE -> out.accept(table(report));
        }
    }

    private static String table(CostReport report) {
        List<Cost> rows = new ArrayList<>(report.rows());
        Cost total = report.total();
        if (rows.size() > 1) {
            rows.add(total);
        }
        ReportSheet<Cost> sheet = new ReportSheet<>(columns(report, null, rows.size() > 1 ? total : null));
        boolean priced = report.currency() != null;
        return sheet.table(rows, priced ? Set.of() : MONEY)
                + (priced
                        ? "Money in %s. Each day counts whole sales only: floor(customers lost × conversion).\n"
                                .formatted(report.currency())
                        : "Nothing is priced: set money.average-sale and money.conversion.\n");
    }

    private static List<Column<Cost>> columns(CostReport report, String name) {
        return columns(report, name, null);
    }

    /**
     * @param name of all rows; null for that of each period
     * @param total the row that is the total; null for none
     */
    private static List<Column<Cost>> columns(CostReport report, String name, Cost total) {
        List<Column<Cost>> columns = new ArrayList<>();
        columns.add(new Column<>("period", "PERIOD", row -> {
            if (name != null || row == total) {
                return "total";
            }
            return report.by().name(row.first());
        }));
        columns.add(new Column<>("from", null, row -> row.first().toString()));
        columns.add(new Column<>("to", null, row -> row.last().toString()));
        columns.add(new Column<>("missedCalls", "MISSED CALLS", Cost::missedCalls));
        columns.add(new Column<>("customers", "CUSTOMERS", Cost::customers));
        columns.add(new Column<>("recovered", "RECOVERED", Cost::recovered));
        columns.add(new Column<>("lost", "LOST", Cost::lost));
        columns.add(new Column<>("open", "OPEN", Cost::open));
        money(columns, "lost", Cost::loss, "SALES LOST", "DIRECT", "LIFETIME");
        money(columns, "saved", Cost::saved, null, null, "SAVED");
        money(columns, "open", Cost::atRisk, null, null, "AT RISK");
        return columns;
    }

    private static void money(
            List<Column<Cost>> columns,
            String name,
            Function<Cost, Loss> loss,
            String sales,
            String direct,
            String lifetime) {
        columns.add(new Column<>(name + "Sales", sales, part(loss, Loss::sales)));
        columns.add(new Column<>(name + "Direct", direct, part(loss, Loss::direct)));
        columns.add(new Column<>(name + "Lifetime", lifetime, part(loss, Loss::lifetime)));
    }

    private static Function<Cost, Object> part(Function<Cost, Loss> loss, Function<Loss, Object> value) {
        return loss.andThen(priced -> priced == null ? null : value.apply(priced));
    }
}
