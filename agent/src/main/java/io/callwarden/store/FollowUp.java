package io.callwarden.store;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Notice;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.TaskNews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from facts as they are written, in the same transaction: tasks move, and notices of both lie in the outbox. After the
 * commit, whoever wants to know is told. Thread-safe.
 */
final class FollowUp {
    private static final Logger log = LoggerFactory.getLogger(FollowUp.class);

    private final Ledger ledger;
    private final Announcer announcer;
    private final List<Consumer<List<TaskNews>>> newsListeners = new CopyOnWriteArrayList<>();
    private final JdbcOutbox outbox;

    FollowUp(Ledger ledger, Announcer announcer, JdbcOutbox outbox) {
        this.ledger = ledger;
        this.announcer = announcer;
        this.outbox = outbox;
    }

    /**
     * What a transaction brought about.
     *
     * @param news what changed about tasks
     * @param notices how many were put into the outbox, by receiver
     */
    record Outcome(List<TaskNews> news, Map<String, Integer> notices) {
        static final Outcome NONE = new Outcome(List.of(), Map.of());
    }

    /** @param completeUntil up to when everything is on record; deadlines after it did not pass yet */
    Outcome ofCalls(Handle handle, List<Call> written, Instant completeUntil, Instant now) {
        return tell(handle, written, ledger.follow(handle, written, completeUntil), now);
    }

    Outcome ofTime(Handle handle, Instant now, int atMost) {
        return tell(handle, List.of(), ledger.passTime(handle, now, atMost), now);
    }

    /** @param since by customer, when a talk began that will not be recorded */
    Outcome ofTalks(Handle handle, Map<String, Instant> since, Instant now) {
        return tell(handle, List.of(), ledger.look(handle, since, now), now);
    }

    Outcome ofDismissal(Handle handle, String customer, Fact.Dismissal dismissal) {
        return tell(handle, List.of(), ledger.dismiss(handle, customer, dismissal), dismissal.at());
    }

    private Outcome tell(Handle handle, List<Call> written, List<TaskNews> news, Instant now) {
        List<Notice> notices = announcer.announce(written, news);
        return new Outcome(news, outbox.put(handle, notices, now));
    }

    /** To be called after the commit. */
    void committed(Outcome outcome) {
        if (!outcome.news().isEmpty()) {
            newsListeners.forEach(listener -> tell(() -> listener.accept(outcome.news())));
        }
        outbox.committed(outcome.notices());
    }

    /** What was committed is safe: a fault in one who is told of it must not look like a failure to write. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("Somebody could not be told of call-backs; please report this with the log", e);
        }
    }

    void onNews(Consumer<List<TaskNews>> listener) {
        newsListeners.add(listener);
    }
}
