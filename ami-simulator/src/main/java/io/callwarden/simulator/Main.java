package io.callwarden.simulator;

import io.callwarden.simulator.cli.BusyDayCommand;
import io.callwarden.simulator.cli.ListCommand;
import io.callwarden.simulator.cli.PlayCommand;
import io.callwarden.simulator.cli.ServeCommand;
import io.callwarden.simulator.cli.WriteCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code ami-simulator} command. */
@Command(
        name = "ami-simulator",
        description = {
            "Pretends to be the manager interface (AMI) of an Asterisk PBX and plays recorded calls to whoever logs in.",
            "For trying and testing monitoring software without a telephone."
        },
        subcommands = {
            ListCommand.class,
            PlayCommand.class,
            BusyDayCommand.class,
            ServeCommand.class,
            WriteCommand.class
        },
        footer = {
            "",
            "Try it:",
            "  ami-simulator list",
            "  ami-simulator play asterisk-22.10/queue_answered --port 5038",
            "and in another terminal: nc 127.0.0.1 5038, then type Action: Login, Username: agent, Secret: s3cret, each on a"
                    + " line of its own, and an empty line.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // A name of its own: in tests this jar stands beside programs with a logback.xml of theirs.
        System.setProperty("logback.configurationFile", "simulator-logback.xml");
        System.exit(run(args));
    }

    /** Carries out a command line; returns its exit code. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(e)));
                    return 1;
                })
                .execute(args);
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ami-simulator " + (version == null ? "(built from source)" : version)};
        }
    }
}
