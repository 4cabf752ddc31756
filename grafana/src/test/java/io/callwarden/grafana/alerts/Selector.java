package io.callwarden.grafana.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice of series in an expression, such as {@code up{job="callwarden"}}.
 *
 * @param metric the name before the braces
 * @param matchers label to the rest of its matcher, such as {@code ="callwarden"}; empty where there are no braces
 * @param text as it stands in the expression, without a range
 */
record Selector(String metric, Map<String, String> matchers, String text) {
    private static final Pattern SELECTOR =
            Pattern.compile("\\b(callwarden[\\w:]*|up|process_\\w+|jvm_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    static List<Selector> in(String expression) {
        List<Selector> found = new ArrayList<>();
        Matcher selectors = SELECTOR.matcher(expression);
        while (selectors.find()) {
            if (!inString(expression, selectors.start())) {
                Map<String, String> matchers = new TreeMap<>();
                if (selectors.group(2) != null) {
                    MATCHER.matcher(selectors.group(2))
                            .results()
                            .forEach(matcher -> matchers.put(matcher.group(1), matcher.group(2) + matcher.group(3)));
                }
                found.add(new Selector(selectors.group(1), matchers, selectors.group()));
            }
        }
        return found;
    }

    private static boolean inString(String expression, int at) {
        return STRING.matcher(expression).results().anyMatch(string -> string.start() < at && at < string.end());
    }
}
