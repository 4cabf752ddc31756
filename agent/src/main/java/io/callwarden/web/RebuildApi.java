package io.callwarden.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/recovery/rebuild}: POST begins to make all call-backs anew, or joins in where that is under way; GET asks how the last one
 * went. It may take minutes, so both answer after {@link #MILLIS_TO_WAIT} at the latest, with 202 while it goes on. Used on one event loop.
 */
final class RebuildApi {
    /** Less than any connection lets pass in silence. */
    private static final int MILLIS_TO_WAIT = 20_000;

    private static final Logger log = LoggerFactory.getLogger(RebuildApi.class);

    private final Vertx vertx;
    private final CallbackDesk desk;
    private final WorkerExecutor worker;
    private Future<Integer> last;

    RebuildApi(Vertx vertx, CallbackDesk desk) {
        this.vertx = vertx;
        this.desk = desk;
        worker = vertx.createSharedWorkerExecutor("rebuild", 1, 1, TimeUnit.DAYS);
    }

    void begin(RoutingContext context) {
        if (last == null || last.isComplete()) {
            log.info("Making all call-backs anew from the calls on record");
            last = worker.executeBlocking(desk::rebuild);
            last.onSuccess(differed -> log.info("Made all call-backs anew; those of {} customers differed", differed))
                    .onFailure(e -> log.error("Call-backs could not all be made anew: {}", e.toString()));
        }
        await(context);
    }

    void await(RoutingContext context) {
        if (last == null) {
            Answer.text(404, "Call-backs were not made anew since the agent started.\n")
                    .send(context);
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
                            ? Answer.page(
                                    "application/json", "{\"customersDiffered\": %d}\n".formatted(result.result()))
                            : Answer.text(500, result.cause().getMessage() + "\n"));
        });
    }

    private static void answer(RoutingContext context, AtomicBoolean answered, Answer answer) {
        if (!answered.getAndSet(true) && !context.response().closed()) {
            answer.send(context);
        }
    }
}
