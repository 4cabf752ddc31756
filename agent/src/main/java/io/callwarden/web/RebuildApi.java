package io.callwarden.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/recovery/rebuild}: POST begins to make all call-backs anew, or joins in where that is under way; GET asks how the last one
 * went. It may take minutes, so both answer as {@link LongTask} does. Used on one event loop.
 */
final class RebuildApi {
    private static final Logger log = LoggerFactory.getLogger(RebuildApi.class);

    private final CallbackDesk desk;
    private final LongTask<Integer> task;

    RebuildApi(Vertx vertx, CallbackDesk desk) {
        this.desk = desk;
        task = new LongTask<>(
                vertx,
                "rebuild",
                "Call-backs were not made anew since the agent started.",
                differed -> Answer.page("application/json", "{\"customersDiffered\": %d}\n".formatted(differed)),
                cause -> Answer.text(500, cause.getMessage() + "\n"));
    }

    void begin(RoutingContext context) {
        if (!task.isRunning()) {
            log.info("Making all call-backs anew from the calls on record");
            task.begin(desk::rebuild)
                    .onSuccess(
                            differed -> log.info("Made all call-backs anew; those of {} customers differed", differed))
                    .onFailure(e -> log.error("Call-backs could not all be made anew: {}", e.toString()));
        }
        await(context);
    }

    void await(RoutingContext context) {
        task.await(context);
    }
}
