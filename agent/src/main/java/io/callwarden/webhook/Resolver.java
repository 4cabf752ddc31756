package io.callwarden.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts and keeps webhooks away from those that are not public. A look-up may hang for long, so it happens on
 * threads of its own, and whoever waits gives up in time. Thread-safe.
 */
final class Resolver implements AutoCloseable {
    private static final int MOST_LOOKUPS_AT_ONCE = 8;
    private static final int MOST_WAITING = 256;
    private static final int MOST_ADDRESSES = 4;
    private static final int SECONDS_IDLE = 30;

    private final ExecutorService lookups;
    private final Names names;

    /** The way from a name to its addresses. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    Resolver(Names names) {
        this.names = names;
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                MOST_LOOKUPS_AT_ONCE,
                MOST_LOOKUPS_AT_ONCE,
                SECONDS_IDLE,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "webhook-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        lookups = executor;
    }

    /**
     * The addresses to try, in this order; at least one.
     *
     * @throws Unreachable if there is none, or one of them may not be used
     */
    List<InetAddress> addresses(Target target, boolean allowPrivate, long millis)
            throws Unreachable, InterruptedException {
        List<InetAddress> addresses = List.of(look(target, millis));
        for (InetAddress address : addresses) {
            if (!allowPrivate && !PublicAddress.is(address)) {
                throw new Unreachable("%s leads to %s, which is no public address: set allow-private if that is meant"
                        .formatted(target, address.getHostAddress()));
            }
        }
        return addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
    }

    private InetAddress[] look(Target target, long millis) throws Unreachable, InterruptedException {
        Future<InetAddress[]> lookup = null;
        try {
            lookup = lookups.submit(() -> names.of(target.host()));
            return lookup.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unreachable("No address is known for " + target.host());
        } catch (TimeoutException e) {
            lookup.cancel(false);
            throw new Unreachable("The name server did not tell the address of %s in time".formatted(target.host()));
        } catch (RejectedExecutionException e) {
            throw new Unreachable("Too many names wait for the name server");
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
