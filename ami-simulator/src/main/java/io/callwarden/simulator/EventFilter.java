package io.callwarden.simulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One filter of a session: the classic regular expression over the whole event, or the newer one by name, header and method. Immutable.
 *
 * @param exclude whether what matches is kept from the client
 * @param name of the event; empty for any
 * @param header whose value is looked at; empty for the whole event
 */
record EventFilter(boolean exclude, String name, String header, Method method, String text, Pattern pattern) {

    enum Method {
        REGEX,
        EXACT,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        NONE
    }

    /** In the words of Asterisk's answer. */
    static final class BadFilter extends Exception {
        private static final long serialVersionUID = 1;

        BadFilter(String message) {
            super(message);
        }
    }

    private static final Pattern CRITERION = Pattern.compile("\\s*(\\w+)\\(([^)]*)\\)\\s*(,|$)");
    private static final String MALFORMED = "Filter was formatted incorrectly.  Check the syntax of the filter given.";

    /** A regular expression, with a leading {@code !} to exclude. */
    static EventFilter classic(String filter) throws BadFilter {
        if (filter.isEmpty()) {
            throw new BadFilter(MALFORMED);
        }
        boolean exclude = filter.startsWith("!");
        return create(exclude, "", "", Method.REGEX, exclude ? filter.substring(1) : filter);
    }

    /** {@code action(exclude),name(X),header(Y),method(M)} with the text to compare. */
    static EventFilter byCriteria(String criteria, String filter) throws BadFilter {
        boolean exclude = false;
        String name = "";
        String header = "";
        Method method = filter.isEmpty() ? Method.NONE : Method.REGEX;
        Matcher matcher = CRITERION.matcher(criteria);
        int end = 0;
        while (end < criteria.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new BadFilter(MALFORMED);
            }
            String value = matcher.group(2);
            switch (matcher.group(1)) {
                case "action" -> exclude = value.equals("exclude");
                case "name" -> name = value;
                case "header" -> header = value;
                case "method" -> method = method(value);
                default -> throw new BadFilter(MALFORMED);
            }
            end = matcher.end();
        }
        return create(exclude, name, header, method, filter);
    }

    private static Method method(String word) throws BadFilter {
        try {
            return Method.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadFilter(MALFORMED);
        }
    }

    private static EventFilter create(boolean exclude, String name, String header, Method method, String text)
            throws BadFilter {
        try {
            // POSIX: a dot matches line ends too, and there is one beginning and one end.
            Pattern pattern = method == Method.REGEX ? Pattern.compile(text, Pattern.DOTALL) : null;
            return new EventFilter(exclude, name, header, method, text, pattern);
        } catch (PatternSyntaxException e) {
            throw new BadFilter("Filter did not compile.  Check the syntax of the filter given.");
        }
    }

    boolean matches(String event, String message) {
        if (!name.isEmpty() && !name.equals(event)) {
            return false;
        }
        String subject = header.isEmpty() ? message : valueIn(message);
        return subject != null
                && switch (method) {
                    case REGEX -> pattern.matcher(subject).find();
                    case EXACT -> subject.equals(text);
                    case STARTS_WITH -> subject.startsWith(text);
                    case ENDS_WITH -> subject.endsWith(text);
                    case CONTAINS -> subject.contains(text);
                    case NONE -> true;
                };
    }

    private String valueIn(String message) {
        String start = "\r\n" + header + ": ";
        int at = message.indexOf(start);
        return at < 0 ? null : message.substring(at + start.length(), message.indexOf("\r\n", at + start.length()));
    }
}
