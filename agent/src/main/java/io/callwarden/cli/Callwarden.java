package io.callwarden.cli;

import io.callwarden.Build;
import io.callwarden.config.ConfigException;
import io.callwarden.store.UnusableDatabaseException;
import io.callwarden.store.UnwritableDatabaseException;
import io.callwarden.web.WebException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code callwarden} command, under which all others are. */
@Command(
        name = "callwarden",
        description =
                "Watches Asterisk PBXs and keeps a record of every call as its caller lived it, above all of the missed ones.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Callwarden.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            HealthCommand.class,
            SetupCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            CallsCommand.class,
            CallbacksCommand.class,
            OutboxCommand.class,
            ReportCommand.class,
            RebuildCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            ForgetCommand.class,
            MailTestCommand.class,
            ConfigCommand.class,
            ReloadCommand.class
        },
        footer = ExitCode.HELP)
public final class Callwarden {
    private static final Logger log = LoggerFactory.getLogger(Callwarden.class);

    private Callwarden() {}

    /** The command line; what fails is said in one sentence on standard error. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Callwarden());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setUsageHelpLongOptionsMaxWidth(28);
        commandLine.setExecutionExceptionHandler((failure, command, arguments) -> explain(failure, command));
        return commandLine;
    }

    private static int explain(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof Stop stop) {
            err.println("callwarden: " + stop.getMessage());
            return stop.exitCode();
        }
        if (failure instanceof ConfigException) {
            err.println("callwarden: " + failure.getMessage());
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof UnusableDatabaseException) {
            err.println("callwarden: " + failure.getMessage());
            return failure instanceof UnwritableDatabaseException ? ExitCode.UNAVAILABLE : ExitCode.DATA;
        }
        if (failure instanceof WebException) {
            err.println("callwarden: " + failure.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        log.error("This is a fault in Callwarden, please report it", failure);
        return ExitCode.FAILURE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Build build = Build.current();
            return new String[] {
                "callwarden %s (commit %s, Java %s)".formatted(build.version(), build.revision(), Runtime.version())
            };
        }
    }
}
