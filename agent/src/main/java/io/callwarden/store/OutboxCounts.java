package io.callwarden.store;

import io.callwarden.notify.Outbox.Depth;
import io.callwarden.notify.Outbox.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How many rows of the outbox are in which state, in the transaction of the handle. */
final class OutboxCounts {
    private final Handle handle;

    OutboxCounts(Handle handle) {
        this.handle = handle;
    }

    /** By receiver; those for whom nothing waits and nothing was given up are missing. */
    Map<String, Depth> depths() {
        Map<String, Depth> depths = new HashMap<>();
        handle.createQuery("""
                        select receiver, state, count(*) as notices, min(happened_at) as oldest from outbox
                         where state in ('waiting', 'dead') group by state, receiver
                        """)
                .map((row, context) -> Map.entry(row.getString("receiver"), depth(row)))
                .list()
                .forEach(each -> depths.merge(each.getKey(), each.getValue(), OutboxCounts::together));
        return depths;
    }

    private static Depth depth(ResultSet row) throws SQLException {
        long notices = row.getLong("notices");
        return Columns.constant(State.class, row, "state") == State.WAITING
                ? new Depth(notices, Columns.instant(row, "oldest"), 0)
                : new Depth(0, null, notices);
    }

    private static Depth together(Depth one, Depth other) {
        return new Depth(
                one.waiting() + other.waiting(),
                one.oldest() == null ? other.oldest() : one.oldest(),
                one.dead() + other.dead());
    }

    /** How many of the rows wait, by receiver. */
    Map<String, Integer> waiting(List<Long> ids) {
        Map<String, Integer> counts = new HashMap<>();
        handle.createQuery(
                        "select receiver, count(*) as waiting from outbox where id = any(:ids) and state = 'waiting' group by receiver")
                .bindArray("ids", Long.class, ids.toArray())
                .map((row, context) -> counts.put(row.getString("receiver"), row.getInt("waiting")))
                .list();
        return counts;
    }
}
