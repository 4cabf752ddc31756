package io.callwarden.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Something that commands ask for and that may take minutes, one at a time. Whoever waits for it is answered after {@link #MILLIS_TO_WAIT} at the
 * latest, with 202 while it goes on, and asks again. Used on one event loop; the work is done on a thread of its own.
 *
 * @param <T> what comes of it
 */
final class LongTask<T> {
    /** Less than any connection lets pass in silence. */
    private static final int MILLIS_TO_WAIT = 20_000;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final String neverBegun;
    private final Function<T, Answer> done;
    private final Function<Throwable, Answer> failed;
    private Future<T> last;

    /**
     * @param name of its thread
     * @param neverBegun answers who asks before it was begun once
     * @param done answers who waits for one that ended well
     * @param failed answers who waits for one that did not
     */
    LongTask(
            Vertx vertx, String name, String neverBegun, Function<T, Answer> done, Function<Throwable, Answer> failed) {
        this.vertx = vertx;
        this.neverBegun = neverBegun;
        this.done = done;
        this.failed = failed;
        worker = vertx.createSharedWorkerExecutor(name, 1, 1, TimeUnit.DAYS);
    }

    /** Whether one goes on. */
    boolean isRunning() {
        return last != null && !last.isComplete();
    }

    /** Begins; to be called where none goes on. */
    Future<T> begin(Callable<T> work) {
        last = worker.executeBlocking(work);
        return last;
    }

    /** Answers when the last one has ended, or has gone on for long. */
    void await(RoutingContext context) {
        if (last == null) {
            Answer.text(404, neverBegun + "\n").send(context);
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        long timer = vertx.setTimer(
                MILLIS_TO_WAIT, passed -> answer(context, answered, new Answer(202, "text/plain", new byte[0])));
        last.onComplete(result -> {
            vertx.cancelTimer(timer);
            answer(context, answered, result.succeeded() ? done.apply(result.result()) : failed.apply(result.cause()));
        });
    }

    private static void answer(RoutingContext context, AtomicBoolean answered, Answer answer) {
        if (!answered.getAndSet(true) && !context.response().closed()) {
            answer.send(context);
        }
    }
}
