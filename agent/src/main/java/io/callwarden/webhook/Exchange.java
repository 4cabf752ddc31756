package io.callwarden.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer. The status alone decides, so an answer counts as soon as its head is there: a body that breaks off, never
 * ends or comes drop by drop takes nothing back. Lives on the event loop; one caller's thread waits for it.
 */
final class Exchange {
    private static final int MOST_BODY_BYTES = 4_096;

    private final CompletableFuture<Answer> done = new CompletableFuture<>();
    private final Buffer received = Buffer.buffer();
    private volatile HttpClientRequest request;
    private volatile HttpClientResponse response;
    private volatile boolean left;

    private Exchange() {}

    /**
     * Sends, and waits for the answer.
     *
     * @param millis at most, from connecting to the end of the answer
     * @throws ExecutionException if there was no answer, with the cause of that
     * @throws TimeoutException if there was none in time
     */
    static Answer of(HttpClient client, RequestOptions options, Buffer body, long millis)
            throws ExecutionException, TimeoutException, InterruptedException {
        Exchange exchange = new Exchange();
        client.request(options)
                .onSuccess(request -> exchange.send(request, body))
                .onFailure(problem -> exchange.done.completeExceptionally(new NotConnected(problem)));
        try {
            return exchange.done.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            HttpClientResponse head = exchange.response;
            if (head != null) {
                return answer(head, "");
            }
            throw e;
        } finally {
            exchange.leave();
        }
    }

    private void send(HttpClientRequest opened, Buffer body) {
        request = opened;
        if (left) {
            opened.reset();
            return;
        }
        opened.exceptionHandler(done::completeExceptionally);
        opened.response().onSuccess(this::read).onFailure(done::completeExceptionally);
        opened.end(body);
    }

    private void read(HttpClientResponse head) {
        response = head;
        head.handler(this::gather).exceptionHandler(broken -> finish()).endHandler(end -> finish());
    }

    private void gather(Buffer part) {
        received.appendBuffer(part.slice(0, Math.min(part.length(), MOST_BODY_BYTES - received.length())));
        if (received.length() == MOST_BODY_BYTES) {
            request.reset();
            finish();
        }
    }

    private void finish() {
        done.complete(answer(response, received.toString(StandardCharsets.UTF_8)));
    }

    private static Answer answer(HttpClientResponse head, String body) {
        return new Answer(head.statusCode(), head.getHeader("Retry-After"), head.getHeader("Location"), body);
    }

    /** Nobody waits any more: what is still under way is cut off. */
    private void leave() {
        left = true;
        HttpClientRequest opened = request;
        if (!done.isDone() && opened != null) {
            opened.reset();
        }
    }

    /** No connection came to be, so nothing was sent. */
    static final class NotConnected extends Exception {
        private static final long serialVersionUID = 1L;

        NotConnected(Throwable cause) {
            super(cause);
        }
    }
}
