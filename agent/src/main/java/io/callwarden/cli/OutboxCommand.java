package io.callwarden.cli;

import io.callwarden.web.CallsFormat;
import io.callwarden.web.OutboxQuery;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden outbox}: what is to be told to other systems and did not get there yet. */
@Command(
        name = "outbox",
        description = {
            "Shows and repairs what is to be told to webhooks and by mail and did not get there.",
            "A notice waits until it is delivered; one that was given up stays until it is sent again or forgotten."
        },
        footer = ExitCode.HELP)
final class OutboxCommand {
    private static final String PATH = "/api/outbox";

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            description = "Lists notices that wait or were given up, oldest first, and how many each receiver has.",
            footer = ExitCode.HELP)
    int list(
            @Mixin ConfigOptions config,
            @Option(
                            names = "--receiver",
                            paramLabel = "NAME",
                            description = "To this receiver only, such as webhook:crm or mail:shift.")
                    String receiver,
            @Option(
                            names = "--state",
                            paramLabel = "WORD",
                            description = "waiting, dead or delivered (default: waiting and dead).")
                    String state,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            description = "At most so many, 10000 at most (default: ${DEFAULT-VALUE}).",
                            defaultValue = "100")
                    String limit,
            @Option(
                            names = "--format",
                            paramLabel = "FORM",
                            description = "table, jsonl or json (default: ${DEFAULT-VALUE}).",
                            defaultValue = "table")
                    String format,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "Time zone of the table (default: this machine's).")
                    String zone) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Understood.put(parameters, "receiver", receiver);
        Understood.put(parameters, "state", state);
        Understood.put(parameters, "limit", limit);
        Understood.put(parameters, "format", format);
        Understood.put(parameters, "zone", Understood.zone(zone));
        OutboxQuery query = Understood.by(spec, () -> OutboxQuery.of(parameters, CallsFormat.TABLE));
        PrintWriter out = spec.commandLine().getOut();
        new Records(config.configuration())
                .show(PATH, parameters, out, calls -> calls.outbox().list(query, out::print));
        return ExitCode.OK;
    }

    /** Which notices are to be sent again: never all by accident. */
    static final class Which {
        @Option(names = "--id", paramLabel = "N", description = "This one, by its number in the list.")
        private String id;

        @Option(names = "--receiver", paramLabel = "NAME", description = "All to this receiver.")
        private String receiver;

        @Option(names = "--all", description = "All to all receivers.")
        private boolean all;
    }

    @Command(
            name = "send-again",
            description = "Lets notices that were given up be tried again, once what kept them is repaired.",
            footer = ExitCode.HELP)
    int sendAgain(@Mixin ConfigOptions config, @ArgGroup(multiplicity = "1") Which which) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Understood.put(parameters, "id", which.id);
        Understood.put(parameters, "receiver", which.receiver);
        OutboxQuery query = Understood.by(spec, () -> OutboxQuery.of(parameters, CallsFormat.TABLE));
        return done(new Records(config.configuration())
                .change(
                        calls -> calls.outbox().sendAgain(query),
                        agent -> agent.command("POST", PATH + "/send-again", parameters)
                                .text()));
    }

    @Command(
            name = "forget",
            description =
                    "Forgets notices that were given up, or that were delivered. They are told to nobody any more.",
            footer = ExitCode.HELP)
    int forget(
            @Mixin ConfigOptions config,
            @Option(
                            names = "--before",
                            paramLabel = "TIME",
                            required = true,
                            description = "Given up, or delivered, before: 2026-11-23, 2026-11-23T09:30 or"
                                    + " 2026-11-23T06:30:00Z.")
                    String before,
            @Option(
                            names = "--state",
                            paramLabel = "WORD",
                            description = "dead or delivered (default: ${DEFAULT-VALUE}).",
                            defaultValue = "dead")
                    String state,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "Time zone of --before (default: this machine's).")
                    String zone) {
        Map<String, String> parameters = Map.of("before", before, "state", state, "zone", Understood.zone(zone));
        OutboxQuery query = Understood.by(spec, () -> OutboxQuery.of(parameters, CallsFormat.TABLE));
        return done(new Records(config.configuration())
                .change(
                        calls -> Understood.by(spec, () -> calls.outbox().forget(query)),
                        agent -> agent.command("POST", PATH + "/forget", parameters)
                                .text()));
    }

    private int done(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
        return ExitCode.OK;
    }
}
