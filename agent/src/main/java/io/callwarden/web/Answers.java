package io.callwarden.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Makes pages on worker threads, so that a slow database never holds up the event loop. More requests than {@link #WAITING} at a time
 * are turned away rather than queued.
 */
final class Answers {
    static final int AT_ONCE = 4;
    private static final int WAITING = 64;

    private final Vertx vertx;
    private final AtomicInteger waiting = new AtomicInteger();

    Answers(Vertx vertx) {
        this.vertx = vertx;
    }

    Handler<RoutingContext> of(Function<Request, Answer> page) {
        return context -> {
            if (waiting.incrementAndGet() > WAITING) {
                waiting.decrementAndGet();
                Answer.text(503, "Too many requests are waiting; try again in a moment.\n")
                        .send(context);
                return;
            }
            Request request = new Request(
                    context.normalizedPath(),
                    context.request().getHeader("Accept"),
                    context.queryParams(),
                    context.request().formAttributes(),
                    Doors.role(context));
            vertx.executeBlocking(() -> page.apply(request), false).onComplete(result -> {
                waiting.decrementAndGet();
                if (context.response().closed()) {
                    return; // Whoever asked is gone.
                }
                if (result.succeeded()) {
                    result.result().send(context);
                } else {
                    Unanswered.because(result.cause())
                            .ifPresentOrElse(answer -> answer.send(context), () -> context.fail(500, result.cause()));
                }
            });
        };
    }
}
