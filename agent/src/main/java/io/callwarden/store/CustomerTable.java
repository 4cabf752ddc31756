package io.callwarden.store;

import io.callwarden.recovery.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is kept of customers beside their tasks: who is being looked at, and who was given up by hand. In the transaction of the handle. */
final class CustomerTable {
    private static final String DISMISSALS = """
            select d.* from unnest(:customers) as c(customer)
              join recovery_dismissal d on d.customer = cast(c.customer as varchar(64))
            """;
    private static final String DISMISS = """
            insert into recovery_dismissal (customer, dismissed_at, dismissed_by, reason) values (:customer, :at, :by, :reason)
            on conflict do nothing
            """;
    private static final String FORGET = """
            delete from recovery_customer where customer in (
                select c.customer from recovery_customer c
                 where not exists (select 1 from recovery_task t where t.customer = c.customer) limit :most)
            """;

    private final Handle handle;

    CustomerTable(Handle handle) {
        this.handle = handle;
    }

    /**
     * So that no two transactions, of this agent or another, tell the tasks of one customer at once: each sees what the one before it wrote, be
     * it the missed call or the talk. All in one order: none waits for another in a circle.
     */
    void hold(Collection<String> customers) {
        List<String> sorted = customers.stream().sorted().toList();
        int held = 0;
        // More than once only where old customers are just being forgotten.
        while (held < sorted.size()) {
            try (PreparedBatch batch = handle.prepareBatch(
                    "insert into recovery_customer (customer) values (:customer) on conflict do nothing")) {
                sorted.forEach(customer -> batch.bind("customer", customer).add());
                batch.execute();
            }
            held = handle.createQuery(
                            "select customer from recovery_customer where customer = any(:customers) order by customer for update")
                    .bindArray("customers", String.class, sorted.toArray())
                    .mapTo(String.class)
                    .list()
                    .size();
        }
    }

    /** Closings by hand, by customer. */
    Map<String, List<Fact.Dismissal>> dismissals(Collection<String> customers) {
        Map<String, List<Fact.Dismissal>> dismissals = new HashMap<>();
        handle.createQuery(DISMISSALS)
                .bindArray("customers", String.class, customers.toArray())
                .map((row, context) -> dismissals
                        .computeIfAbsent(row.getString("customer"), first -> new ArrayList<>())
                        .add(new Fact.Dismissal(
                                Columns.instant(row, "dismissed_at"),
                                row.getString("dismissed_by"),
                                row.getString("reason"))))
                .list();
        return dismissals;
    }

    void dismiss(String customer, Fact.Dismissal dismissal) {
        handle.createUpdate(DISMISS)
                .bind("customer", customer)
                .bind("at", Columns.time(dismissal.at()))
                .bind("by", dismissal.by())
                .bind("reason", dismissal.reason())
                .execute();
    }

    /** Forgets closings by hand of before a moment, and some of the customers who have no task any more. */
    void forget(Instant moment, int atMost) {
        handle.createUpdate("delete from recovery_dismissal where dismissed_at < :moment")
                .bind("moment", Columns.time(moment))
                .execute();
        handle.createUpdate(FORGET).bind("most", atMost).execute();
    }
}
