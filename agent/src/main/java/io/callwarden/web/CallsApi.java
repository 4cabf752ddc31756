package io.callwarden.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/calls}: the calls on record, streamed as they are read. Whoever reads too slowly is cut off, and only a few may read at a
 * time, so that workers stay free for the other pages.
 */
final class CallsApi implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(CallsApi.class);
    private static final int READERS = 2;
    private static final int CHUNK_CHARACTERS = 32_768;
    private static final int SECONDS_A_CHUNK = 30;

    private final Vertx vertx;
    private final RecordedCalls calls;
    private final Semaphore readers = new Semaphore(READERS);

    CallsApi(Vertx vertx, RecordedCalls calls) {
        this.vertx = vertx;
        this.calls = calls;
    }

    @Override
    public void handle(RoutingContext context) {
        CallsQuery query;
        try {
            query = CallsQuery.of(parameters(context), CallsFormat.JSON);
        } catch (BadQueryException e) {
            Answer.text(400, e.getMessage() + "\n").send(context);
            return;
        }
        if (!readers.tryAcquire()) {
            Answer.text(503, "Others are reading calls; try again in a moment.\n")
                    .send(context);
            return;
        }
        vertx.executeBlocking(() -> stream(query, context), false).onComplete(done -> {
            readers.release();
            if (done.failed()) {
                failed(context, done.cause());
            }
        });
    }

    private static Map<String, String> parameters(RoutingContext context) {
        Map<String, String> parameters = new LinkedHashMap<>();
        context.queryParams().forEach(parameters::put);
        return parameters;
    }

    private Void stream(CallsQuery query, RoutingContext context) {
        HttpServerResponse response =
                context.response().putHeader("Content-Type", query.format().contentType());
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
            return null;
        }
        response.setChunked(true);
        StringBuilder chunk = new StringBuilder();
        CallsFormat.Writer writer = query.format().writer(query.zone(), text -> {
            chunk.append(text);
            if (chunk.length() >= CHUNK_CHARACTERS) {
                send(response, chunk);
            }
        });
        calls.forEach(query.filter(), writer::call);
        writer.end();
        send(response, chunk);
        response.end();
        return null;
    }

    private static void send(HttpServerResponse response, StringBuilder chunk) {
        Buffer bytes = Buffer.buffer(chunk.toString());
        chunk.setLength(0);
        try {
            response.write(bytes).toCompletionStage().toCompletableFuture().get(SECONDS_A_CHUNK, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ReaderGoneException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReaderGoneException(e);
        }
    }

    private static void failed(RoutingContext context, Throwable cause) {
        if (cause instanceof ReaderGoneException) {
            log.debug("A reader of /api/calls went away or read too slowly", cause);
            context.request().connection().close();
        } else if (context.response().headWritten()) {
            // Too late for a status; a cut connection tells the reader that this is not all.
            log.error("Cannot read all calls for /api/calls: {}", cause.toString());
            context.request().connection().close();
        } else {
            context.fail(500, cause);
        }
    }

    private static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ReaderGoneException(Exception cause) {
            super(cause);
        }
    }
}
