package io.callwarden.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From which value on a panel has which colour. Yellow is worth a look, orange is where an alert warns, red where one pages. Immutable.
 *
 * @param base the colour below the first step
 * @param steps in rising order
 */
record Steps(String base, List<Step> steps) {
    record Step(String colour, double from) {}

    /** A figure that is neither good nor bad. */
    static final Steps PLAIN = starting("blue");

    static final Steps GOOD = starting("green");

    static Steps starting(String colour) {
        return new Steps(colour, List.of());
    }

    Steps then(double from, String colour) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(colour, from));
        return new Steps(base, List.copyOf(more));
    }

    Map<String, Object> json() {
        List<Object> json = new ArrayList<>();
        json.add(step(base, null));
        steps.forEach(step -> json.add(step(step.colour(), step.from())));
        return Json.object("mode", "absolute", "steps", json);
    }

    private static Map<String, Object> step(String colour, Double from) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("color", colour);
        step.put("value", from);
        return step;
    }
}
