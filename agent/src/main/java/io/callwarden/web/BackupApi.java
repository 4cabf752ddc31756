package io.callwarden.web;

import io.callwarden.backup.Backup;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.Backups;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/backup}, for commands only: POST begins a backup, to the {@code file} of the form where it names one; GET asks how the last one went. It
 * may take minutes, so both answer as {@link LongTask} does. Used on one event loop.
 */
final class BackupApi {
    private static final Logger log = LoggerFactory.getLogger(BackupApi.class);

    private final Optional<Backups> backups;
    private final LongTask<Backup> task;

    /** @param backups empty where the database is not ours to back up */
    BackupApi(Vertx vertx, Optional<Backups> backups) {
        this.backups = backups;
        task = new LongTask<>(
                vertx,
                "backup",
                "No backup was asked for since the agent started.",
                BackupApi::made,
                BackupApi::failed);
    }

    void begin(RoutingContext context) {
        if (backups.isEmpty()) {
            Answer.text(
                            404,
                            "This agent has no embedded database: its calls are in PostgreSQL, back them up by pg_dump.\n")
                    .send(context);
            return;
        }
        if (task.isRunning()) {
            Answer.text(409, "Another backup is being made; try again when it is done.\n")
                    .send(context);
            return;
        }
        String file = context.request().getFormAttribute("file");
        if (file != null && !Path.of(file).isAbsolute()) {
            Answer.text(400, "file: must be an absolute path, found \"%s\"\n".formatted(file))
                    .send(context);
            return;
        }
        task.begin(() -> backups.get().make(file == null ? null : Path.of(file)))
                .onFailure(e -> log.error("The backup that was asked for failed: {}", e.getMessage()));
        await(context);
    }

    void await(RoutingContext context) {
        task.await(context);
    }

    private static Answer made(Backup backup) {
        return Answer.text(200, backup.words() + ".\n");
    }

    /** What is wrong with the file or the disk is for whoever asked; anything else is a fault of ours. */
    private static Answer failed(Throwable cause) {
        return cause instanceof BackupException
                ? Answer.text(400, cause.getMessage() + "\n")
                : Answer.text(500, "The backup failed; the agent's log says why.\n");
    }
}
