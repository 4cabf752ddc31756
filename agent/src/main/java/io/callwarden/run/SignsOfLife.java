package io.callwarden.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every few seconds that the agent lives and until when it heard each PBX, so that the next run knows what was missed when this
 * one is killed. To be closed when no PBX is heard any more.
 */
public final class SignsOfLife implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SignsOfLife.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Path directory;
    private final Clock clock;
    private final Optional<LastRun> before;
    private final Map<String, Instant> heard = new HashMap<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "signs-of-life");
        made.setDaemon(true);
        return made;
    });
    private Supplier<Map<String, Instant>> heardNow = Map::of;
    private boolean begun;
    private boolean complained;

    /**
     * Reads what the run before left; writes nothing before {@link #begin}.
     */
    public SignsOfLife(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        before = read(directory);
        before.ifPresent(run -> heard.putAll(run.heard()));
    }

    private static Optional<LastRun> read(Path directory) {
        try {
            return LastRun.read(directory);
        } catch (IOException e) {
            log.warn(
                    "{} cannot be read ({}): how long no agent ran is not known",
                    directory.resolve(LastRun.FILE),
                    e.toString());
            return Optional.empty();
        }
    }

    /** The run before this one; empty where none is known. */
    public Optional<LastRun> before() {
        return before;
    }

    /**
     * Begins to write.
     *
     * @param heardNow the PBXs that are heard at this moment, each with the time on its clock; asked from another thread
     */
    public synchronized void begin(Supplier<Map<String, Instant>> heardNow) {
        this.heardNow = heardNow;
        begun = true;
        thread.scheduleWithFixedDelay(() -> write(false), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes soon, and not only when it is time again. */
    public void writeSoon() {
        thread.execute(() -> write(false));
    }

    private synchronized void write(boolean stopped) {
        if (!begun) {
            return;
        }
        heard.putAll(heardNow.get());
        try {
            new LastRun(clock.instant(), stopped, heard).write(directory);
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                log.warn(
                        "{} cannot be written ({}): should the agent be killed now, the next one does not know since when. Trying again",
                        directory.resolve(LastRun.FILE),
                        e.toString());
            }
            complained = true;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("{} is still being written; not waiting for it", directory.resolve(LastRun.FILE));
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write(true);
    }
}
