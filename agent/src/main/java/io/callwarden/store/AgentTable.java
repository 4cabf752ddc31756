package io.callwarden.store;

import io.callwarden.store.Neighbours.Watched;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which agents work on one database and what they watch, in the transaction of the handle. Only on PostgreSQL. */
final class AgentTable {
    private static final String SEEN = """
            insert into agent (id, name, seen_at) values (:id, :name, current_timestamp)
            on conflict (id) do update set seen_at = current_timestamp
            """;
    private static final String WATCHES = """
            insert into agent_pbx (agent_id, pbx, since, system_name, booted_at) values (:agent, :pbx, current_timestamp, :system, :booted)
            on conflict (agent_id, pbx) do update set system_name = excluded.system_name, booted_at = excluded.booted_at
            """;
    private static final String WATCHES_NO_MORE =
            "delete from agent_pbx where agent_id = :agent and pbx <> all (:pbxs)";
    /** Of two the one that came later gives way. */
    private static final String NAMESAKES = """
            select me.pbx, a.name
              from agent_pbx me
              join agent_pbx other on other.pbx = me.pbx and other.agent_id <> me.agent_id
               and (other.since, other.agent_id) < (me.since, me.agent_id)
              join agent a on a.id = other.agent_id and a.seen_at > current_timestamp - make_interval(secs => :alive)
             where me.agent_id = :agent
               and (other.system_name <> me.system_name
                    or abs(extract(epoch from other.booted_at - me.booted_at)) > :tolerance)
             order by other.since
            """;

    private static final String FORGET =
            "delete from agent where seen_at < current_timestamp - make_interval(secs => :old)";
    private static final String FORGET_PBXS =
            "delete from agent_pbx where not exists (select 1 from agent where agent.id = agent_pbx.agent_id)";

    /** How far two agents may be apart about when one Asterisk was started: it tells whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private static final Duration OLD = Duration.ofDays(1);

    private final Handle handle;
    private final String agent;

    AgentTable(Handle handle, String agent) {
        this.handle = handle;
        this.agent = agent;
    }

    void seen(String name) {
        handle.createUpdate(SEEN).bind("id", agent).bind("name", name).execute();
        handle.createUpdate(FORGET).bind("old", OLD.toSeconds()).execute();
        handle.execute(FORGET_PBXS);
    }

    /** These and no others. */
    void watches(Collection<Watched> pbxs) {
        handle.createUpdate(WATCHES_NO_MORE)
                .bind("agent", agent)
                .bindArray(
                        "pbxs", String.class, pbxs.stream().map(Watched::name).toArray())
                .execute();
        try (PreparedBatch batch = handle.prepareBatch(WATCHES)) {
            for (Watched pbx : pbxs) {
                batch.bind("agent", agent)
                        .bind("pbx", pbx.name())
                        .bind("system", pbx.systemName())
                        .bind("booted", Columns.timeOrNull(pbx.bootedAt()))
                        .add();
            }
            batch.execute();
        }
    }

    /** PBXs of ours whose name another agent gave to another machine before: the name of that agent, by PBX. */
    Map<String, String> namesakes() {
        Map<String, String> found = new HashMap<>();
        handle.createQuery(NAMESAKES)
                .bind("agent", agent)
                .bind("alive", TalkTable.ALIVE.toSeconds())
                .bind("tolerance", TOLERANCE.toSeconds())
                .map((row, context) -> found.putIfAbsent(row.getString("pbx"), row.getString("name")))
                .list();
        return found;
    }

    void leave() {
        handle.createUpdate("delete from agent_pbx where agent_id = :agent")
                .bind("agent", agent)
                .execute();
    }
}
