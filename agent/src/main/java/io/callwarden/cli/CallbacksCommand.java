package io.callwarden.cli;

import io.callwarden.web.CallbackHistoryQuery;
import io.callwarden.web.CallbackQuery;
import io.callwarden.web.CallsFormat;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden callbacks}: the customers to be called back. */
@Command(
        name = "callbacks",
        description = {
            "Lists the customers who were missed and are to be called back, the most urgent first: important numbers, then those overdue,"
                    + " then those who called most often.",
            "`callbacks history NUMBER` tells all that happened to one of them, `callbacks close NUMBER` gives him up by hand."
        },
        footer = ExitCode.HELP)
final class CallbacksCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Mixin
    private ListOptions list;

    @Option(names = "--state", paramLabel = "WORD", description = "open, attempted, overdue, recovered or lost.")
    private String state;

    @Option(names = "--closed", description = "Those that have ended, recovered or lost, the latest first.")
    private boolean closed;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Missed first, or ended with --closed, then or later: 2026-11-23, 2026-11-23T09:30 or"
                    + " 2026-11-23T06:30:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before; a day counts whole.")
    private String to;

    @Option(names = "--pbx", paramLabel = "NAME", description = "Missed first on this PBX.")
    private String pbx;

    @Option(names = "--queue", paramLabel = "NAME", description = "Missed first in this queue.")
    private String queue;

    @Option(names = "--did", paramLabel = "NUMBER", description = "Dialled this number first.")
    private String did;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of --from, --to, the table and what is today (default: this machine's).")
    private String zone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = parameters();
        CallbackQuery query = Understood.by(spec, () -> CallbackQuery.of(parameters, CallsFormat.TABLE));
        PrintWriter out = spec.commandLine().getOut();
        new Records(options.configuration())
                .show(
                        "/api/callbacks",
                        parameters,
                        out,
                        calls -> calls.callbacks().list(query, out::print));
        return ExitCode.OK;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Understood.put(parameters, "state", state);
        Understood.put(parameters, "closed", closed ? "true" : null);
        Understood.put(parameters, "from", from);
        Understood.put(parameters, "to", to);
        Understood.put(parameters, "pbx", pbx);
        Understood.put(parameters, "queue", queue);
        Understood.put(parameters, "did", did);
        list.addTo(parameters);
        Understood.put(parameters, "zone", Understood.zone(zone));
        return parameters;
    }

    @Command(
            name = "history",
            description = "Tells all that happened to the call-backs of one customer: when, by whom, in which call.",
            footer = ExitCode.HELP)
    int history(
            @Mixin ConfigOptions config,
            @Parameters(
                            paramLabel = "NUMBER",
                            description = "The customer's number in any spelling: 8 926 000-40-01 is +79260004001.")
                    String number,
            @Option(
                            names = "--format",
                            paramLabel = "FORM",
                            description = "table, jsonl, json or csv (default: ${DEFAULT-VALUE}).",
                            defaultValue = "table")
                    String form,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "Time zone of the table (default: this machine's).")
                    String timeZone) {
        Map<String, String> parameters = Map.of("customer", number, "format", form, "zone", Understood.zone(timeZone));
        CallbackHistoryQuery query = Understood.by(spec, () -> CallbackHistoryQuery.of(parameters, CallsFormat.TABLE));
        PrintWriter out = spec.commandLine().getOut();
        new Records(config.configuration())
                .show(
                        "/api/callbacks/history",
                        parameters,
                        out,
                        calls -> out.print(
                                Understood.by(spec, () -> calls.callbacks().history(query))));
        return ExitCode.OK;
    }

    @Command(
            name = "close",
            description = {
                "Gives a customer up by hand: he counts as lost, and nobody need call him back any more.",
                "Who did it and why is kept. Missed again, he is to be called back again."
            },
            footer = ExitCode.HELP)
    int close(
            @Mixin ConfigOptions config,
            @Parameters(paramLabel = "NUMBER", description = "The customer's number in any spelling.") String number,
            @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who closes it.") String by,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, in one line.")
                    String reason) {
        String done = new Records(config.configuration())
                .change(
                        calls -> Understood.by(spec, () -> calls.callbacks().close(number, by, reason)),
                        agent -> agent.command(
                                        "POST",
                                        "/api/callbacks/close",
                                        Map.of("customer", number, "by", by, "reason", reason))
                                .text());
        PrintWriter out = spec.commandLine().getOut();
        out.println(done);
        out.flush();
        return ExitCode.OK;
    }
}
