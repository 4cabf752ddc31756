package io.callwarden.web;

import java.util.List;

/** Says whether the agent does its work, and if not, what is missing. */
final class HealthPage {
    private HealthPage() {}

    static Answer ready(AgentState state) {
        List<String> missing = state.missing();
        return missing.isEmpty()
                ? Answer.text(200, "Callwarden is ready.\n")
                : Answer.text(503, String.join("\n", missing) + "\n");
    }
}
