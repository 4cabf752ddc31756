package io.callwarden.store;

import io.callwarden.call.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The ids of all calls on record on PostgreSQL, where calls lie in a table for each month and no key holds across them. Whatever two agents
 * say of when a call began, only one of them gets its id in. On H2 the table of calls has such a key itself.
 */
final class CallIds {
    private static final String CLAIM = """
            insert into call_id (id, made_at, started_at) values (?, call_made_at(?), ?) on conflict do nothing
            """;

    private CallIds() {}

    /** Those of the calls that are new; an agent that has one of them in hand is waited for. */
    static List<Call> claim(Connection connection, List<Call> calls) throws SQLException {
        int[] isNew;
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            Row row = new Row(statement);
            for (Call call : calls) {
                String id = call.id().toString();
                row.text(id).text(id).time(call.times().startedAt()).add();
            }
            isNew = row.write();
        }
        List<Call> claimed = new ArrayList<>(isNew.length);
        for (int i = 0; i < isNew.length; i++) {
            if (isNew[i] == 1) {
                claimed.add(calls.get(i));
            }
        }
        return claimed;
    }

    static void delete(Handle handle, Collection<String> ids) {
        handle.createUpdate("delete from call_id where id = any(:ids)")
                .bindArray("ids", String.class, ids.toArray())
                .execute();
    }
}
