package io.callwarden.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The facts of a notice seen in another form, under the same names: {@code local.task.dueAt} is {@code task.dueAt} as a time of the
 * site. What the form is not for is not there. Immutable.
 */
record View(Form form, Map<?, ?> facts) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{5,18}Z");
    private static final int MILLIS_A_SECOND = 1_000;

    /** Turns a value into what is shown in its place; null where the form is not for that value. */
    @FunctionalInterface
    interface Form {
        Object of(Object value);
    }

    /** Every form, by the name under which templates know it. */
    static Map<String, Form> forms(ZoneId zone) {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("html", ofText(Escaping.HTML::of));
        forms.put("slack", ofText(Escaping.SLACK::of));
        forms.put("markdown", ofText(Escaping.MARKDOWN::of));
        forms.put("bbcode", ofText(Escaping.BBCODE::of));
        forms.put("json", ofText(Escaping.JSON::of));
        forms.put("form", ofText(Escaping.FORM::of));
        forms.put("digits", ofText(text -> text.replaceAll("\\D", "")));
        forms.put("local", ofTime(time -> LOCAL.format(time.atZone(zone))));
        forms.put(
                "iso",
                ofTime(time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.truncatedTo(ChronoUnit.SECONDS).atZone(zone))));
        forms.put("unix", ofTime(Instant::getEpochSecond));
        forms.put("seconds", ofMillis(millis -> Math.round((double) millis / MILLIS_A_SECOND)));
        forms.put("human", ofMillis(View::human));
        return forms;
    }

    /** What stands there under that name; null for nothing. */
    Object get(String name) {
        return see(facts.get(name));
    }

    private Object see(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new View(form, map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::see).toList();
        }
        return value == null ? null : form.of(value);
    }

    private static Form ofText(UnaryOperator<String> change) {
        return value -> change.apply(value.toString());
    }

    private static Form ofTime(Function<Instant, Object> change) {
        return value -> {
            if (!INSTANT.matcher(value.toString()).matches()) {
                return null;
            }
            try {
                return change.apply(Instant.parse(value.toString()));
            } catch (DateTimeException e) {
                return null; // such as the 31st of February: no time
            }
        };
    }

    private static Form ofMillis(LongFunction<Object> change) {
        return value -> value instanceof Number millis ? change.apply(millis.longValue()) : null;
    }

    private static String human(long millis) {
        Duration time = Duration.ofSeconds(Math.round((double) millis / MILLIS_A_SECOND));
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d s".formatted(time.toSeconds());
    }
}
