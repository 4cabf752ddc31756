package io.callwarden.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the outbox of one receiver again and again until it answers, and says in the log when that begins and ends. Thread-safe. */
final class Persistence {
    private static final Logger log = LoggerFactory.getLogger(Persistence.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final String receiver;
    private final Bell bell;
    private boolean trouble;

    /** @param bell ends it when it is closed */
    Persistence(String receiver, Bell bell) {
        this.receiver = receiver;
        this.bell = bell;
    }

    void run(Runnable work) throws InterruptedException {
        ask(() -> {
            work.run();
            return true;
        });
    }

    /** What the outbox answered; empty if the bell is closed before. */
    <T> Optional<T> ask(Supplier<T> work) throws InterruptedException {
        while (true) {
            try {
                T result = work.get();
                note(null);
                return Optional.of(result);
            } catch (RuntimeException e) {
                if (bell.isClosed()) {
                    return Optional.empty();
                }
                note(e);
                bell.rest(AFTER_TROUBLE);
            }
        }
    }

    private synchronized void note(RuntimeException e) {
        if (e != null && !trouble) {
            log.warn("Nothing is brought to {} for now, and nothing is lost: {}", receiver, e.getMessage(), e);
        } else if (e == null && trouble) {
            log.info("The outbox of {} answers again", receiver);
        }
        trouble = e != null;
    }
}
