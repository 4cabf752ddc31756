package io.callwarden.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** How much of a list is written and in what form; the same for calls and call-backs. */
final class ListOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: 100 for the table, all for the other forms).")
    private String limit;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "table, jsonl, json or csv (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private String format;

    /** Without a limit: what a terminal can show of a table, and everything in the other forms. */
    void addTo(Map<String, String> parameters) {
        parameters.put("limit", limit == null ? defaultLimit() : limit);
        parameters.put("format", format);
    }

    private String defaultLimit() {
        return format.equals("table") ? "100" : "999999999";
    }
}
