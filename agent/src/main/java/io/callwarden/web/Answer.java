package io.callwarden.web;

import io.callwarden.metrics.Metrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** A finished page. */
record Answer(int status, String contentType, byte[] body) {
    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer page(String contentType, String text) {
        return new Answer(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer metrics(Metrics metrics, Request request) {
        Metrics.Page page = metrics.scrape(request.accept());
        return new Answer(200, page.contentType(), page.body());
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response().setStatusCode(status).putHeader("Content-Type", contentType);
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length)).end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
