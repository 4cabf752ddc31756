package io.callwarden.web;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes at once what is connected beyond what can be served, so that whoever opens connections and keeps them leaves descriptors to the
 * links to the PBXs and to the database. On the event loop.
 */
final class ConnectionLimit implements Handler<HttpConnection> {
    /** Far more than browsers, Prometheus and commands need. */
    static final int MOST = 200;

    /**
     * Descriptors that stay free, more than the sixteen connections that are accepted at once. Looking for them costs time, and is done only
     * where there are more connections than usual.
     */
    private static final int RESERVE = 40;

    private static final int USUAL = 8;
    private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final AtomicInteger open = new AtomicInteger();
    private long lastLine = System.nanoTime() - QUIET.toNanos();
    private int unsaid;

    @Override
    public void handle(HttpConnection connection) {
        int others = open.getAndIncrement();
        connection.closeHandler(closed -> open.decrementAndGet());
        if (others >= MOST || (others >= USUAL && freeDescriptors() < RESERVE)) {
            connection.close();
            unsaid++;
            tell(others);
        }
    }

    private void tell(int others) {
        long now = System.nanoTime();
        if (now - lastLine >= QUIET.toNanos()) {
            lastLine = now;
            log.warn(
                    "Closed {} HTTP connections at once: {} are open already, at most {} are served and {} file descriptors stay free."
                            + " See who keeps them open, or raise LimitNOFILE if it is too low",
                    unsaid,
                    others,
                    MOST,
                    RESERVE);
            unsaid = 0;
        }
    }

    private static long freeDescriptors() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()
                    : Long.MAX_VALUE;
        } catch (InternalError noneToCountWith) {
            return 0;
        }
    }
}
