package io.callwarden.store;

import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.OutboxConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The outbox in its table. The same SQL runs on PostgreSQL and on H2 in PostgreSQL mode. */
final class JdbcOutbox implements Outbox {
    /** After so many times in which another agent was quicker, it may have the rest as well. */
    private static final int TRIES = 3;

    /** In one transaction, so that nobody waits long for it. */
    private static final int MOST_GIVEN_UP = 1_000;

    private final Database database;
    private final Jdbi jdbi;
    private final OutboxRoom room;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** However many receivers there are, together they use one connection: the others are for the writer and for readers. */
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    private volatile boolean counted;

    JdbcOutbox(Database database, Supplier<OutboxConfig> config, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.room = new OutboxRoom(() -> config.get().maxWaiting(), clock);
    }

    /** Puts notices for which there is room, in the transaction of the handle; to be followed by {@link #committed}. */
    Map<String, Integer> put(Handle handle, List<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return Map.of();
        }
        if (!counted) {
            count(new OutboxCounts(handle).depths());
        }
        return OutboxTable.put(handle, room.admit(notices), now);
    }

    /** To be called after the commit with what was put. */
    void committed(Map<String, Integer> put) {
        put.forEach(room::changed);
        if (!put.isEmpty()) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public List<Waiting> take(String receiver, Instant now, Duration hold, int atMost) {
        List<Waiting> taken = List.of();
        for (int i = 0; i < TRIES && taken.isEmpty(); i++) {
            List<Long> due = within(handle -> new OutboxRows(handle).due(receiver, now, atMost));
            if (due.isEmpty()) {
                return List.of();
            }
            taken = within(handle -> new OutboxRows(handle).hold(due, now, now.plus(hold)));
        }
        return taken;
    }

    @Override
    public List<Waiting> takeTogether(String receiver, Instant now, Duration gather, Duration hold, int atMost) {
        return within(handle -> new GatheredRows(handle, receiver).take(now, gather, now.plus(hold), atMost));
    }

    @Override
    public Optional<Instant> nextDueTogether(String receiver, Duration gather) {
        return within(handle -> new GatheredRows(handle, receiver).nextDue(gather));
    }

    @Override
    public void delivered(List<Long> ids, Instant now) {
        end(ids, rows -> rows.delivered(ids, now));
    }

    @Override
    public void giveUp(List<Long> ids, Instant now, String problem) {
        end(ids, rows -> rows.giveUp(ids, now, problem));
    }

    private void end(List<Long> ids, Consumer<OutboxRows> ending) {
        Map<String, Integer> waited = within(handle -> {
            OutboxRows rows = new OutboxRows(handle);
            Map<String, Integer> waiting = new OutboxCounts(handle).waiting(ids);
            ending.accept(rows);
            return waiting;
        });
        waited.forEach((receiver, count) -> room.changed(receiver, -count));
    }

    @Override
    public void postpone(List<Long> ids, Instant nextAt, String problem) {
        run(rows -> rows.postpone(ids, nextAt, problem));
    }

    @Override
    public void release(List<Long> ids, Instant now) {
        run(rows -> rows.release(ids, now));
    }

    @Override
    public int giveUpOld(String receiver, Instant since, int leastAttempts, Instant now) {
        int count =
                within(handle -> new OutboxRows(handle).giveUpOld(receiver, since, leastAttempts, now, MOST_GIVEN_UP));
        room.changed(receiver, -count);
        return count;
    }

    @Override
    public Optional<Instant> nextDue(String receiver) {
        return within(handle -> new OutboxRows(handle).nextDue(receiver));
    }

    @Override
    public Map<String, Depth> depths() {
        Map<String, Depth> depths = within(handle -> new OutboxCounts(handle).depths());
        count(depths);
        return depths;
    }

    private void count(Map<String, Depth> depths) {
        Map<String, Long> counts = new HashMap<>();
        depths.forEach((receiver, depth) -> counts.put(receiver, depth.waiting()));
        room.counted(counts);
        counted = true;
    }

    @Override
    public List<Waiting> list(String receiver, State state, int atMost) {
        return within(handle -> new OutboxRows(handle).list(receiver, state, atMost));
    }

    @Override
    public int sendAgain(String receiver, Long id, Instant now) {
        Map<String, Integer> let = within(handle -> new OutboxRows(handle).sendAgain(receiver, id, now));
        committed(let);
        return let.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public int forget(State state, Instant before, int atMost) {
        if (state == State.WAITING) {
            throw new IllegalArgumentException("what waits is delivered or given up, never forgotten");
        }
        return within(handle -> new OutboxRows(handle).forget(state, before, atMost));
    }

    @Override
    public long dropped(String receiver) {
        return room.dropped(receiver);
    }

    @Override
    public void onNew(Runnable listener) {
        listeners.add(listener);
    }

    private void run(Consumer<OutboxRows> work) {
        within(handle -> {
            work.accept(new OutboxRows(handle));
            return true;
        });
    }

    private <T> T within(Function<Handle, T> work) {
        oneAtATime.lock();
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("Cannot keep the outbox in " + database + ": " + database.reason(e), e);
        } finally {
            oneAtATime.unlock();
        }
    }
}
