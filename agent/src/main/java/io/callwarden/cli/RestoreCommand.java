package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.Restore;
import io.callwarden.store.EmbeddedDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden restore}: puts a backup in the place of the embedded database. */
@Command(
        name = "restore",
        description = {
            "Puts a backup in the place of the embedded database, which may be damaged or gone; it is kept under another name beside it.",
            "The agent must not run. The backup is opened and counted first; where it is no good, nothing is changed."
        },
        footer = ExitCode.HELP + "%n" + ServerDump.HELP)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Parameters(paramLabel = "FILE", description = "A backup, as callwarden backup makes them.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        if (ServerDump.isServer(configuration.store())) {
            spec.commandLine().getErr().println("callwarden: " + ServerDump.restore(configuration.store()));
            return ServerDump.EXIT_CODE;
        }
        EmbeddedDatabase database = EmbeddedFile.of(configuration.store());
        try {
            Restore.Restored restored = new Restore(database, database.file(), Clock.systemUTC()).from(file);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Restored %s (schema %s) from %s.%n%s%n",
                    restored.contents().words(),
                    restored.contents().schemaVersion(),
                    file,
                    restored.kept() == null
                            ? "There was no database before. The agent can be started."
                            : "The database of before is kept as %s; remove it when all is well. The agent can be started."
                                    .formatted(restored.kept()));
            out.flush();
            return ExitCode.OK;
        } catch (BackupException e) {
            throw new Stop(ExitCode.FAILURE, e.getMessage());
        }
    }
}
