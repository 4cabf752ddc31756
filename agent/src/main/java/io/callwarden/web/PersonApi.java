package io.callwarden.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /api/people/forget}: POST begins to forget a person, or with {@code dryRun} to look for him; GET asks how the last one went. All
 * calls are read, which may take minutes, so both answer after {@link #MILLIS_TO_WAIT} at the latest, with 202 while it goes on. Used on one
 * event loop.
 */
final class PersonApi {
    /** Less than any connection lets pass in silence. */
    private static final int MILLIS_TO_WAIT = 20_000;

    private final Vertx vertx;
    private final PersonDesk desk;
    private final WorkerExecutor worker;
    private Future<String> last;

    PersonApi(Vertx vertx, PersonDesk desk) {
        this.vertx = vertx;
        this.desk = desk;
        worker = vertx.createSharedWorkerExecutor("forget", 1, 1, TimeUnit.DAYS);
    }

    void begin(RoutingContext context) {
        if (last != null && !last.isComplete()) {
            Answer.text(409, "Somebody else is just being forgotten; try again in a minute.\n")
                    .send(context);
            return;
        }
        String number = context.request().getFormAttribute("number");
        boolean dryRun = "true".equals(context.request().getFormAttribute("dryRun"));
        last = worker.executeBlocking(() -> dryRun ? desk.look(number) : desk.forget(number));
        await(context);
    }

    void await(RoutingContext context) {
        if (last == null) {
            Answer.text(404, "Nobody was forgotten since the agent started.\n").send(context);
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        long timer = vertx.setTimer(
                MILLIS_TO_WAIT, passed -> answer(context, answered, new Answer(202, "text/plain", new byte[0])));
        last.onComplete(result -> {
            vertx.cancelTimer(timer);
            answer(
                    context,
                    answered,
                    result.succeeded()
                            ? Answer.text(200, result.result() + "\n")
                            : Answer.text(
                                    result.cause() instanceof BadQueryException ? 400 : 500,
                                    result.cause().getMessage() + "\n"));
        });
    }

    private static void answer(RoutingContext context, AtomicBoolean answered, Answer answer) {
        if (!answered.getAndSet(true) && !context.response().closed()) {
            answer.send(context);
        }
    }
}
