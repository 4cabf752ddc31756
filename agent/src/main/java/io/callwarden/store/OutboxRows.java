package io.callwarden.store;

import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.Outbox.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Moves the rows of the outbox from state to state, in the transaction of the handle. */
final class OutboxRows {
    private static final String DUE = """
            select o.id from outbox o
             where o.receiver = :receiver and o.state = 'waiting' and o.next_at <= :now
               and not exists (select 1 from outbox e
                    where e.receiver = o.receiver and e.subject = o.subject and e.state = 'waiting' and e.id < o.id)
             order by o.receiver, o.state, o.next_at, o.id limit :most
            """;
    /** Whoever changes the row first has it: the other sees that it is not due any more. */
    private static final String HOLD =
            "update outbox set next_at = :until where id = :id and state = 'waiting' and next_at <= :now";

    private static final String POSTPONE = """
            update outbox set attempts = attempts + 1, next_at = :next, problem = :problem where id = any(:ids) and state = 'waiting'
            """;
    private static final String POSTPONE_THOSE_BEHIND = """
            update outbox set next_at = :next
             where receiver = :receiver and subject = :subject and state = 'waiting' and next_at < :next
            """;
    private static final String GIVE_UP_OLD = """
            update outbox set state = 'dead', ended_at = :now, problem = coalesce(problem, 'the receiver took nothing in all that time')
             where state = 'waiting' and id in (select id from outbox
                    where receiver = :receiver and state = 'waiting' and waiting_since < :since and attempts >= :least limit :most)
            """;
    private static final int LONGEST_PROBLEM = 500;

    private final Handle handle;

    OutboxRows(Handle handle) {
        this.handle = handle;
    }

    List<Long> due(String receiver, Instant now, int atMost) {
        return handle.createQuery(DUE)
                .bind("receiver", receiver)
                .bind("now", Columns.time(now))
                .bind("most", atMost)
                .mapTo(Long.class)
                .list();
    }

    /** Those of the rows that nobody else took meanwhile, oldest first. */
    List<Waiting> hold(List<Long> ids, Instant now, Instant until) {
        List<Long> held = new ArrayList<>(ids.size());
        try (PreparedBatch batch = handle.prepareBatch(HOLD)) {
            // In one order, so that two agents never wait for each other.
            List<Long> sorted = ids.stream().sorted().toList();
            sorted.forEach(id -> batch.bind("id", id)
                    .bind("now", Columns.time(now))
                    .bind("until", Columns.time(until))
                    .add());
            int[] rows = batch.execute();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] > 0) {
                    held.add(sorted.get(i));
                }
            }
        }
        return handle
                .createQuery("select * from outbox where id = any(:ids)")
                .bindArray("ids", Long.class, held.toArray())
                .map((row, context) -> waiting(row))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Waiting::id))
                .toList();
    }

    void postpone(List<Long> ids, Instant next, String problem) {
        handle.createUpdate(POSTPONE)
                .bindArray("ids", Long.class, ids.toArray())
                .bind("next", Columns.time(next))
                .bind("problem", cut(problem))
                .execute();
        try (PreparedBatch batch = handle.prepareBatch(POSTPONE_THOSE_BEHIND)) {
            handle.createQuery("select receiver, subject from outbox where id = any(:ids) order by receiver, subject")
                    .bindArray("ids", Long.class, ids.toArray())
                    .map((row, context) -> batch.bind("receiver", row.getString("receiver"))
                            .bind("subject", row.getString("subject"))
                            .bind("next", Columns.time(next))
                            .add())
                    .list();
            batch.execute();
        }
    }

    void release(List<Long> ids, Instant now) {
        handle.createUpdate("update outbox set next_at = :now where id = any(:ids) and state = 'waiting'")
                .bindArray("ids", Long.class, ids.toArray())
                .bind("now", Columns.time(now))
                .execute();
    }

    void delivered(List<Long> ids, Instant now) {
        end(ids, now, State.DELIVERED, null, "state <> 'delivered'");
    }

    void giveUp(List<Long> ids, Instant now, String problem) {
        end(ids, now, State.DEAD, cut(problem), "state = 'waiting'");
    }

    private void end(List<Long> ids, Instant now, State state, String problem, String where) {
        handle.createUpdate("""
                        update outbox set state = :state, attempts = attempts + 1, next_at = :now, ended_at = :now, problem = :problem
                         where id = any(:ids) and\s""" + where)
                .bindArray("ids", Long.class, ids.toArray())
                .bind("state", label(state))
                .bind("now", Columns.time(now))
                .bind("problem", problem)
                .execute();
    }

    int giveUpOld(String receiver, Instant since, int leastAttempts, Instant now, int atMost) {
        return handle.createUpdate(GIVE_UP_OLD)
                .bind("receiver", receiver)
                .bind("since", Columns.time(since))
                .bind("least", leastAttempts)
                .bind("most", atMost)
                .bind("now", Columns.time(now))
                .execute();
    }

    Optional<Instant> nextDue(String receiver) {
        return handle.createQuery(
                        "select next_at from outbox where receiver = :receiver and state = 'waiting' order by receiver, state, next_at limit 1")
                .bind("receiver", receiver)
                .map((row, context) -> Columns.instant(row, "next_at"))
                .findOne();
    }

    List<Waiting> list(String receiver, State state, int atMost) {
        return handle.createQuery("""
                        select * from outbox where id in (select id from outbox
                                where state = :state and receiver = coalesce(:receiver, receiver) order by id limit :most)
                         order by id
                        """)
                .bind("state", label(state))
                .bind("receiver", receiver)
                .bind("most", atMost)
                .map((row, context) -> waiting(row))
                .list();
    }

    /** Of each receiver how many were let go. */
    Map<String, Integer> sendAgain(String receiver, Long id, Instant now) {
        String dead = " state = 'dead' and receiver = coalesce(:receiver, receiver) and id = coalesce(:id, id)";
        Map<String, Integer> counts = new HashMap<>();
        handle.createQuery("select receiver, count(*) as waiting from outbox where" + dead + " group by receiver")
                .bind("receiver", receiver)
                .bind("id", id)
                .map((row, context) -> counts.put(row.getString("receiver"), row.getInt("waiting")))
                .list();
        handle.createUpdate(
                        "update outbox set state = 'waiting', attempts = 0, waiting_since = :now, next_at = :now, ended_at = null, problem = null where"
                                + dead)
                .bind("receiver", receiver)
                .bind("id", id)
                .bind("now", Columns.time(now))
                .execute();
        return counts;
    }

    int forget(State state, Instant before, int atMost) {
        return handle.createUpdate("""
                        delete from outbox where id in (select id from outbox where state = :state and ended_at < :before
                            order by state, ended_at limit :most)
                        """)
                .bind("state", label(state))
                .bind("before", Columns.time(before))
                .bind("most", atMost)
                .execute();
    }

    static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                new Notice(
                        row.getString("receiver"),
                        row.getString("subject"),
                        Columns.constant(Event.class, row, "event"),
                        row.getString("event_key"),
                        Columns.instant(row, "happened_at"),
                        row.getString("body"),
                        null),
                Columns.constant(State.class, row, "state"),
                row.getInt("attempts"),
                Columns.instant(row, "next_at"),
                row.getString("problem"));
    }

    private static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String problem) {
        String plain = problem.replace('\0', '\uFFFD');
        return plain.length() <= LONGEST_PROBLEM ? plain : plain.substring(0, LONGEST_PROBLEM - 1) + "…";
    }
}
