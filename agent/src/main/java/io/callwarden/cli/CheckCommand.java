package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.PbxConfig;
import io.callwarden.PbxInspection;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden check}: whether the agent can do its work with each PBX, and what to change where it cannot. */
@Command(
        name = "check",
        description = {
            "Connects to each PBX and says what the agent can and cannot see there, and how to grant the rest.",
            "Also shows which endpoints are taken for trunks and which for phones, and why; correct it in the configuration."
        },
        footer = ExitCode.HELP)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description =
                    "How long to listen for events (default: ${DEFAULT-VALUE}). With a call made in that time, more can be said.")
    private int seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = options.configuration();
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.OK;
        for (PbxConfig pbx : configuration.pbxs()) {
            out.printf(
                    "%s: user \"%s\" at %s:%d%n",
                    pbx.name(),
                    pbx.link().username(),
                    pbx.link().host(),
                    pbx.link().port());
            try (PbxInspection inspection = new PbxInspection(pbx, Clock.systemUTC())) {
                exitCode = Math.max(exitCode, check(inspection, out));
            }
        }
        out.flush();
        return exitCode;
    }

    private int check(PbxInspection inspection, PrintWriter out) throws InterruptedException {
        if (!inspection.connect()) {
            out.println(
                    inspection.refused()
                            ? "  MISSING  Asterisk refused the login: check username, secret and the permit line in manager.conf"
                            : "  MISSING  no Asterisk answers there: check host, port and bindaddr in manager.conf; the log line above says why");
            out.println(CheckReport.MANAGER_CONF);
            return ExitCode.UNAVAILABLE;
        }
        boolean stayed = inspection.listen(Duration.ofSeconds(Math.max(0, seconds)));
        CheckReport report = new CheckReport(out);
        report.print(inspection);
        if (!stayed) {
            out.println("  MISSING  the link was lost while listening; the log line above says why");
        }
        return stayed && report.complete() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
