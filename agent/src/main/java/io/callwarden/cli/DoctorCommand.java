package io.callwarden.cli;

import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.config.ConfigException;
import io.callwarden.config.Settings;
import io.callwarden.doctor.Figures;
import io.callwarden.doctor.LogLines;
import io.callwarden.doctor.Machine;
import io.callwarden.doctor.Mask;
import io.callwarden.doctor.Secrets;
import io.callwarden.doctor.ShownSettings;
import io.callwarden.web.ControlToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden doctor}: all that a bug report needs, in one text. */
@Command(
        name = "doctor",
        description = {
            "Gathers what a bug report needs into one text: versions, limits, settings, the state of links and store, figures, threads, the last"
                    + " lines of the log, and what check finds.",
            "Phone numbers, names, addresses and secrets are left out or masked, whatever the text they are in; read it before you send it."
        },
        footer = ExitCode.HELP)
final class DoctorCommand implements Callable<Integer> {
    private static final int SECONDS_FOR_THE_JOURNAL = 10;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A file for it, not there yet, readable for you only (default: standard output).")
    private Path output;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "The agent's log, where it is not in the journal of the service callwarden.")
    private Path journal;

    @Spec
    private CommandSpec spec;

    private final StringBuilder text = new StringBuilder();
    private Mask mask = new Mask(List.of());

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Configuration configuration = Configuration.from(settings);
        mask = new Mask(privateWords(settings, configuration));
        Build build = Build.current();
        section(
                "Callwarden",
                () -> "%s (commit %s), this text is of %s"
                        .formatted(
                                build.version(),
                                build.revision(),
                                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)));
        section("Machine", Machine::system);
        section("Limits of this command", Machine::limits);
        section("Configuration", () -> configuration(settings));
        section("Data", () -> mask.of(Machine.folder(configuration.store().dataDir())));
        RunningAgent agent = new RunningAgent(configuration);
        section("Running agent", () -> mask.of(part(agent, "state")));
        section("Its limits", () -> part(agent, "limits"));
        section("Its figures", () -> Figures.masked(page(agent, "/metrics", Map.of()), mask));
        section("Its threads", () -> mask.of(part(agent, "threads")));
        section("Check", () -> mask.of(check()));
        section("Log", () -> LogLines.masked(log(), mask));
        write();
        return ExitCode.OK;
    }

    private static List<String> privateWords(Settings settings, Configuration configuration) {
        List<String> words = new ArrayList<>(ShownSettings.privateWords(settings.effective()));
        words.addAll(Secrets.in(configuration));
        try {
            ControlToken.read(configuration.store().dataDir()).ifPresent(words::add);
        } catch (IOException e) {
            // Who cannot read it cannot show it.
            return words;
        }
        return words;
    }

    /** What one part says, or why it cannot; a broken part is what the bug report is about. */
    private void section(String title, Supplier<String> part) {
        String words;
        try {
            words = part.get();
        } catch (RuntimeException e) {
            words = "not available: " + mask.of(String.valueOf(e.getMessage()));
        }
        text.append("== ")
                .append(title)
                .append(" ==\n")
                .append(words.stripTrailing())
                .append("\n\n");
    }

    private String configuration(Settings settings) {
        String lines = String.join("\n", ShownSettings.lines(settings.effective(), mask));
        try {
            settings.check();
            return lines;
        } catch (ConfigException e) {
            return lines + "\n" + mask.of(e.getMessage());
        }
    }

    private static String part(RunningAgent agent, String part) {
        return page(agent, "/api/doctor", Map.of("part", part));
    }

    private static String page(RunningAgent agent, String path, Map<String, String> query) {
        StringWriter page = new StringWriter();
        agent.copy(path, query, new PrintWriter(page));
        return page.toString();
    }

    private String check() {
        StringWriter found = new StringWriter();
        CommandLine command = Callwarden.commandLine();
        command.setOut(new PrintWriter(found));
        command.setErr(new PrintWriter(found));
        List<String> arguments = new ArrayList<>(List.of("check", "--listen", "1"));
        arguments.addAll(options.arguments());
        int exitCode = command.execute(arguments.toArray(String[]::new));
        return found + "exit code " + exitCode;
    }

    private String log() {
        try {
            return journal == null ? fromTheJournal() : Files.readString(journal);
        } catch (IOException e) {
            return "The log cannot be read (%s): run this as root, or name its file with --journal".formatted(e);
        }
    }

    private static String fromTheJournal() throws IOException {
        Path lines = Files.createTempFile("callwarden-journal", ".txt");
        try {
            Process process = new ProcessBuilder(
                            "journalctl", "--unit=callwarden", "--lines=300", "--no-pager", "--output=short-iso")
                    .redirectErrorStream(true)
                    .redirectOutput(lines.toFile())
                    .start();
            if (!process.waitFor(SECONDS_FOR_THE_JOURNAL, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Interrupted while reading the journal";
        } finally {
            Files.delete(lines);
        }
    }

    private void write() {
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        try {
            Files.createFile(
                    output, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(output, text, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Stop(
                    ExitCode.FAILURE,
                    "%s is there already and is not written over: choose another name".formatted(output));
        } catch (IOException e) {
            throw new Stop(ExitCode.FAILURE, "%s cannot be written (%s): choose another folder".formatted(output, e));
        }
    }
}
