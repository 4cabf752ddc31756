package io.callwarden.store;

import io.callwarden.recovery.Fact;
import io.callwarden.recovery.LiveTalks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Talks that go on, of all agents on one database, in the transaction of the handle. */
final class TalkTable {
    /** An agent that was not seen for so long hears nothing, or can write nothing. */
    static final Duration ALIVE = Duration.ofSeconds(30);

    /** Long enough after {@link #ALIVE} that an agent which was only slow is back. */
    static final Duration GONE = Duration.ofSeconds(60);

    private static final String OF_OTHERS = """
            select t.customer, t.call_id, t.began_at, t.ended_at from live_talk t join agent a on a.id = t.agent_id
             where t.customer = any(:customers) and a.id <> :agent and a.seen_at > current_timestamp - make_interval(secs => :alive)
            """;
    private static final String PUT = """
            insert into live_talk (agent_id, call_id, customer, began_at, ended_at) values (:agent, :call, :customer, :began, :ended)
            on conflict (agent_id, call_id) do update
               set customer = excluded.customer, began_at = excluded.began_at, ended_at = excluded.ended_at
            """;
    private static final String OF_THE_GONE = """
            delete from live_talk t
             where not exists (select 1 from agent a
                    where a.id = t.agent_id and a.seen_at > current_timestamp - make_interval(secs => :gone))
            returning t.customer, t.began_at
            """;

    private final Handle handle;
    private final String agent;

    TalkTable(Handle handle, String agent) {
        this.handle = handle;
        this.agent = agent;
    }

    /** What other agents that are alive hear of these customers. */
    Map<String, List<Fact.LiveTalk>> ofOthers(Collection<String> customers) {
        Map<String, List<Fact.LiveTalk>> talks = new HashMap<>();
        handle.createQuery(OF_OTHERS)
                .bindArray("customers", String.class, customers.toArray())
                .bind("agent", agent)
                .bind("alive", ALIVE.toSeconds())
                .map((row, context) -> talks.computeIfAbsent(row.getString("customer"), first -> new ArrayList<>())
                        .add(new Fact.LiveTalk(
                                row.getString("call_id"),
                                Columns.instant(row, "began_at"),
                                Columns.instant(row, "ended_at"))))
                .list();
        return talks;
    }

    void put(Collection<LiveTalks.Heard> talks) {
        try (PreparedBatch batch = handle.prepareBatch(PUT)) {
            for (LiveTalks.Heard heard : talks) {
                batch.bind("agent", agent)
                        .bind("call", heard.talk().call())
                        .bind("customer", heard.customer())
                        .bind("began", Columns.time(heard.talk().at()))
                        .bind("ended", Columns.timeOrNull(heard.talk().until()))
                        .add();
            }
            batch.execute();
        }
    }

    void remove(Collection<String> calls) {
        handle.createUpdate("delete from live_talk where agent_id = :agent and call_id = any(:calls)")
                .bind("agent", agent)
                .bindArray("calls", String.class, calls.toArray())
                .execute();
    }

    /** Takes away what agents heard that are gone: its customers, and since when they were talked to. */
    Map<String, Instant> takeOfTheGone() {
        Map<String, Instant> since = new HashMap<>();
        handle.createQuery(OF_THE_GONE)
                .bind("gone", GONE.toSeconds())
                .map((row, context) -> since.merge(
                        row.getString("customer"),
                        Columns.instant(row, "began_at"),
                        (one, other) -> one.isBefore(other) ? one : other))
                .list();
        return since;
    }
}
