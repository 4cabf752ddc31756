package io.callwarden.mail;

import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Carrier.Result.Later;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits no longer for an attempt than it may take: a server that sends a byte now and then keeps within the timeout of each answer, and
 * would never come to an end. Such an attempt is left to itself, and none is begun before it ended, so there is one at most.
 */
final class Deadline implements AutoCloseable {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** One answer may be late; when several are, the server is as good as away. */
    private static final int TIMEOUTS = 4;

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final MailServer server;
    private final Duration limit;
    private final ExecutorService worker;
    private final CompletableFuture<Result> closed = new CompletableFuture<>();
    private CompletableFuture<Result> underWay = CompletableFuture.completedFuture(null);

    Deadline(MailServer server, String receiver) {
        this(server, receiver, longer(SHORTEST, server.timeout().multipliedBy(TIMEOUTS)));
    }

    Deadline(MailServer server, String receiver, Duration limit) {
        this.server = server;
        this.limit = limit;
        worker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, receiver);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    Duration limit() {
        return limit;
    }

    synchronized Result within(Supplier<Result> attempt) {
        if (closed.isDone()) {
            return closed.join();
        }
        if (!underWay.isDone()) {
            return later("the mail server %s still holds an earlier attempt".formatted(server.address()));
        }
        underWay = CompletableFuture.supplyAsync(attempt, worker);
        try {
            return (Result) CompletableFuture.anyOf(underWay, closed).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return later("the mail server %s did not take a mail within %d s"
                    .formatted(server.address(), limit.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later("the attempt was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A mail could not be made", e.getCause());
        }
    }

    private static Later later(String problem) {
        return new Later(problem, null);
    }

    /** Lets an attempt that is under way come to its end, but does not wait for long. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed.complete(later("the agent was stopped"));
    }
}
