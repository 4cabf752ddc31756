package io.callwarden.report;

import io.callwarden.report.EmployeeReport.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a report on employees while they grow. One thread; bounded. */
final class Tallies {
    /** As many as a hundred employees have in a year, and more. */
    static final int MOST_ROWS = 50_000;

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::period)
            .thenComparing(row -> row.name() == null)
            .thenComparing(row -> row.name() == null ? "" : row.name())
            .thenComparing(row -> String.join(" ", row.extensions()))
            .thenComparing(Row::pbx);

    private final People people;
    private final Map<Cell, long[]> counts = new HashMap<>();
    private final Set<People.Who> employees = new HashSet<>();
    private final Map<People.Who, Told> told = new HashMap<>();

    private record Cell(LocalDate period, People.Who who) {}

    /** A name that a call told. */
    private record Told(Instant at, String call, String name) {
        private static final Comparator<Told> ORDER =
                Comparator.comparing(Told::at).thenComparing(Told::call).thenComparing(Told::name);
    }

    Tallies(People people) {
        this.people = people;
    }

    void isEmployee(People.Who who) {
        employees.add(who);
    }

    /** Of all names that calls tell, that of the latest call counts. */
    void isCalled(People.Who who, String name, Instant at, String call) {
        told.merge(who, new Told(at, call, name), (one, other) -> Told.ORDER.compare(one, other) < 0 ? other : one);
    }

    void add(LocalDate period, People.Who who, Figure figure, long count) {
        Cell cell = new Cell(period, who);
        long[] row = counts.get(cell);
        if (row == null) {
            if (counts.size() == MOST_ROWS) {
                throw new ReportTooLongException(MOST_ROWS);
            }
            row = new long[Figure.values().length];
            counts.put(cell, row);
        }
        row[figure.ordinal()] += count;
    }

    /** Those of employees only: other numbers may have been dialled that look like extensions. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        counts.forEach((cell, row) -> {
            People.Who who = cell.who();
            if (who.configured() || employees.contains(who)) {
                List<String> extensions = List.copyOf(people.extensions(who));
                rows.add(new Row(cell.period(), who.pbx(), name(who), extensions, new Figures(row.clone())));
            }
        });
        rows.sort(ORDER);
        return rows;
    }

    private String name(People.Who who) {
        if (who.configured()) {
            return who.id();
        }
        return told.containsKey(who) ? told.get(who).name() : null;
    }
}
