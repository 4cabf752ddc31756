package io.callwarden.web;

import io.callwarden.backup.Backup;
import io.callwarden.backup.BackupException;
import io.callwarden.backup.Backups;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/backup}, for commands only: POST begins a backup, to the {@code file} of the form where it names one; GET asks how the last one went. It
 * may take minutes, so both answer after {@link #MILLIS_TO_WAIT} at the latest, with 202 while it goes on. Used on one event loop.
 */
final class BackupApi {
    /** Less than any connection lets pass in silence. */
    private static final int MILLIS_TO_WAIT = 20_000;

    private static final Logger log = LoggerFactory.getLogger(BackupApi.class);

    private final Vertx vertx;
    private final Optional<Backups> backups;
    private final WorkerExecutor worker;
    private Future<Backup> last;

    /** @param backups empty where the database is not ours to back up */
    BackupApi(Vertx vertx, Optional<Backups> backups) {
        this.vertx = vertx;
        this.backups = backups;
        worker = vertx.createSharedWorkerExecutor("backup", 1, 1, TimeUnit.DAYS);
    }

    void begin(RoutingContext context) {
        if (backups.isEmpty()) {
            Answer.text(
                            404,
                            "This agent has no embedded database: its calls are in PostgreSQL, back them up by pg_dump.\n")
                    .send(context);
            return;
        }
        if (last != null && !last.isComplete()) {
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
        last = worker.executeBlocking(() -> backups.get().make(file == null ? null : Path.of(file)));
        last.onFailure(e -> log.error("The backup that was asked for failed: {}", e.getMessage()));
        await(context);
    }

    void await(RoutingContext context) {
        if (last == null) {
            Answer.text(404, "No backup was asked for since the agent started.\n")
                    .send(context);
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        long timer = vertx.setTimer(
                MILLIS_TO_WAIT, passed -> answer(context, answered, new Answer(202, "text/plain", new byte[0])));
        last.onComplete(result -> {
            vertx.cancelTimer(timer);
            answer(context, answered, result.succeeded() ? made(result.result()) : failed(result.cause()));
        });
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

    private static void answer(RoutingContext context, AtomicBoolean answered, Answer answer) {
        if (!answered.getAndSet(true) && !context.response().closed()) {
            answer.send(context);
        }
    }
}
