package io.callwarden.web;

import io.callwarden.config.ConfigException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protection in effect: read anew when one of its files has changed, so that a renewed certificate and a changed password need no
 * restart. A file that became wrong changes nothing but the log. Whether there is TLS at all is settled at the start.
 */
final class LiveProtection implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(LiveProtection.class);

    private final Vertx vertx;
    private volatile Protection current;
    private List<String> seen;
    private Consumer<Protection> renew = changed -> {};

    LiveProtection(Vertx vertx, Protection first) {
        this.vertx = vertx;
        current = first;
        seen = state(first);
    }

    Protection current() {
        return current;
    }

    /** Sets the headers that the file adds to our own. */
    @Override
    public void handle(RoutingContext context) {
        current.headers().forEach(context.response()::putHeader);
        context.next();
    }

    /** Looks at the files every so often, on a worker, and tells what they say now when that has changed. */
    void keepUp(long everyMillis, Consumer<Protection> whoRenews) {
        renew = whoRenews;
        vertx.setPeriodic(
                everyMillis,
                timer -> vertx.executeBlocking(this::changed, true).onSuccess(changed -> {
                    if (changed) {
                        renew.accept(current);
                    }
                }));
    }

    /** Whether it differs in no more than can change while the server runs. */
    boolean canBecome(Protection next) {
        return (next.tls() == null) == (current.tls() == null);
    }

    /** Another one is in effect from now on; it {@linkplain #canBecome can be}. */
    synchronized void become(Protection next) {
        current = next;
        seen = state(next);
        renew.accept(next);
    }

    private synchronized boolean changed() {
        if (current.file() == null) {
            return false;
        }
        List<String> now = state(current);
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        try {
            Protection next = Protection.read(current.file());
            if (!canBecome(next)) {
                log.error("{}: TLS can be switched on or off by a restart only", current.file());
                return false;
            }
            current = next;
            seen = state(next);
            return true;
        } catch (ConfigException e) {
            log.error(
                    "{} was changed and cannot be used, so what it said before stays in effect: {}",
                    current.file(),
                    e.getMessage());
            return false;
        }
    }

    /** What tells a changed file from an unchanged one. */
    private static List<String> state(Protection protection) {
        if (protection.file() == null) {
            return List.of();
        }
        List<Path> files = new ArrayList<>(List.of(protection.file()));
        if (protection.tls() != null) {
            files.addAll(protection.tls().files());
        }
        return files.stream().map(LiveProtection::state).toList();
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + file.toRealPath();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
