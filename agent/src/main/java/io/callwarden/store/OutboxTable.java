package io.callwarden.store;

import io.callwarden.notify.Notice;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Notices in their table, in the transaction of the handle. */
final class OutboxTable {
    private static final String PUT = """
            insert into outbox (receiver, subject, event, event_key, happened_at, body, state, attempts, next_at)
            select :receiver, :subject, :event, :key, :at, :body, 'waiting', 0, :now
             where not exists (select 1 from outbox
                    where receiver = :receiver and subject = :subject and event = :event and happened_at > :loudFrom and happened_at <= :at)
            on conflict do nothing
            """;

    private OutboxTable() {}

    /** Puts those that are not there yet and not to be kept quiet about; returns how many. */
    static int put(Handle handle, List<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return 0;
        }
        int put = 0;
        try (PreparedBatch batch = handle.prepareBatch(PUT)) {
            for (Notice notice : notices) {
                Instant loudFrom = notice.quiet() == null
                        ? notice.happenedAt()
                        : notice.happenedAt().minus(notice.quiet());
                batch.bind("receiver", notice.receiver())
                        .bind("subject", notice.subject())
                        .bind("event", notice.event().label())
                        .bind("key", notice.key())
                        .bind("at", Columns.time(notice.happenedAt()))
                        .bind("body", notice.body())
                        .bind("now", Columns.time(now))
                        .bind("loudFrom", Columns.time(loudFrom))
                        .add();
            }
            for (int rows : batch.execute()) {
                put += Math.max(0, rows);
            }
        }
        return put;
    }
}
