package io.callwarden.grafana.alerts;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a minute a second, so that a test need not wait: in how long a condition must hold, how often it is looked at, and how long
 * Alertmanager waits. Never in an expression.
 */
final class Scale {
    private static final int TIMES = 60;
    private static final Set<String> DURATIONS =
            Set.of("for", "keep_firing_for", "interval", "group_wait", "group_interval", "repeat_interval");
    private static final Pattern DURATION = Pattern.compile("(\\d+)([smh])");

    private Scale() {}

    /** Changes and returns {@code config}. */
    static JsonNode shorten(JsonNode config) {
        if (config instanceof ObjectNode object) {
            for (String name : DURATIONS) {
                if (object.path(name).isString()) {
                    object.put(name, shorter(object.path(name).asString()));
                }
            }
        }
        config.forEach(Scale::shorten);
        return config;
    }

    private static String shorter(String duration) {
        Matcher parts = DURATION.matcher(duration);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a duration: " + duration);
        }
        long number = Long.parseLong(parts.group(1));
        Duration whole =
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        return Math.max(1, whole.toMillis() / TIMES) + "ms";
    }
}
