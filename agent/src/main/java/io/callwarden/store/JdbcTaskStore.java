package io.callwarden.store;

import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Step;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger's tables. The same SQL runs on PostgreSQL and on H2 in PostgreSQL mode. */
final class JdbcTaskStore implements TaskStore {
    private static final int AT_ONCE = 500;

    /** Later than every task, and early enough for every database. */
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** Before every call, and late enough for every database. */
    private static final Instant LONG_AGO = Instant.parse("0001-01-01T00:00:00Z");

    private final Database database;
    private final Jdbi jdbi;
    private final Ledger ledger;
    private final FollowUp followUp;

    JdbcTaskStore(Database database, Ledger ledger, FollowUp followUp) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.ledger = ledger;
        this.followUp = followUp;
    }

    @Override
    public List<Entry> of(String customer) {
        return within(handle -> new TaskTable(handle).of(customer));
    }

    @Override
    public List<Task> open(int atMost) {
        return within(handle -> new TaskTable(handle).open(atMost));
    }

    @Override
    public List<Task> closed(Instant from, Instant until) {
        return within(handle -> new TaskTable(handle).closed(from, until));
    }

    @Override
    public void forEachClosed(Instant from, Instant until, Predicate<Task> reader) {
        Instant before = until == null ? FAR_FUTURE : until;
        String last = null;
        while (true) {
            Instant end = before;
            String after = last;
            List<Task> some = within(handle ->
                    new TaskTable(handle).closedLatestFirst(from == null ? Instant.EPOCH : from, end, after, AT_ONCE));
            for (Task task : some) {
                if (!reader.test(task)) {
                    return;
                }
            }
            if (some.size() < AT_ONCE) {
                return;
            }
            before = some.get(some.size() - 1).closing().at();
            last = some.get(some.size() - 1).firstCall();
        }
    }

    @Override
    public void forEachStep(Set<Change.Kind> kinds, Instant from, Instant until, Consumer<Step> reader) {
        StepPages pages = new StepPages(kinds, from, until);
        List<Step> page = within(pages::next);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = within(pages::next);
        }
    }

    @Override
    public List<TaskNews> passTime(Instant now, int atMost) {
        return follow(handle -> followUp.ofTime(handle, now, atMost));
    }

    @Override
    public OpenTasks count(Instant now) {
        return within(handle -> new TaskTable(handle).count(now));
    }

    @Override
    public List<TaskNews> dismiss(String customer, Fact.Dismissal dismissal) {
        return follow(handle -> followUp.ofDismissal(handle, customer, dismissal));
    }

    @Override
    public int rebuild(Instant now) {
        nameCustomers();
        int wrong = 0;
        for (String customer : within(JdbcTaskStore::renamed)) {
            wrong += within(handle -> ledger.rebuild(handle, customer, now)) ? 1 : 0;
        }
        String last = "";
        while (true) {
            String after = last;
            List<String> some = within(handle -> handle.createQuery(
                            "select distinct customer from call where customer > :last order by customer limit :most")
                    .bind("last", after)
                    .bind("most", AT_ONCE)
                    .mapTo(String.class)
                    .list());
            for (String customer : some) {
                wrong += within(handle -> ledger.rebuild(handle, customer, now)) ? 1 : 0;
            }
            if (some.size() < AT_ONCE) {
                return wrong;
            }
            last = some.get(some.size() - 1);
        }
    }

    @Override
    public int makeOnce(Instant now) {
        if (within(JdbcTaskStore::isMade)) {
            return 0;
        }
        int made = rebuild(now);
        within(handle -> noteMade(handle, now));
        return made;
    }

    /** Whether the tasks of all calls on record were made once. */
    private static boolean isMade(Handle handle) {
        return handle.createQuery("select count(*) from recovery_made")
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static int noteMade(Handle handle, Instant now) {
        return handle.createUpdate("insert into recovery_made (made_at) values (:now)")
                .bind("now", Columns.time(now))
                .execute();
    }

    @Override
    public int tellAnew(Instant since, Instant now) {
        List<String> customers = within(handle -> handle.createQuery(
                        "select distinct customer from call where started_at >= :since and missed and customer is not null")
                .bind("since", Columns.time(since))
                .mapTo(String.class)
                .list());
        int wrong = 0;
        for (String customer : customers) {
            wrong += within(handle -> ledger.correct(handle, customer, since, now)) ? 1 : 0;
        }
        return wrong;
    }

    /** Whoever has tasks under a name that his calls no longer have. */
    private static List<String> renamed(Handle handle) {
        return handle.createQuery(
                        "select distinct task.customer from recovery_task task join call_id i on i.id = task.id join call on call.started_at = i.started_at and call.id = i.id where call.customer is distinct from task.customer")
                .mapTo(String.class)
                .list();
    }

    /** Calls of before the ledger, and those whose customer is told otherwise now; not of those whose numbers are gone on purpose. */
    private void nameCustomers() {
        CallRow last = null;
        boolean more = true;
        while (more) {
            CallRow after = last;
            List<CallRow> some = within(handle -> nameSome(handle, after));
            more = some.size() == AT_ONCE;
            last = more ? some.get(AT_ONCE - 1) : null;
        }
    }

    private List<CallRow> nameSome(Handle handle, CallRow after) {
        List<CallRow> rows = handle.createQuery("""
                        select * from call where started_at >= :start and (started_at > :start or call_no > :no)
                         order by started_at, call_no limit :most
                        """)
                .bind(
                        "start",
                        Columns.time(
                                after == null ? LONG_AGO : after.call().times().startedAt()))
                .bind("no", after == null ? -1 : after.number())
                .bind("most", AT_ONCE)
                .map((row, context) -> CallRow.read(row))
                .list();
        try (PreparedBatch batch = handle.prepareBatch(
                "update call set customer = :customer where started_at = :start and call_no = :no and customer is distinct from :customer"
                        + " and (customer is null or customer not like '%~%')")) {
            rows.forEach(row -> batch.bind("no", row.number())
                    .bind("start", Columns.time(row.call().times().startedAt()))
                    .bind("customer", ledger.customer(row.call()))
                    .add());
            batch.execute();
        }
        return rows;
    }

    private List<TaskNews> follow(Function<Handle, FollowUp.Outcome> work) {
        FollowUp.Outcome outcome = within(work);
        followUp.committed(outcome);
        return outcome.news();
    }

    private <T> T within(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("Cannot keep the tasks in " + database + ": " + database.reason(e), e);
        }
    }
}
