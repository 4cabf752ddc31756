package io.callwarden.web;

import java.util.List;
import java.util.stream.Collectors;

/** Says whether the agent does its work, and if not, what is missing. */
final class HealthPage {
    private HealthPage() {}

    static Answer ready(AgentState state) {
        List<String> missing = state.missing();
        return missing.isEmpty()
                ? Answer.text(
                        200,
                        "Callwarden is ready.\n"
                                + state.notes().stream()
                                        .map(line -> line + "\n")
                                        .collect(Collectors.joining()))
                : Answer.text(503, String.join("\n", missing) + "\n");
    }
}
