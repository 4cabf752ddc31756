package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.backup.Backup;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.BackupMaker;
import io.callwarden.backup.BackupNames;
import io.callwarden.store.EmbeddedDatabase;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden backup}: a backup of the embedded database, also while the agent runs. */
@Command(
        name = "backup",
        description = {
            "Backs the embedded database up, also while the agent runs, which then does it. The backup is whole and was opened, or there is none;"
                    + " no file is written over.",
            "A database on a PostgreSQL server is backed up by pg_dump: the command is printed."
        },
        footer = ExitCode.HELP + "%n" + ServerDump.HELP)
final class BackupCommand implements Callable<Integer> {
    private static final int STILL_AT_IT = 202;
    private static final String PATH = "/api/backup";

    @Mixin
    private ConfigOptions options;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Where to, not there yet (default: backups/callwarden-TIME.sql.gz in data-dir).")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        PrintWriter out = spec.commandLine().getOut();
        if (ServerDump.isServer(configuration.store())) {
            spec.commandLine().getErr().println("callwarden: " + ServerDump.backup(configuration.store()));
            return ServerDump.EXIT_CODE;
        }
        RunningAgent agent = new RunningAgent(configuration);
        out.println(agent.takesCommands() ? byTheAgent(agent) : byItself(EmbeddedFile.of(configuration.store())));
        out.flush();
        return ExitCode.OK;
    }

    private String byTheAgent(RunningAgent agent) {
        RunningAgent.Reply reply = agent.command(
                "POST",
                PATH,
                file == null ? Map.of() : Map.of("file", file.toAbsolutePath().toString()));
        while (reply.status() == STILL_AT_IT) {
            reply = agent.command("GET", PATH, Map.of());
        }
        return reply.text();
    }

    private String byItself(EmbeddedDatabase database) {
        if (!Files.exists(database.file())) {
            throw new Stop(
                    ExitCode.FAILURE,
                    "There is nothing to back up: no database is at %s. Has the agent run with this data-dir?"
                            .formatted(database.file()));
        }
        Clock clock = Clock.systemUTC();
        try {
            Backup backup = new BackupMaker(database, clock)
                    .make(file == null ? database.folder().resolve(BackupNames.of(clock.instant())) : file);
            return backup.words() + ".";
        } catch (BackupException e) {
            throw new Stop(ExitCode.FAILURE, e.getMessage());
        }
    }
}
