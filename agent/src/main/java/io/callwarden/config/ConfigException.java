package io.callwarden.config;

import java.util.List;

/** The configuration cannot be used; holds every problem found, so that all are mended in one go. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ConfigException(List<Problem> problems) {
        super(message(problems));
        this.problems = problems.stream().map(Problem::line).toList();
    }

    /** With one problem that was found only when the configuration was to be put in effect. */
    public static ConfigException of(String problem) {
        return new ConfigException(List.of(new Problem(problem)));
    }

    /** One line each: key, what is allowed, what was found and where. Never empty. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        StringBuilder text = new StringBuilder(
                problems.size() == 1
                        ? "1 problem in the configuration:"
                        : problems.size() + " problems in the configuration:");
        problems.forEach(problem -> text.append("\n  ").append(problem.line()));
        return text.toString();
    }
}
