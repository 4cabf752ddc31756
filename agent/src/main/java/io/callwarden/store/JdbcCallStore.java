package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.TaskNews;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Calls in their tables. The same SQL runs on PostgreSQL and on H2 in PostgreSQL mode. */
final class JdbcCallStore implements CallStore {
    private static final int TASKS_AT_ONCE = 500;

    private final Database database;
    private final Jdbi jdbi;
    private final CallInsert insert;
    /** Null where missed calls are not followed. */
    private final Ledger ledger;

    private final FollowUp followUp;
    private final JdbcOutbox outbox;
    /** Null where missed calls are not followed. */
    private final LateCalls forgotten;

    private final Path dataDir;
    private final OldNumbers oldNumbers;
    private final Clock clock;
    /** Tells this store from others on the same database. */
    private final String agent = UUID.randomUUID().toString();

    /**
     * @param dataDir where the key of numbers lies
     * @param recovery how missed calls are followed; null for not at all
     */
    JdbcCallStore(
            Database database,
            Path dataDir,
            Recovery recovery,
            Announcer announcer,
            Supplier<OutboxConfig> outboxConfig,
            Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.ledger = recovery == null ? null : new Ledger(recovery, database.isShared() ? agent : null);
        this.outbox = new JdbcOutbox(database, outboxConfig, clock);
        this.followUp = ledger == null ? null : new FollowUp(ledger, announcer, outbox);
        this.clock = clock;
        this.forgotten = ledger == null ? null : new LateCalls(ledger.recovery().customers(), dataDir);
        this.dataDir = dataDir;
        this.oldNumbers = new OldNumbers(jdbi, dataDir);
        insert = new CallInsert(ledger == null ? call -> null : ledger::customer, database.hasMonths());
    }

    @Override
    public void prepare() {
        database.migrate();
    }

    @Override
    public int write(List<Call> calls, List<BlindInterval> intervals) {
        return write(calls, intervals, clock.instant());
    }

    @Override
    public synchronized int write(List<Call> calls, List<BlindInterval> intervals, Instant completeUntil) {
        try (Connection connection = database.connection()) {
            Written written = writeAll(connection, calls, intervals, completeUntil);
            database.makeDurable(connection);
            if (followUp != null) {
                followUp.committed(written.outcome());
            }
            return written.calls();
        } catch (SQLException e) {
            throw failed(e, e);
        } catch (JdbiException e) {
            throw failed(e, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
        } catch (NullPointerException | DateTimeException | ArithmeticException e) {
            throw new BadRecordException("The record cannot be put into columns (" + e + ")", e);
        }
    }

    private RuntimeException failed(Exception failure, SQLException cause) {
        if (Failures.isOfTheRecord(cause)) {
            return new BadRecordException("The database refuses the record: " + database.reason(failure), failure);
        }
        database.distrustConnections();
        return new StoreException("Cannot write to " + database + ": " + database.reason(failure), failure);
    }

    private record Written(int calls, FollowUp.Outcome outcome) {}

    private Written writeAll(
            Connection connection, List<Call> calls, List<BlindInterval> intervals, Instant completeUntil)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Call> written =
                    insert.write(connection, forgotten == null ? calls : forgotten.ofNobody(connection, calls));
            BlindIntervals.write(connection, intervals);
            FollowUp.Outcome outcome = followUp == null
                    ? FollowUp.Outcome.NONE
                    : followUp.ofCalls(database.within(connection), written, completeUntil, clock.instant());
            connection.commit();
            connection.setAutoCommit(true);
            return new Written(written.size(), outcome);
        } catch (SQLException | RuntimeException e) {
            Failures.rollBack(connection, e);
            throw e;
        }
    }

    @Override
    public Optional<Call> find(String id) {
        return read(handle -> CallRow.withParts(
                        handle,
                        handle.createQuery(
                                        "select c.* from call_id i join call c on c.started_at = i.started_at and c.id = i.id where i.id = :id")
                                .bind("id", id)
                                .map((row, context) -> CallRow.read(row))
                                .list()))
                .stream()
                .map(CallRow::call)
                .findFirst();
    }

    @Override
    public List<Call> list(CallFilter filter) {
        List<Call> calls = new ArrayList<>();
        forEach(filter, calls::add);
        return calls;
    }

    @Override
    public void forEach(CallFilter filter, Consumer<Call> reader) {
        CallPages pages = new CallPages(filter);
        List<CallRow> page = read(handle -> pages.first(handle));
        while (!page.isEmpty()) {
            page.forEach(row -> reader.accept(row.call()));
            CallRow last = page.get(page.size() - 1);
            page = read(handle -> pages.next(handle, last));
        }
    }

    @Override
    public long count(CallFilter filter) {
        return read(new CallPages(filter)::count);
    }

    @Override
    public List<BlindInterval> blindIntervals(String pbx, Instant from, Instant until) {
        return read(handle -> BlindIntervals.read(handle, pbx, from, until));
    }

    @Override
    public int deleteBefore(Instant moment, int atMost) {
        return read(handle -> handle.inTransaction(
                transaction -> new OldCalls(transaction, database.hasMonths()).delete(moment, atMost)));
    }

    @Override
    public void makeMonths() {
        if (database.hasMonths()) {
            reading(() -> new Months(jdbi).make(clock.instant()));
        }
    }

    @Override
    public long dropMonthsBefore(Instant moment) {
        return database.hasMonths() ? reading(() -> dropMonths(moment)) : 0;
    }

    private long dropMonths(Instant moment) {
        while (jdbi.inTransaction(handle -> new TaskTable(handle).deleteClosedBefore(moment, TASKS_AT_ONCE))
                == TASKS_AT_ONCE) {
            // Before their calls: of a task that is gone none is needed.
        }
        return new Months(jdbi).dropBefore(moment);
    }

    @Override
    public int maskBefore(Instant moment, int atMost) {
        return answered("mask numbers", () -> oldNumbers.mask(moment, atMost));
    }

    @Override
    public void deleteBlindBefore(Instant moment) {
        delete("delete from blind_interval where blind_until < :moment", moment);
    }

    @Override
    public void endForgettingBefore(Instant moment) {
        delete("delete from forgotten_number where forgotten_at < :moment", moment);
    }

    private void delete(String sql, Instant moment) {
        read(handle ->
                handle.createUpdate(sql).bind("moment", Columns.time(moment)).execute());
    }

    @Override
    public Map<String, Long> rows() {
        return read(handle -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : Retention.TABLES) {
                rows.put(
                        table,
                        handle.createQuery("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one());
            }
            return rows;
        });
    }

    @Override
    public String schemaVersion() {
        return database.schemaVersion();
    }

    private <T> T read(Function<Handle, T> reading) {
        return reading(() -> jdbi.withHandle(reading::apply));
    }

    private <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new StoreException("Cannot read from " + database + ": " + database.reason(e), e);
        }
    }

    @Override
    public TaskStore tasks() {
        requireLedger();
        return new JdbcTaskStore(database, ledger, followUp);
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void onTaskNews(Consumer<List<TaskNews>> listener) {
        requireLedger();
        followUp.onNews(listener);
    }

    @Override
    public Optional<EmbeddedDatabase> embedded() {
        return database.embedded();
    }

    /** Whether other agents may work on the same database. */
    boolean isShared() {
        return database.isShared();
    }

    /** Does something about the agents on this database, in a transaction. */
    <T> T withAgents(Function<AgentTable, T> work) {
        return read(handle -> handle.inTransaction(transaction -> work.apply(new AgentTable(transaction, agent))));
    }

    /** Does something about the talks that this agent hears, in a transaction. */
    <T> T withTalks(Function<TalkTable, T> work) {
        return read(handle -> handle.inTransaction(transaction -> work.apply(new TalkTable(transaction, agent))));
    }

    /** Customers who were talked to by agents that are gone are not talked to any more, as far as anybody knows. */
    void takeOverFromGoneAgents() {
        Instant now = clock.instant();
        FollowUp.Outcome outcome = read(handle -> handle.inTransaction(
                transaction -> followUp.ofTalks(transaction, new TalkTable(transaction, agent).takeOfTheGone(), now)));
        followUp.committed(outcome);
    }

    /** For those who look at the same tables. */
    Database database() {
        return database;
    }

    @Override
    public Forgotten forget(Person person, boolean dryRun) {
        requireLedger();
        Forgetting forgetting = new Forgetting(jdbi, ledger, followUp, NumberKey.in(dataDir), person);
        return answered("forget", () -> {
            if (dryRun) {
                return forgetting.look();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            // Between two batches: what is written from here on knows of it, and what was written before is looked at.
            synchronized (this) {
                forgetting.note(now);
            }
            Forgotten gone = forgetting.forget(now);
            outbox.depths();
            return new Forgotten(gone.calls(), gone.callBacks(), gone.notices(), gone.told(), database.keepsTraces());
        });
    }

    @Override
    public synchronized void rewriteFile() {
        database.rewrite();
    }

    private <T> T answered(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new StoreException("Cannot " + what + " in " + database + ": " + database.reason(e), e);
        }
    }

    private void requireLedger() {
        if (ledger == null) {
            throw new IllegalStateException("this store was opened without following missed calls");
        }
    }

    @Override
    public void close() {
        database.close();
    }

    @Override
    public String toString() {
        return database.toString();
    }
}
