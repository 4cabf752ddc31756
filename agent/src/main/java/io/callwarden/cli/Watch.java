package io.callwarden.cli;

import io.callwarden.Agent;
import io.callwarden.service.ServiceManager;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the running agent from the main thread, and tells the log and the service manager how it stands. */
final class Watch {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final int MILLIS_AT_START = 20;
    private static final int MILLIS_LATER = 1_000;
    private static final Duration START_GOES_ON = Duration.ofSeconds(60);

    private final Agent agent;
    private final ServiceManager manager;
    private boolean started;
    private boolean ready;
    private String status = "";
    private List<String> stuck = List.of();
    private long saidAlive = System.nanoTime();
    private long saidStarting = System.nanoTime();

    Watch(Agent agent, ServiceManager manager) {
        this.agent = agent;
        this.manager = manager;
    }

    /** Comes back when {@code stop} says so. */
    void until(CountDownLatch stop) throws InterruptedException {
        do {
            look();
        } while (!stop.await(ready ? MILLIS_LATER : MILLIS_AT_START, TimeUnit.MILLISECONDS));
        manager.stopping();
    }

    private void look() {
        agent.checkStore();
        List<String> missing = agent.missing();
        if (!ready && missing.isEmpty()) {
            ready = true;
            // Not from ProcessHandle: where /proc shows nothing but processes it does not know when the machine
            // started.
            log.info(
                    "Ready, {} ms after the start",
                    ManagementFactory.getRuntimeMXBean().getUptime());
        }
        tellStart();
        tellStatus(missing.isEmpty() ? "All PBXs are heard" : String.join(" ", missing));
        tellAlive();
    }

    /** A PBX or a database that is away is not waited for: the agent works without. */
    private void tellStart() {
        if (!started && agent.started()) {
            started = true;
            manager.ready();
        } else if (!started && isOver(saidStarting, START_GOES_ON.dividedBy(4))) {
            saidStarting = System.nanoTime();
            manager.starting(START_GOES_ON);
        }
    }

    private void tellStatus(String now) {
        if (!now.equals(status)) {
            status = now;
            manager.status(now);
        }
    }

    private void tellAlive() {
        if (manager.watchdog().isZero() || !isOver(saidAlive, manager.watchdog().dividedBy(4))) {
            return;
        }
        List<String> now = agent.stuck();
        if (now.isEmpty()) {
            saidAlive = System.nanoTime();
            manager.alive();
        } else if (!now.equals(stuck)) {
            log.error("Does not move any more: {}. systemd will start the agent again", String.join(", ", now));
        }
        stuck = now;
    }

    private static boolean isOver(long since, Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
