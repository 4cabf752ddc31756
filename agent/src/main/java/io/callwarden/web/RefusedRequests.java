package io.callwarden.web;

import io.callwarden.metrics.HttpMetrics;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Counts requests that are no HTTP or too long, which reach no page. */
final class RefusedRequests implements Handler<HttpServerRequest> {
    private final HttpMetrics metrics;

    RefusedRequests(HttpMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
        metrics.count(HttpMetrics.OTHER, request.response().getStatusCode());
    }
}
