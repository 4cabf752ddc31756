package io.callwarden.cli;

import io.callwarden.FollowedCalls;
import io.callwarden.export.ReportForm;
import io.callwarden.web.ReportQuery;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callwarden report}: what days, weeks and months add up to. */
@Command(
        name = "report",
        description = {
            "Adds up days, weeks or months.",
            "`report employees` tells what each employee did, `report cost` what missed customers cost and what calling back saved."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = ExitCode.HELP)
final class ReportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** What is asked, the same for every report. */
    static final class Asked {
        @Option(
                names = "--from",
                paramLabel = "DAY",
                description = "First day, such as 2026-11-01 (default: the first of the month of the last day).")
        private String from;

        @Option(names = "--to", paramLabel = "DAY", description = "Last day, which counts whole (default: today).")
        private String to;

        @Option(names = "--by", paramLabel = "WORD", description = "A row for each day, week or month (default: day).")
        private String by;

        @Option(names = "--zone", paramLabel = "ZONE", description = "Whose days (default: this machine's time zone).")
        private String zone;

        @Option(
                names = "--format",
                paramLabel = "FORM",
                description = "table, csv or json (default: ${DEFAULT-VALUE}).",
                defaultValue = "table")
        private String format;

        private Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            put(parameters, "from", from);
            put(parameters, "to", to);
            put(parameters, "by", by);
            put(parameters, "zone", zone == null ? ZoneId.systemDefault().getId() : zone);
            put(parameters, "format", format);
            return parameters;
        }

        private static void put(Map<String, String> parameters, String name, String value) {
            if (value != null) {
                parameters.put(name, value);
            }
        }
    }

    /** Writes a report from the database. */
    private interface Writing {
        void write(FollowedCalls calls, ReportQuery query, PrintWriter out);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which report: employees or cost");
    }

    @Command(
            name = "employees",
            description = {
                "Tells of each employee how often his phone rang and what became of that, how long he talked, whom he called back and"
                        + " which missed customers he reached.",
                "Facts in the order of names. Off where metrics.employees is false."
            },
            footer = ExitCode.HELP)
    int employees(@Mixin ConfigOptions config, @Mixin Asked asked) {
        return report(
                config,
                asked,
                "/api/reports/employees",
                (calls, query, out) -> calls.reports().employees(query, out::print));
    }

    @Command(
            name = "cost",
            description = {
                "Tells how many customers were missed, how many of them were reached since, and what the lost ones cost.",
                "A day with M lost customers costs floor(M × conversion) sales; a week or a month is the sum of its days."
            },
            footer = ExitCode.HELP)
    int cost(@Mixin ConfigOptions config, @Mixin Asked asked) {
        return report(
                config,
                asked,
                "/api/reports/cost",
                (calls, query, out) -> calls.reports().cost(query, out::print));
    }

    private int report(ConfigOptions config, Asked asked, String path, Writing writing) {
        Map<String, String> parameters = asked.parameters();
        ReportQuery query = Understood.by(
                spec,
                () -> ReportQuery.of(
                        parameters, ReportForm.TABLE, Clock.systemUTC().instant()));
        PrintWriter out = spec.commandLine().getOut();
        new Records(config.configuration())
                .show(
                        path,
                        parameters,
                        out,
                        calls -> Understood.by(spec, () -> {
                            writing.write(calls, query, out);
                            return true;
                        }));
        return ExitCode.OK;
    }
}
