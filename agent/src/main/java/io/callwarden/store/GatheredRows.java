package io.callwarden.store;

import io.callwarden.notify.Outbox.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows of a receiver that is told many notices as one, in the transaction of the handle. The oldest row speaks for all: when it is
 * due, all are, and whoever holds it holds all.
 */
final class GatheredRows {
    private static final String FIRST = """
            select id, next_at, waiting_since, attempts from outbox where receiver = :receiver and state = 'waiting'
             order by receiver, state, id limit 1
            """;
    /** Whoever changes it first has it: the other sees that it is not due any more. */
    private static final String HOLD_FIRST =
            "update outbox set next_at = :until where id = :id and state = 'waiting' and next_at <= :now";

    private static final String ALL = """
            select * from outbox where receiver = :receiver and state = 'waiting' order by receiver, state, id limit :most
            """;
    private static final String HOLD_ALL =
            "update outbox set next_at = :until where id = any(:ids) and state = 'waiting'";

    private final Handle handle;
    private final String receiver;

    GatheredRows(Handle handle, String receiver) {
        this.handle = handle;
        this.receiver = receiver;
    }

    private record First(long id, Instant nextAt, Instant waitingSince, boolean tried) {
        static First of(ResultSet row) throws SQLException {
            return new First(
                    row.getLong("id"),
                    Columns.instant(row, "next_at"),
                    Columns.instant(row, "waiting_since"),
                    row.getInt("attempts") > 0);
        }

        /** It waits for others only before it is tried for the first time. */
        Instant due(Duration gather) {
            Instant gathered = waitingSince.plus(gather);
            return tried || nextAt.isAfter(gathered) ? nextAt : gathered;
        }
    }

    Optional<Instant> nextDue(Duration gather) {
        return first().map(first -> first.due(gather));
    }

    List<Waiting> take(Instant now, Duration gather, Instant until, int atMost) {
        Optional<First> first = first().filter(row -> !row.due(gather).isAfter(now));
        if (first.isEmpty() || !hold(first.get(), now, until)) {
            return List.of();
        }
        List<Waiting> all = handle.createQuery(ALL)
                .bind("receiver", receiver)
                .bind("most", atMost)
                .map((row, context) -> OutboxRows.waiting(row))
                .list();
        handle.createUpdate(HOLD_ALL)
                .bind("until", Columns.time(until))
                .bindArray("ids", Long.class, all.stream().map(Waiting::id).toArray())
                .execute();
        return all;
    }

    private Optional<First> first() {
        return handle.createQuery(FIRST)
                .bind("receiver", receiver)
                .map((row, context) -> First.of(row))
                .findOne();
    }

    private boolean hold(First first, Instant now, Instant until) {
        return handle.createUpdate(HOLD_FIRST)
                        .bind("until", Columns.time(until))
                        .bind("id", first.id())
                        .bind("now", Columns.time(now))
                        .execute()
                > 0;
    }
}
