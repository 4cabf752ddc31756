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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long answers, sent as they are made. Whoever reads too slowly is cut off, and only a few may read at a time, so that workers stay free
 * for the other pages.
 */
final class StreamedAnswers {
    private static final Logger log = LoggerFactory.getLogger(StreamedAnswers.class);
    private static final int READERS = 2;
    private static final int CHUNK_CHARACTERS = 32_768;
    private static final int SECONDS_A_CHUNK = 30;

    private final Vertx vertx;
    private final Semaphore readers = new Semaphore(READERS);

    /**
     * An answer that is still to be made.
     *
     * @param writing makes it on a worker, piece by piece
     */
    record Text(String contentType, Consumer<Consumer<String>> writing) {}

    StreamedAnswers(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * @param ask understands the parameters of one with that role, on the event loop; throws {@link BadQueryException} where it cannot, and
     *     {@link NotForRoleException} where he may not know
     */
    Handler<RoutingContext> of(BiFunction<Map<String, String>, Role, Text> ask) {
        return context -> {
            Text text;
            try {
                text = ask.apply(parameters(context), Doors.role(context));
            } catch (BadQueryException e) {
                Answer.text(400, e.getMessage() + "\n").send(context);
                return;
            } catch (NotForRoleException e) {
                Answer.text(403, e.getMessage() + "\n").send(context);
                return;
            }
            if (!readers.tryAcquire()) {
                Answer.text(503, "Others are reading long lists; try again in a moment.\n")
                        .send(context);
                return;
            }
            vertx.executeBlocking(() -> stream(text, context), false).onComplete(done -> {
                readers.release();
                if (done.failed()) {
                    failed(context, done.cause());
                }
            });
        };
    }

    private static Map<String, String> parameters(RoutingContext context) {
        Map<String, String> parameters = new LinkedHashMap<>();
        context.queryParams().forEach(parameters::put);
        return parameters;
    }

    private static Void stream(Text text, RoutingContext context) {
        HttpServerResponse response = context.response().putHeader("Content-Type", text.contentType());
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
            return null;
        }
        response.setChunked(true);
        StringBuilder chunk = new StringBuilder();
        text.writing().accept(piece -> {
            chunk.append(piece);
            if (chunk.length() >= CHUNK_CHARACTERS) {
                send(response, chunk);
            }
        });
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
        String path = context.request().path();
        if (cause instanceof ReaderGoneException) {
            log.debug("A reader of {} went away or read too slowly", path, cause);
            context.request().connection().close();
        } else if (context.response().headWritten()) {
            // Too late for a status; a cut connection tells the reader that this is not all.
            log.error("Cannot read all that was asked of {}: {}", path, cause.toString());
            context.request().connection().close();
        } else {
            Unanswered.because(cause).ifPresentOrElse(answer -> answer.send(context), () -> context.fail(500, cause));
        }
    }

    private static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ReaderGoneException(Exception cause) {
            super(cause);
        }
    }
}
