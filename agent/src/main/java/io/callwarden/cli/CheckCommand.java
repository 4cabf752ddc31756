package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.PbxConfig;
import io.callwarden.PbxInspection;
import io.callwarden.ami.AmiProbe;
import io.callwarden.check.Finding;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden check}: whether the agent can do its work here and with each PBX, and what to change where it cannot. */
@Command(
        name = "check",
        description = {
            "Looks at this machine (data, database, port, receivers), connects to each PBX, and says what the agent can and cannot see there:",
            "ok, warn for what would be better, FAIL for what is needed, with the remedy. Changes nothing, and may run beside the agent.",
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
        out.println("This machine:");
        CheckReport place = new CheckReport(out);
        place.print(new PlaceReport(configuration).look());
        out.println();
        int exitCode = place.complete() ? ExitCode.OK : ExitCode.FAILURE;
        for (PbxConfig pbx : configuration.pbxs()) {
            out.printf(
                    "%s: user \"%s\" at %s:%d%n",
                    pbx.name(),
                    pbx.link().username(),
                    pbx.link().host(),
                    pbx.link().port());
            exitCode = Math.max(exitCode, check(pbx, out));
        }
        out.flush();
        return exitCode;
    }

    private int check(PbxConfig pbx, PrintWriter out) throws InterruptedException {
        CheckReport report = new CheckReport(out);
        AmiProbe probe = new AmiProbe(pbx.link(), Clock.systemUTC());
        Optional<String> stopped = probe.look();
        report.print(probe.passed().stream().map(Finding::ok).toList());
        report.print(probe.doubts().stream().map(Finding::warn).toList());
        if (stopped.isPresent()) {
            report.print(List.of(Finding.fail(stopped.get())));
            return ExitCode.UNAVAILABLE;
        }
        try (PbxInspection inspection = new PbxInspection(pbx, Clock.systemUTC())) {
            return check(inspection, report);
        }
    }

    private int check(PbxInspection inspection, CheckReport report) throws InterruptedException {
        if (!inspection.connect()) {
            report.print(List.of(Finding.fail(
                    inspection.refused()
                            ? "Asterisk refused the login: check username, secret and the permit line of that user, and run"
                                    + " asterisk -rx 'manager reload' after a change"
                            : "the login did not come to an end; the log line above says why")));
            report.printSetup();
            return ExitCode.UNAVAILABLE;
        }
        boolean stayed = inspection.listen(Duration.ofSeconds(Math.max(0, seconds)));
        report.print(inspection);
        if (!stayed) {
            report.print(List.of(Finding.fail("the link was lost while listening; the log line above says why")));
        }
        return report.complete() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
