package io.callwarden.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One panel: what it asks, how it shows the answer, and what it says about it. Filled in by its board, then only read. */
final class Panel {
    static final Map<String, Object> DATA_SOURCE = Json.object("type", "prometheus", "uid", "${datasource}");
    /** Of a column, in pixels, so that a week fits. */
    private static final int NARROW = 48;

    private final Look look;
    private final String title;
    private final String description;
    private final List<Query> queries = new ArrayList<>();
    private final Map<String, Object> defaults = Json.object();
    private final Map<String, Object> custom;
    private final Map<String, Object> options;
    private final Map<String, Object> more = Json.object();
    private final List<Object> mappings = new ArrayList<>();
    private final List<Object> overrides = new ArrayList<>();
    private final List<Object> links = new ArrayList<>();
    private Steps steps = Steps.GOOD;
    private int width;
    private int height;

    private Panel(Look look, String title, String description) {
        this.look = look;
        this.title = title;
        this.description = description;
        this.custom = look.custom();
        this.options = look.options();
        this.width = look == Look.FIGURE ? 4 : 12;
        this.height = look == Look.FIGURE ? 4 : 9;
    }

    /**
     * A panel.
     *
     * @param description one or two sentences that a receptionist understands
     */
    static Panel of(Look look, String title, String description) {
        Panel panel = new Panel(look, title, description).unit("none");
        // Columns that begin elsewhere lie about how much more one is than the other.
        return look == Look.COLUMNS ? panel.fromZero() : panel;
    }

    Panel query(Query query) {
        queries.add(query);
        return this;
    }

    /** In columns of 24, and rows. */
    Panel size(int columns, int rows) {
        width = columns;
        height = rows;
        return this;
    }

    /** Grafana's id of a unit. */
    Panel unit(String unit) {
        defaults.put("unit", unit);
        return this;
    }

    Panel decimals(int decimals) {
        defaults.put("decimals", decimals);
        return this;
    }

    Panel between(double min, double max) {
        defaults.put("min", min);
        defaults.put("max", max);
        return this;
    }

    Panel fromZero() {
        defaults.put("min", 0);
        return this;
    }

    Panel steps(Steps to) {
        steps = to;
        return this;
    }

    /**
     * A table whose cells are shaded from few to many.
     *
     * @param scheme one of Grafana's continuous colour schemes
     */
    Panel shaded(String scheme) {
        defaults.put("color", Json.object("mode", "continuous-" + scheme));
        custom.put("cellOptions", Json.object("type", "color-background", "mode", "basic"));
        custom.put("align", "center");
        custom.put("minWidth", NARROW);
        return this;
    }

    /** What is shown in place of a value. */
    Panel word(double value, String text, String colour) {
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        mappings.add(Json.object(
                "type",
                "value",
                "options",
                Json.object(number, Json.object("text", text, "color", colour, "index", mappings.size()))));
        return this;
    }

    /** What is shown where there is no number. */
    Panel noNumber(String text) {
        mappings.add(Json.object(
                "type",
                "special",
                "options",
                Json.object(
                        "match",
                        "null+nan",
                        "result",
                        Json.object("text", text, "color", "text", "index", mappings.size()))));
        return this;
    }

    /** The shortest step between two points, such as {@code 10m}. */
    Panel interval(String interval) {
        more.put("interval", interval);
        return this;
    }

    /** Another time than the board's: {@code now/d} is since midnight. */
    Panel since(String from) {
        more.put("timeFrom", from);
        more.put("hideTimeOverride", true);
        return this;
    }

    Panel option(String name, Object value) {
        options.put(name, value);
        return this;
    }

    Panel link(CallList link) {
        links.add(link.json());
        return this;
    }

    Panel override(FieldOverride override) {
        overrides.add(override.json());
        return this;
    }

    Panel overrides(List<FieldOverride> all) {
        all.forEach(this::override);
        return this;
    }

    /** Columns of a table that joins its queries by a label. */
    Panel columns(Columns columns) {
        more.put("transformations", columns.transformations());
        columns.overrides().forEach(this::override);
        return this;
    }

    /** What is shown where there is not even a series, and nothing is wrong. */
    Panel noValue(String text) {
        defaults.put("noValue", text);
        return this;
    }

    String title() {
        return title;
    }

    List<Query> queries() {
        return List.copyOf(queries);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Map<String, Object> json(int id, int x, int y) {
        Map<String, Object> json = Json.object(
                "id",
                id,
                "type",
                look.type(),
                "title",
                title,
                "description",
                description,
                "gridPos",
                Json.object("x", x, "y", y, "w", width, "h", height),
                "datasource",
                DATA_SOURCE,
                "fieldConfig",
                Json.object("defaults", fieldDefaults(), "overrides", overrides),
                "options",
                options,
                "targets",
                targets());
        json.putAll(more);
        return json;
    }

    private Map<String, Object> fieldDefaults() {
        Map<String, Object> json = Json.object();
        json.putAll(defaults);
        json.putIfAbsent("color", Json.object("mode", look.colouredByValue() ? "thresholds" : "palette-classic"));
        json.put("thresholds", steps.json());
        json.put("mappings", mappings);
        json.put("custom", custom);
        if (!links.isEmpty()) {
            json.put("links", links);
        }
        return json;
    }

    private List<Object> targets() {
        List<Object> targets = new ArrayList<>();
        for (Query query : queries) {
            targets.add(query.json(Character.toString('A' + targets.size())));
        }
        return targets;
    }
}
