package io.callwarden.store;

import io.callwarden.recovery.Fact;
import io.callwarden.recovery.TaskNews;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes one person from all tables. His calls and call-backs stay, for what days and months add up to would change else; but a token that
 * nobody can trace back stands where he stood. Each step is a transaction of its own, and all can be done again. One thread.
 */
final class Forgetting {
    private static final String BY = "forget";
    private static final String REASON = "forgotten on request";

    private static final String HIS_CALLS = """
            update call set customer = :token,
                   caller = case when direction = 'inbound' then null else caller end,
                   caller_name = case when direction = 'inbound' then null else caller_name end,
                   caller_e164 = case when direction = 'inbound' then null else caller_e164 end,
                   did = case when direction = 'inbound' then did else null end
             where customer = any(:his)
            """;

    private final Jdbi jdbi;
    private final Ledger ledger;
    private final FollowUp followUp;
    private final NumberKey key;
    private final Person person;
    private final Tokens tokens;
    private final String token = Tokens.ofNobody(UUID.randomUUID().toString().replace("-", ""));
    private final Set<Long> calls = new HashSet<>();
    private final Map<String, Integer> told = new HashMap<>();
    private List<TaskNews> news = List.of();

    Forgetting(Jdbi jdbi, Ledger ledger, FollowUp followUp, NumberKey key, Person person) {
        this.jdbi = jdbi;
        this.ledger = ledger;
        this.followUp = followUp;
        this.key = key;
        this.person = person;
        this.tokens = new Tokens(key);
    }

    /** What there is of him. */
    Forgotten look() {
        int callBacks = jdbi.withHandle(this::callBacks);
        PersonTraces traces = new PersonTraces(jdbi, person, his(), null);
        calls.addAll(traces.inCalls());
        return new Forgotten(calls.size(), callBacks, traces.inOutbox(told), told, false);
    }

    /** From now on, what is written late of calls of his that began before is written as calls of nobody. */
    void note(Instant now) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into forgotten (token, forgotten_at, calls, call_backs, notices, rewritten)
                            values (:token, :now, 0, 0, 0, false)
                            """)
                    .bind("token", token)
                    .bind("now", Columns.time(now))
                    .execute();
            Set<String> hashes = new TreeSet<>();
            hashes.add(key.hash(ledger.recovery().customers(), person.key()));
            person.spellings().forEach(digits -> hashes.add(key.hash(digits)));
            hashes.forEach(hash -> handle.createUpdate(
                            "insert into forgotten_number (number_hash, forgotten_at) values (:hash, :now)")
                    .bind("hash", hash)
                    .bind("now", Columns.time(now))
                    .execute());
        });
    }

    /** Removes him; to be called after {@link #note}. */
    Forgotten forget(Instant now) {
        ledger.recovery().talks().forget(person.key());
        int callBacks = jdbi.inTransaction(handle -> ofCustomer(handle, now));
        // Nobody outside is told: not his number, and not that there was something to forget.
        followUp.committed(new FollowUp.Outcome(news, Map.of()));
        PersonTraces traces = new PersonTraces(jdbi, person, his(), token);
        calls.addAll(traces.inCalls());
        traces.inRemarks();
        int notices = traces.inOutbox(told);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update forgotten set calls = :calls, call_backs = :backs, notices = :notices where token = :token")
                .bind("calls", calls.size())
                .bind("backs", callBacks)
                .bind("notices", notices)
                .bind("token", token)
                .execute());
        return new Forgotten(calls.size(), callBacks, notices, told, false);
    }

    /** In whatever way he is named as a customer: whole, or by the token that his masked calls have. */
    private String[] his() {
        return new String[] {person.key(), tokens.of(person.key())};
    }

    private int callBacks(Handle handle) {
        return handle.createQuery("select count(*) from recovery_task where customer = any(:his)")
                .bindArray("his", String.class, (Object[]) his())
                .mapTo(Integer.class)
                .one();
    }

    private int ofCustomer(Handle handle, Instant now) {
        CustomerTable customers = new CustomerTable(handle);
        customers.hold(List.of(person.key(), tokens.of(person.key()), token));
        calls.addAll(handle.createQuery("select call_no from call where customer = any(:his)")
                .bindArray("his", String.class, (Object[]) his())
                .mapTo(Long.class)
                .list());
        int callBacks = callBacks(handle);
        rename(handle, HIS_CALLS);
        rename(handle, "update recovery_task set customer = :token where customer = any(:his)");
        rename(handle, "update recovery_dismissal set customer = :token where customer = any(:his)");
        delete(handle, "delete from recovery_customer where customer = any(:his)");
        delete(handle, "delete from live_talk where customer = any(:his)");
        news = ledger.dismiss(handle, token, new Fact.Dismissal(now, BY, REASON));
        return callBacks;
    }

    private void delete(Handle handle, String delete) {
        handle.createUpdate(delete)
                .bindArray("his", String.class, (Object[]) his())
                .execute();
    }

    private void rename(Handle handle, String update) {
        handle.createUpdate(update)
                .bind("token", token)
                .bindArray("his", String.class, (Object[]) his())
                .execute();
    }
}
