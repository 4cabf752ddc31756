package io.callwarden.store;

import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Puts notices into their table, in the transaction of the handle. */
final class OutboxTable {
    private static final String PUT = """
            insert into outbox (receiver, subject, event, event_key, happened_at, body, state, attempts, waiting_since, next_at)
            select :receiver, :subject, :event, :key, :at, :body, 'waiting', 0, :now, :now
             where not exists (select 1 from outbox
                    where receiver = :receiver and subject = :subject and event in (:event, :first)
                      and happened_at > :quietFrom and happened_at < :quietUntil)
            on conflict do nothing
            """;

    private OutboxTable() {}

    /** Puts those that are not there yet and not to be kept quiet about; returns how many of each receiver. */
    static Map<String, Integer> put(Handle handle, List<Notice> notices, Instant now) {
        Map<String, Integer> put = new HashMap<>();
        if (notices.isEmpty()) {
            return put;
        }
        try (PreparedBatch batch = handle.prepareBatch(PUT)) {
            for (Notice notice : notices) {
                // Nothing lies within no time at all.
                Duration quiet = notice.quiet() == null ? Duration.ZERO : notice.quiet();
                batch.bind("receiver", notice.receiver())
                        .bind("subject", notice.subject())
                        .bind("event", notice.event().label())
                        .bind("first", first(notice.event()).label())
                        .bind("key", notice.key())
                        .bind("at", Columns.time(notice.happenedAt()))
                        .bind("body", notice.body())
                        .bind("now", Columns.time(now))
                        .bind("quietFrom", Columns.time(notice.happenedAt().minus(quiet)))
                        .bind("quietUntil", Columns.time(notice.happenedAt().plus(quiet)))
                        .add();
            }
            int[] rows = batch.execute();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] > 0) {
                    put.merge(notices.get(i).receiver(), 1, Integer::sum);
                }
            }
        }
        return put;
    }

    /** Of what an event is a repetition; itself where it can only repeat itself. */
    private static Event first(Event event) {
        return event == Event.CALLBACK_MISSED_AGAIN ? Event.CALLBACK_OPENED : event;
    }
}
