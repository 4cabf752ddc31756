package io.callwarden.webhook;

import io.callwarden.notify.Event;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a template can name: the fields of a notice's body, what follows from them, and all of that in other forms. Pure. */
final class Facts {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int LONGEST_NAME = 80;

    private final Map<?, ?> call;
    private final Map<?, ?> task;
    private final Map<String, Object> all = new LinkedHashMap<>();

    private Facts(Map<?, ?> body, Map<String, String> values) {
        call = body.get("call") instanceof Map<?, ?> map ? map : Map.of();
        task = body.get("task") instanceof Map<?, ?> map ? map : Map.of();
        body.forEach((name, value) -> all.put(name.toString(), value));
        String event = text(body.get("event"));
        all.put("is", is(event));
        all.put("values", values);
        all.put("customer", customer());
        all.put("who", who());
        all.put("due", task.get("dueAt") == null ? body.get("at") : task.get("dueAt"));
        all.put("title", title(event));
    }

    /**
     * The facts of one notice.
     *
     * @param body of the notice
     * @param values what the operator gave the template
     */
    static Map<String, Object> of(String body, Map<String, String> values, ZoneId zone) {
        Map<String, Object> plain = new Facts(JSON.readValue(body, Map.class), values).all;
        Map<String, Object> all = new LinkedHashMap<>(plain);
        View.forms(zone).forEach((name, form) -> all.put(name, new View(form, plain)));
        List<String> details = details(plain, zone);
        plain.put("details", String.join(", ", details));
        all.put("details", plain.get("details"));
        return all;
    }

    /** Empty for the other events, which is false in a template: a name that is not there would be a mistake. */
    private static Map<String, Object> is(String label) {
        Map<String, Object> is = new LinkedHashMap<>();
        for (Event event : Event.values()) {
            is.put(event.label(), event.label().equals(label) ? true : "");
        }
        return is;
    }

    private String customer() {
        if (task.get("customer") != null) {
            return text(task.get("customer"));
        }
        if (!"inbound".equals(call.get("direction"))) {
            return text(call.get("did"));
        }
        return text(call.get("callerE164") == null ? call.get("caller") : call.get("callerE164"));
    }

    private String who() {
        String number = customer();
        String name = "inbound".equals(call.get("direction")) ? text(call.get("callerName")) : "";
        if (name.isEmpty() || name.equals(number)) {
            return number.isEmpty() ? "an unknown number" : number;
        }
        String shown = name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                : name;
        return number.isEmpty() ? shown : shown + " (" + number + ")";
    }

    private String title(String label) {
        for (Event event : Event.values()) {
            if (event.label().equals(label)) {
                return title(event).formatted(who());
            }
        }
        return label + ": " + who();
    }

    private String title(Event event) {
        return switch (event) {
            case CALL_ENDED -> "outbound".equals(call.get("direction")) ? "Call to %s" : "Call from %s";
            case CALL_MISSED -> "Missed call from %s";
            case CALLBACK_OPENED -> "Call back %s";
            case CALLBACK_MISSED_AGAIN -> "Missed again: %s";
            case CALLBACK_ATTEMPTED -> "Called back, not reached: %s";
            case CALLBACK_OVERDUE -> "Overdue, call back %s";
            case CALLBACK_RECOVERED -> "Reached: %s";
            case CALLBACK_LOST -> "Not reached, given up: %s";
        };
    }

    private static List<String> details(Map<String, Object> facts, ZoneId zone) {
        Map<?, ?> call = facts.get("call") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> task = facts.get("task") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, View.Form> forms = View.forms(zone);
        List<String> details = new ArrayList<>();
        // A call that reached or missed him again may have come another way than the one that the task is about.
        Map<?, ?> about = task.isEmpty() ? call : task;
        add(details, "queue %s", about.get("queue"));
        add(details, "dialled %s", about.get("did"));
        add(details, "%s", call.get("outcome"));
        add(details, "waited %s", new View(forms.get("human"), call).get("waitMillis"));
        if (task.get("missed") instanceof Number missed && missed.intValue() > 1) {
            add(details, "missed %s times", missed);
        }
        if (task.get("attempts") instanceof Number attempts && attempts.intValue() > 0) {
            add(details, attempts.intValue() == 1 ? "tried once in vain" : "tried %s times in vain", attempts);
        }
        if (task.get("closed") instanceof Map<?, ?> closed) {
            addEnd(details, closed, forms.get("human"));
        } else {
            add(details, "to be called back until %s", new View(forms.get("local"), task).get("dueAt"));
        }
        return details;
    }

    private static void addEnd(List<String> details, Map<?, ?> closed, View.Form human) {
        switch (text(closed.get("how"))) {
            case "callback" -> add(details, "called back by %s", closed.get("by"));
            case "caller" -> add(details, "called again and answered by %s", closed.get("by"));
            case "dismissed" -> {
                add(details, "closed by %s", closed.get("by"));
                add(details, "because: %s", closed.get("reason"));
            }
            default -> details.add("the time is over");
        }
        add(details, "after %s", new View(human, closed).get("afterMillis"));
    }

    private static void add(List<String> details, String form, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            details.add(form.formatted(value));
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
