package io.callwarden.cli;

import io.callwarden.setup.AsteriskFolder;
import io.callwarden.setup.AsteriskVersion;
import io.callwarden.setup.Change;
import io.callwarden.setup.Plan;
import io.callwarden.setup.Setup;
import io.callwarden.setup.SetupException;
import io.callwarden.setup.SetupRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden setup}: the agent's user in Asterisk. */
@Command(
        name = "setup",
        description = {
            "Gives the agent a manager user of its own in the Asterisk of this machine: random secret, least rights, no events that nobody reads.",
            "Writes manager.d/callwarden.conf and the agent's secret file, shows both before, and touches no other file; with FreePBX and Issabel it adds"
                    + " one #include at the end of manager_custom.conf. Restarts and reloads nothing.",
            "",
            "Good to know: Asterisk asks no right at all for some actions. Whoever has this user's secret, as that of any manager user,"
                    + " can end bridges (BridgeKick, BridgeDestroy), take callers out of queues and move them (QueueWithdrawCaller,"
                    + " QueueChangePriorityCaller), reset and reload queues (QueueReset, QueueReload), and with write = reporting"
                    + " rotate logs, take trunks off their registrar (PJSIPUnregister) and read Asterisk's own database (DBGet)."
                    + " The agent does none of it. Keep the secret, and the permit lines narrow."
        },
        footer = ExitCode.HELP)
final class SetupCommand implements Callable<Integer> {
    private static final Path USUAL_CONFIG = Path.of("/etc/callwarden/callwarden.yml");
    private static final int SECONDS_FOR_AN_ANSWER = 10;
    private static final int MOST_OF_A_VERSION = 200;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = "hq",
            description = "Name of this PBX in callwarden.yml (default: ${DEFAULT-VALUE}).")
    private String pbx;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The agent's configuration, there or not (default: /etc/callwarden/callwarden.yml). It is not changed.")
    private Path config = USUAL_CONFIG;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Where the agent finds the secret (default: secrets/NAME beside the configuration).")
    private Path secretFile;

    @Option(
            names = "--asterisk-dir",
            paramLabel = "DIR",
            defaultValue = AsteriskFolder.USUAL,
            description = "Folder of Asterisk's configuration (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--asterisk-version",
            paramLabel = "VERSION",
            description =
                    "Such as 22.10: which syntax of event filters to write (default: as \"asterisk -V\" says; where it is"
                            + " not known, the one that every version understands).")
    private String version;

    @Option(
            names = "--asterisk-group",
            paramLabel = "GROUP",
            description =
                    "Group that Asterisk runs as, which may read the file (default: rungroup in asterisk.conf, else the group of manager.conf).")
    private String group;

    @Option(
            names = "--username",
            paramLabel = "USER",
            defaultValue = "callwarden",
            description = "Name of the manager user (default: ${DEFAULT-VALUE}).")
    private String username;

    @Option(
            names = "--permit",
            paramLabel = "ADDRESS",
            description =
                    "From where the agent logs in, such as 10.0.0.5 or 10.0.0.0/24, where it runs on another machine. May be repeated.")
    private List<String> permit = List.of();

    @Option(
            names = "--no-voice-quality",
            description = "Without reports of voice quality: Asterisk need not write them.")
    private boolean noVoice;

    @Option(
            names = "--list-endpoints",
            description =
                    "Lets the agent list endpoints, so that it tells trunks from phones by itself and knows at once which can be reached."
                            + " Asterisk grants it only with write = system, which also lets whoever has the secret change the"
                            + " dialplan, load modules and read the phones' passwords.")
    private boolean endpoints;

    @Option(names = "--timestamps", description = "Switches on timestampevents for all manager users, for exact times.")
    private boolean timestamps;

    @Option(names = "--new-secret", description = "Makes a new secret where there is one.")
    private boolean newSecret;

    @Option(
            names = "--force",
            description = "Replaces files that are there and say something else; copies are kept beside them.")
    private boolean force;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Shows, and writes nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask. Without it nothing is written where no terminal is there to answer.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            AsteriskVersion found = version();
            Path agentConfig = config.toAbsolutePath().normalize();
            Setup setup = new Setup(
                    request(found, agentConfig), new AsteriskFolder(folder), agentConfig, group, Clock.systemUTC());
            return run(setup, found);
        } catch (SetupException e) {
            throw new Stop(ExitCode.FAILURE, e.getMessage());
        }
    }

    private SetupRequest request(AsteriskVersion found, Path agentConfig) {
        Path secrets = secretFile != null
                ? secretFile
                : agentConfig.resolveSibling("secrets").resolve(pbx);
        return new SetupRequest(
                pbx,
                username,
                permit,
                !noVoice,
                endpoints,
                timestamps,
                found,
                secrets.toAbsolutePath().normalize(),
                newSecret,
                force);
    }

    private int run(Setup setup, AsteriskVersion found) {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = setup.plan();
        out.printf(
                "%s in %s, version %s%n",
                setup.flavour().label(), folder, found == null ? "not known (--asterisk-version tells)" : found);
        plan.changes().forEach(change -> show(change, setup, out));
        if (plan.changes().isEmpty()) {
            out.println("Everything is there already; nothing is written.");
        } else if (dryRun) {
            out.println("\nNothing was written, as this is a dry run.");
        } else if (!yes && !agreed(out)) {
            return ExitCode.FAILURE;
        } else {
            setup.write().forEach(copy -> out.println("Kept a copy: " + copy));
            out.println("Written.");
        }
        next(plan, out);
        return ExitCode.OK;
    }

    private static void show(Change change, Setup setup, PrintWriter out) {
        String readers =
                switch (change.readers()) {
                    case ASTERISK ->
                        ", readable for "
                                + setup.readableFor().map("group "::concat).orElse("root") + " only";
                    case AGENT -> ", readable for the agent only";
                    case AS_BEFORE -> ", owner and mode stay";
                };
        out.printf("%n%s (%s%s)%n", change.path(), change.kind().label(), readers);
        change.shown().lines().forEach(line -> out.println("  | " + line));
    }

    private boolean agreed(PrintWriter out) {
        if (!Terminal.isThere()) {
            out.println("\nNothing was written: no terminal is there to answer; add --yes.");
            out.flush();
            return false;
        }
        out.print("\nWrite this? [y/N] ");
        out.flush();
        if (Terminal.saysYes()) {
            return true;
        }
        out.println("Nothing was written.");
        out.flush();
        return false;
    }

    private void next(Plan plan, PrintWriter out) {
        if (!plan.byHand().isEmpty()) {
            out.println("\nBy hand, as setup touches no other file:");
            plan.byHand().forEach(words -> out.println("  - " + words));
        }
        out.println(
                "\nKeep the secret: even this user may end bridges, withdraw callers from queues and reset queues, for which Asterisk"
                        + " asks no right (setup --help names the actions).");
        out.printf("%nIn %s:%n", config);
        plan.settings().lines().forEach(line -> out.println("  | " + line));
        out.println(
                "\nNext: asterisk -rx 'manager reload', put these lines into the configuration, then: callwarden check --config "
                        + config);
        out.flush();
    }

    /** Another folder may be that of another Asterisk than the one that would answer here. */
    private AsteriskVersion version() {
        if (version != null) {
            return AsteriskVersion.parse(version)
                    .orElseThrow(() -> new Stop(
                            ExitCode.USAGE,
                            "--asterisk-version: must be a version such as 22.10, found \"%s\"".formatted(version)));
        }
        return folder.equals(Path.of(AsteriskFolder.USUAL))
                ? installed().flatMap(AsteriskVersion::parse).orElse(null)
                : null;
    }

    private static Optional<String> installed() {
        try {
            Process asterisk = new ProcessBuilder("asterisk", "-V")
                    .redirectErrorStream(true)
                    .start();
            asterisk.getOutputStream().close();
            if (!asterisk.waitFor(SECONDS_FOR_AN_ANSWER, TimeUnit.SECONDS)) {
                asterisk.destroyForcibly();
                return Optional.empty();
            }
            byte[] said = asterisk.getInputStream().readNBytes(MOST_OF_A_VERSION);
            return Optional.of(new String(said, StandardCharsets.UTF_8));
        } catch (IOException absent) {
            // No Asterisk on the path: the output says that the version is not known.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.FAILURE, "Interrupted while asking Asterisk for its version");
        }
    }
}
