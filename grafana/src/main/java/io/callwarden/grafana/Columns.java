package io.callwarden.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of a table: the label that joins its queries, then one for each query. Filled in by its board, then only read. */
final class Columns {
    private final String label;
    private final Map<String, Object> hidden = Json.object("Time", true);
    private final Map<String, Object> order = Json.object();
    private final Map<String, Object> names = Json.object();
    private final List<FieldOverride> overrides = new ArrayList<>();
    private String sorted;
    private int count;

    private Columns(String label, String title) {
        this.label = label;
        order.put(label, 0);
        names.put(label, title);
        sorted = label;
    }

    /** Rows are what has this label, under this title. */
    static Columns by(String label, String title) {
        return new Columns(label, title);
    }

    /** The next query's column; none where the title is empty: the query is there for its labels. */
    Columns then(String title, Object... properties) {
        String field = "Value #" + (char) ('A' + count);
        count++;
        hidden.put("Time " + count, true);
        if (title.isEmpty()) {
            return hide(field);
        }
        order.put(field, order.size());
        names.put(field, title);
        if (properties.length > 0) {
            overrides.add(FieldOverride.named(title, properties));
        }
        return this;
    }

    /** Another label as a column; it comes before the queries' columns. */
    Columns with(String other, String title) {
        order.put(other, order.size());
        names.put(other, title);
        return this;
    }

    /** A label or a query's value that is of no interest. */
    Columns hide(String field) {
        hidden.put(field, true);
        return this;
    }

    List<FieldOverride> overrides() {
        return List.copyOf(overrides);
    }

    List<Object> transformations() {
        return List.of(
                Json.object("id", "joinByField", "options", Json.object("byField", label, "mode", "outer")),
                Json.object(
                        "id",
                        "sortBy",
                        "options",
                        Json.object("fields", Json.object(), "sort", List.of(Json.object("field", sorted)))),
                Json.object(
                        "id",
                        "organize",
                        "options",
                        Json.object("excludeByName", hidden, "indexByName", order, "renameByName", names)));
    }
}
