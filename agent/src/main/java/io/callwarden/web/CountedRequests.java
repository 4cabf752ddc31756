package io.callwarden.web;

import io.callwarden.metrics.HttpMetrics;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Counts every request when its answer has gone out. */
final class CountedRequests implements Handler<RoutingContext> {
    /** Pages that are counted apart; runbooks all together. */
    static final List<String> PATHS = List.of(
            "/",
            "/callbacks",
            "/reports",
            "/metrics",
            "/api/calls",
            "/api/callbacks",
            "/api/reports/employees",
            "/api/reports/cost",
            "/-/healthy",
            "/-/ready",
            "/style.css",
            "/runbooks/");

    private static final String RUNBOOKS = "/runbooks/";

    private final HttpMetrics metrics;

    CountedRequests(HttpMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        context.addEndHandler(ended ->
                metrics.count(page(context.request().path()), context.response().getStatusCode()));
        context.next();
    }

    private static String page(String path) {
        return path != null && path.startsWith(RUNBOOKS) ? RUNBOOKS : String.valueOf(path);
    }
}
