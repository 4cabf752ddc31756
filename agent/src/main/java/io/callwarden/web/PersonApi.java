package io.callwarden.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /api/people/forget}: POST begins to forget a person, or with {@code dryRun} to look for him; GET asks how the last one went. All
 * calls are read, which may take minutes, so both answer as {@link LongTask} does. Used on one
 * event loop.
 */
final class PersonApi {
    private final PersonDesk desk;
    private final LongTask<String> task;

    PersonApi(Vertx vertx, PersonDesk desk) {
        this.desk = desk;
        task = new LongTask<>(
                vertx,
                "forget",
                "Nobody was forgotten since the agent started.",
                said -> Answer.text(200, said + "\n"),
                cause -> Answer.text(cause instanceof BadQueryException ? 400 : 500, cause.getMessage() + "\n"));
    }

    void begin(RoutingContext context) {
        if (task.isRunning()) {
            Answer.text(409, "Somebody else is just being forgotten; try again in a minute.\n")
                    .send(context);
            return;
        }
        String number = context.request().getFormAttribute("number");
        boolean dryRun = "true".equals(context.request().getFormAttribute("dryRun"));
        task.begin(() -> dryRun ? desk.look(number) : desk.forget(number));
        await(context);
    }

    void await(RoutingContext context) {
        task.await(context);
    }
}
