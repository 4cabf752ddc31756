package io.callwarden.cli;

import io.callwarden.Agent;
import io.callwarden.config.ConfigException;
import io.callwarden.service.HangUp;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the agent read its configuration anew at each SIGHUP, on a thread of its own; signals that come meanwhile are one more. */
final class HangUps implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HangUps.class);

    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean closed;

    /** From now on no signal ends the process; one that comes before there is an agent waits for it. */
    HangUps() {
        HangUp.on(wanted::release);
    }

    /** Begins; to be called once. */
    void tell(Agent agent) {
        Thread thread = new Thread(() -> work(agent), "reload");
        thread.setDaemon(true);
        thread.start();
    }

    private void work(Agent agent) {
        while (true) {
            wanted.acquireUninterruptibly();
            wanted.drainPermits();
            if (closed) {
                return;
            }
            reload(agent);
        }
    }

    private static void reload(Agent agent) {
        try {
            agent.reload();
        } catch (ConfigException e) {
            log.debug("Said already", e);
        } catch (RuntimeException e) {
            // Said too; this thread is there for the next signal.
            log.debug("Said already, as a fault", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        wanted.release();
    }
}
