package io.callwarden.cli;

import io.callwarden.web.CallsFormat;
import io.callwarden.web.CallsQuery;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden calls}: lists and exports the calls on record. */
@Command(
        name = "calls",
        description = {
            "Lists the calls on record, newest first.",
            "The built-in database belongs to one program at a time: while the agent runs, the calls are asked of its web server."
        },
        footer = ExitCode.HELP)
final class CallsCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Mixin
    private ListOptions list;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Began then or later: 2026-11-23, 2026-11-23T09:30 or 2026-11-23T06:30:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Began before; a day counts whole.")
    private String to;

    @Option(names = "--missed", description = "Missed calls only.")
    private boolean missed;

    @Option(names = "--pbx", paramLabel = "NAME", description = "Of this PBX.")
    private String pbx;

    @Option(names = "--queue", paramLabel = "NAME", description = "Was in this queue.")
    private String queue;

    @Option(names = "--caller", paramLabel = "NUMBER", description = "From this number, as shown or in E.164.")
    private String caller;

    @Option(names = "--did", paramLabel = "NUMBER", description = "To this number.")
    private String did;

    @Option(names = "--extension", paramLabel = "NUMBER", description = "This phone was tried, answered or called.")
    private String extension;

    @Option(
            names = "--outcome",
            paramLabel = "WORD",
            description = "answered, abandoned, unanswered, busy, unreachable, voicemail, rejected or unknown.")
    private String outcome;

    @Option(names = "--direction", paramLabel = "WORD", description = "inbound, outbound or internal.")
    private String direction;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of --from, --to and the table (default: this machine's).")
    private String zone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = parameters();
        CallsQuery query = Understood.by(spec, () -> CallsQuery.of(parameters, CallsFormat.TABLE));
        PrintWriter out = spec.commandLine().getOut();
        new Records(options.configuration()).show("/api/calls", parameters, out, calls -> {
            CallsFormat.Writer writer = query.format().writer(query.zone(), out::print);
            calls.store().forEach(query.filter(), writer::call);
            writer.end();
        });
        return ExitCode.OK;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Understood.put(parameters, "from", from);
        Understood.put(parameters, "to", to);
        Understood.put(parameters, "missed", missed ? "true" : null);
        Understood.put(parameters, "pbx", pbx);
        Understood.put(parameters, "queue", queue);
        Understood.put(parameters, "caller", caller);
        Understood.put(parameters, "did", did);
        Understood.put(parameters, "extension", extension);
        Understood.put(parameters, "outcome", outcome);
        Understood.put(parameters, "direction", direction);
        list.addTo(parameters);
        Understood.put(parameters, "zone", Understood.zone(zone));
        return parameters;
    }
}
